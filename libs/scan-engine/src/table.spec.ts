import { FIXTURES } from '../fixtures/all.js';
import { messageKeyOf, notesOf, primaryOf } from './choose.js';
import { OUTCOME_CLASSES } from './contract.js';
import { decide } from './decide.js';
import { isMessageKey, renderMessage, valuesOf } from './messages.js';
import { OUTCOMES } from './outcome.js';
import { PREDICATES } from './rows/predicates.js';
import { labelOf } from './rows/row.js';
import { NOTE_ROWS, PRIMARY_ROWS } from './rows/table.js';
import { sceneOf } from './scene.js';
import { EN } from './words/en.js';

const rules = { publicHosts: ['cubby.example.org'] };
const decisions = FIXTURES.map(({ request, facts }) => decide(request, facts, rules));

/** Every primary row that the fixtures reach, the parts of a hand-over included. */
const reached = new Set(
  FIXTURES.flatMap(({ request, facts }) => {
    const scene = sceneOf(request, facts, rules);
    return [labelOf(primaryOf(scene)), ...notesOf(scene, primaryOf(scene).id).map(labelOf)];
  }),
);

const decided = PRIMARY_ROWS.filter(({ when }) => !when.includes('decidedElsewhere'));

describe('the table as a whole', () => {
  it('has one entry for each row and variant', () => {
    const labels = [...PRIMARY_ROWS, ...NOTE_ROWS].map(labelOf);
    expect(new Set(labels).size).toBe(labels.length);
  });

  it.each(decided.map(labelOf))('row %s has a fixture', (label) => expect(reached).toContain(label));

  it.each(NOTE_ROWS.flatMap((note) => note.with.map((primary) => `${primary}+${note.id}`)))(
    'the pair %s has a fixture',
    (pair) => {
      const [row, note] = pair.split('+');
      expect(decisions.some((decision) => decision.row === row && decision.notes.includes(note))).toBe(true);
    },
  );

  it('has the rows of this desk', () => {
    const ids = [...new Set([...PRIMARY_ROWS, ...NOTE_ROWS].map(({ id }) => id))].sort();
    const expected =
      'A1 BATCH BATCH-NO C1 C2 C3 CARD-NO D1 D2 D3 DATE-NO DUE-MOVED DUE-NO E18 E19 E23 E4 E8 I1 I10 I11 I12 I13 I14 I15 I16 I17 I2 I21 I3 I4 I5 I6 I7 I8 I9 L1 L2 L3 L4 NOTE NOTE-NO O1 O10 O11 O12 O13 O14 O15 O16 O17 O19 O2 O20 O21 O22 O23 O24 O25 O26 O27 O28 O29 O3 O30 O4 O5 O8 O9 PLACE-NO RENEW SITE-NO SWAP U1 U2 U4 U5 U6 UNDO UNDO-NO X3 X4 X5 X6 X8';
    expect(ids).toEqual(expected.split(' '));
  });

  it('refuses without doing', () => {
    const doing = [...PRIMARY_ROWS, ...NOTE_ROWS].filter(
      (row) =>
        (row.class === 'STOP' || row.class === 'ALARM') && row.effects.some((effect) => !effect.startsWith('alarm')),
    );
    expect(doing.map(labelOf)).toEqual([]);
  });

  it('never says in a refusal that it was done', () => {
    const refusals = decisions.filter(({ class: outcome }) => outcome === 'STOP' || outcome === 'ALARM');
    expect(refusals.length).toBeGreaterThan(30);
    for (const { headline } of refusals) {
      expect(EN.messages[headline.key as keyof typeof EN.messages]).toMatch(
        /^(NOT|RESERVED|BLOCKED|KEEP|WHICH|TOO|UNREADABLE|That)\b/,
      );
    }
  });

  it('has words for every message, and uses every word', () => {
    const sources = [...PRIMARY_ROWS, ...NOTE_ROWS].flatMap((row) => [
      ...(typeof row.message === 'string' ? [row.message] : []),
      ...row.lines,
      ...('remark' in row ? [row.remark] : []),
    ]);
    const used = new Set<string>([
      ...sources,
      ...FIXTURES.flatMap(({ request, facts }) => {
        const scene = sceneOf(request, facts, rules);
        return [primaryOf(scene), ...notesOf(scene, primaryOf(scene).id)].map((row) => messageKeyOf(scene, row));
      }),
      ...decisions.flatMap(({ headline, lines, quickAnswers }) =>
        [headline, ...lines, ...quickAnswers.map(({ label }) => label)].map(({ key }) => key),
      ),
      ...OUTCOME_CLASSES.map((outcome) => `class.${outcome}`),
    ]);
    expect([...used].filter((key) => !isMessageKey(key))).toEqual([]);
    const unused = Object.keys(EN.messages).filter((key) => !used.has(key));
    // The server says these itself; batch.spec.ts has those of the batch.
    expect(
      unused.filter(
        (key) =>
          !/^(UNDO-NO|why|unnamed)\./.test(key) &&
          !['line.check-in-instead', 'line.tags', 'line.taken-back'].includes(key),
      ),
    ).toEqual([]);
  });

  it('uses every predicate', () => {
    const used = new Set(
      [...PRIMARY_ROWS, ...NOTE_ROWS].flatMap(({ when }) => when.map((each) => each.replace('not ', ''))),
    );
    const elsewhere = ['disposed', 'holderInReach'];
    expect(Object.keys(PREDICATES).filter((name) => !used.has(name) && !elsewhere.includes(name))).toEqual([]);
  });

  it('says what it does where a note takes the headline', () => {
    const verbs = NOTE_ROWS.filter(
      ({ message }) => typeof message === 'string' && valuesOf(message).all.includes('on'),
    );
    for (const row of verbs.flatMap((note) => note.with)) expect(Object.keys(EN.verbs)).toContain(row);
  });
});

describe('outcome classes', () => {
  it('have seven sounds, icons and words', () => {
    for (const property of ['sound', 'icon', 'word', 'rank'] as const) {
      expect(new Set(OUTCOME_CLASSES.map((outcome) => OUTCOMES[outcome][property])).size).toBe(7);
    }
  });

  it('interrupt only for STOP and ALARM', () => {
    const assertive = OUTCOME_CLASSES.filter((outcome) => OUTCOMES[outcome].politeness === 'assertive');
    expect(assertive).toEqual(['STOP', 'ALARM']);
  });

  it('have words of their own in each language', () => {
    for (const outcome of OUTCOME_CLASSES) {
      const said = renderMessage(
        { key: `class.${outcome}`, values: {} },
        { locale: 'en', timeZone: 'UTC', today: '2026-09-14' },
      );
      expect(said).toBe(OUTCOMES[outcome].word);
    }
  });
});
