import type { ScanAnswer, ScanRequest } from '@app/scan-engine';
import { speak } from '../../lib/language.js';
import { linesNow } from './answer-chips.js';
import { memoryJournal } from './journal-memory.js';
import type { PastScan } from './scan-api.js';
import { aStation, anAnswer } from './station-fakes.js';

afterEach(() => speak('en'));

const keys = ['1', '2', '3', '4', 'c', 'm'].map((key) => ({ key, label: { key: `answer.${key}`, values: {} } }));
const cameWith: Partial<ScanAnswer> = {
  quickAnswers: keys,
  lines: [
    { key: 'line.tag', values: { tag: 'LHS-1' } },
    { key: 'line.came-with', values: { cameWith: 'Acer 45 W USB-C, Sleeve' } },
  ],
  text: { headline: 'CHECKED IN', lines: ['LHS-1', 'with Acer 45 W USB-C, Sleeve'] },
};

/** The return, then what the table says to each key; `c` is said and unsaid in turn. */
function answers() {
  let missing = false;
  return (request: ScanRequest): ScanAnswer => {
    if (request.act.kind !== 'answer') return anAnswer(request, cameWith);
    if (request.act.key === 'c') missing = !missing;
    const row = request.act.key === 'c' ? (missing ? 'I17' : 'I17.back') : 'I16';
    return anAnswer(request, { row: row.split('.')[0], headline: { key: row, values: {} } });
  };
}

const labelsOf = (desk: ReturnType<typeof aStation>): string[] => desk.rows()[0].chips.map(({ label }) => label);

async function answered(...typed: string[]) {
  const answer = answers();
  const kept: PastScan[] = [];
  const journal = memoryJournal();
  const desk = aStation(
    (request) => {
      const { id, act, occurredAt } = request;
      const past = { id, act: act.kind, rawCode: null, note: null, occurredAt, undone: false, answer: answer(request) };
      kept.push(past);
      return { kind: 'answer', answer: past.answer };
    },
    { journal },
  );
  await desk.station.start();
  for (const line of ['LHS-1', ...typed]) {
    desk.station.submit(line, 'typed');
    while (desk.station.getState().waiting > 0) await desk.settle();
  }
  const session = { id: 'session', accountId: 'account', stationId: 'desk', lastSeq: kept.length, lastAt: 0 };
  const reloaded = aStation(() => ({ kind: 'later' }), { journal, session, history: () => Promise.resolve(kept) });
  await reloaded.station.start();
  return { row: desk.rows()[0], chips: labelsOf(desk), reloaded: labelsOf(reloaded) };
}

it.each([
  [['c'], ['No charger']],
  [['c', 'c'], []],
  [['c', 'c', 'c'], ['No charger']],
  [['3', 'c', 'c'], ['Screen']],
  [['1', '3'], ['Screen']],
  [
    ['3', '4'],
    ['Screen', 'Keyboard'],
  ],
  [['2', '1'], ['OK']],
  [
    ['c', '1'],
    ['No charger', 'OK'],
  ],
  [['c', 'c', '/u'], ['No charger']],
  [['1', '3', '/u'], ['OK']],
])('after %j the row shows %j, also after a reload', async (typed, expected) => {
  const { chips, reloaded } = await answered(...typed);
  expect({ chips, reloaded }).toEqual({ chips: expected, reloaded: expected });
});

it('the row no longer says that the charger came, in the language of the desk', async () => {
  const { row } = await answered('c');
  const answer = row.answer as ScanAnswer;
  expect(linesNow(answer, row.chips)).toEqual(['LHS-1', 'with Sleeve']);
  speak('es');
  expect(linesNow(answer, row.chips)).toEqual(['LHS-1', 'con Sleeve']);
  expect(linesNow(answer, [])).toEqual(answer.text.lines);
});

it('says no line at all when only the charger had come', async () => {
  const { row } = await answered('c');
  const only = { lines: [{ key: 'line.came-with', values: { cameWith: 'Acer 45 W USB-C' } }] };
  const text = { headline: 'CHECKED IN', lines: ['with Acer 45 W USB-C'] };
  expect(linesNow({ ...(row.answer as ScanAnswer), ...only, text }, row.chips)).toEqual([]);
});
