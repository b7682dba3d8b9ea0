import type { Message } from './contract.js';
import { LANGUAGES, renderMessage } from './messages.js';
import { refuseUndo } from './undo.js';
import { aScan } from '../fixtures/builders.js';

const options = { locale: 'en', timeZone: 'America/Los_Angeles', today: '2026-09-14' };
const render = (key: string, values: Message['values'] = {}, rest = {}): string =>
  renderMessage({ key, values }, { ...options, ...rest });

describe('renderMessage', () => {
  it.each([
    ['2026-06-12', 'due Fri 12 Jun'],
    ['2027-06-12', 'due 12 Jun 2027'],
    ['2026-09-13', 'due Sun 13 Sep'],
  ])('says the day %s in words', (dueOn, said) => expect(render('line.due', { dueOn, dueAt: null })).toBe(said));

  it.each([
    ['2026-09-14T22:30:00Z', '3:30 PM'],
    ['2026-09-14T07:05:00Z', '12:05 AM'],
    ['2026-09-14T19:00:00Z', '12:00 PM'],
  ])('says the time of %s on the clock of the district', (dueAt, said) => {
    expect(render('line.due', { dueOn: '2026-09-14', dueAt })).toBe(`due Mon 14 Sep ${said}`);
  });

  it.each([
    [0, '0 s ago'],
    [59, '59 s ago'],
    [60, '1 min ago'],
    [3_599, '59 min ago'],
    [3_600, '1 h ago'],
    [86_399, '23 h ago'],
    [86_400, '1 day ago'],
    [200_000, '2 days ago'],
  ])('says %i seconds as %s', (custodyAge, said) => {
    expect(render('line.last-in', { tag: 'A', custodyAge })).toBe(`A · last in ${said}`);
  });

  it('says a moment of today by its time, another by its day', () => {
    const said = (loanedAt: string) =>
      render('line.given', { tag: 'A', loanedAt, loanStation: 'Desk 2', loanBy: null });
    expect(said('2026-09-14T17:44:00Z')).toBe('A · given 10:44 AM at Desk 2');
    // Still 13 September in Los Angeles.
    expect(said('2026-09-14T06:44:00Z')).toBe('A · given Sun 13 Sep at Desk 2');
  });

  it('leaves out the piece whose value is missing', () => {
    expect(render('O5', { withdrawnOn: null })).toBe('NOT SET – withdrawn');
    expect(render('O5')).toBe('NOT SET – withdrawn');
  });

  it('counts devices', () => {
    expect(render('O4.many', { n: 1 })).toBe('CHECKED OUT 1 device');
    expect(render('O4.many', { n: 2 })).toBe('CHECKED OUT 2 devices');
  });

  it('takes a value as text, whatever it looks like', () => {
    expect(render('L2', { person: '{tag} [x] $& <b>' })).toBe('{tag} [x] $& <b>');
  });

  it('never throws: unknown keys, locales, zones, states and values come out as they are', () => {
    expect(render('no.such.key')).toBe('no.such.key');
    expect(render('constructor')).toBe('constructor');
    expect(render('I1', {}, { locale: 'tlh' })).toBe('CHECKED IN');
    expect(render('I6', { state: 'melted' })).toBe('FOUND – was melted');
    expect(render('O14')).toBe('NOT CHECKED OUT – with –');
    expect(render('line.due', { dueOn: 'soon', dueAt: 'later' })).toBe('due soon later');
    expect(render('line.since', { tag: 'A', since: '2026-09-14T17:44:00Z' }, { timeZone: 'Mars' })).toContain('A');
    expect(render('line.due', { dueOn: '2026-09-14', dueAt: '2026-09-14T17:44:00Z' }, { timeZone: 'Mars' })).toContain(
      'due',
    );
  });
});

describe('refuseUndo', () => {
  it('says who has the device by now, and changes nothing', () => {
    const request = aScan('in', { kind: 'undo', scanId: 'scan-0' }, { personId: 'person-maya' });
    const decision = refuseUndo(
      request,
      'gone-on',
      { tag: 'LHS-004512', holder: 'Ana Wu', station: 'Desk 2', at: '2026-09-14T17:44:00Z' },
      'device-1',
    );
    expect(renderMessage(decision.headline, options)).toBe(
      'NOT UNDONE – LHS-004512 was given to Ana Wu at Desk 2, 10:44 AM',
    );
    expect(decision.lines.map((line) => renderMessage(line, options))).toEqual(['check it in instead']);
    expect(decision).toMatchObject({
      row: 'UNDO-NO',
      class: 'STOP',
      effects: [],
      undoable: false,
      context: request.context,
    });
  });

  it.each([
    ['nothing', {}, 'NOT UNDONE – nothing to undo'],
    [
      'newer',
      { tag: 'A', by: null, station: null, at: '2026-09-14T17:44:00Z' },
      'NOT UNDONE – A was changed, 10:44 AM',
    ],
    ['nothing-else', {}, 'NOT UNDONE – nothing else to undo'],
    ['undone', {}, 'NOT UNDONE – already undone'],
    ['too-late', { minutes: 15 }, 'NOT UNDONE – more than 15 min ago'],
    ['not-yours', { by: 'T. Lee' }, 'NOT UNDONE – scanned by T. Lee'],
  ] as const)('%s', (refusal, values, said) => {
    const { headline } = refuseUndo(aScan('in', { kind: 'undo', scanId: null }), refusal, values);
    expect(renderMessage(headline, options)).toBe(said);
  });
});

describe.each(Object.entries(LANGUAGES))('the words in %s', (_, words) => {
  const { en } = LANGUAGES;
  /** Placeholders with their formats, the optional ones in their brackets; the order is the language's own. */
  const shape = (template: string): string[] =>
    (template.match(/\[[^\]]*\]|\{\w+(?::\w+)?\}/g) ?? [])
      .map((piece) => (piece.startsWith('[') ? `[${(piece.match(/\{\w+(?::\w+)?\}/g) ?? []).join()}]` : piece))
      .sort();

  it('are those of every key, with the same values', () => {
    expect(Object.keys(words.messages).sort()).toEqual(Object.keys(en.messages).sort());
    for (const [key, template] of Object.entries(words.messages)) {
      expect([key, template.trim()]).not.toEqual([key, '']);
      expect([key, shape(template)]).toEqual([key, shape(en.messages[key as keyof typeof en.messages])]);
    }
  });

  it('have every state, verb, day and month', () => {
    expect(Object.keys(words.states).sort()).toEqual(Object.keys(en.states).sort());
    expect(Object.keys(words.verbs).sort()).toEqual(Object.keys(en.verbs).sort());
    expect([words.weekdays.length, words.months.length]).toEqual([7, 12]);
    for (const text of [words.ago.seconds, words.ago.minutes, words.ago.hours, words.ago.days, words.devices.many])
      expect(text).toContain('#');
  });

  it('refuse with NO and alarm with the same words wherever a thief stands', () => {
    for (const [key, template] of Object.entries(en.messages))
      if (/^NOT /.test(template)) expect(words.messages[key as keyof typeof en.messages]).toMatch(/^NO/);
  });
});

it('says a scan in Spanish', () => {
  const said = (key: string, values: Message['values']) => render(key, values, { locale: 'es-US' });
  expect(said('line.due', { dueOn: '2026-06-12', dueAt: null })).toBe('vence vie 12 jun');
  expect(said('O15', { receiver: 'Maya', has: 1, limit: 1 })).toBe('NO ENTREGADO – Maya tiene 1 de 1');
  expect(said('line.last-in', { tag: 'A', custodyAge: 90 })).toBe('A · última devolución hace 1 min');
});
