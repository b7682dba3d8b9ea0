import type { DeviceCard, ScanAnswer } from '@app/scan-engine';
import { attentionCards } from './attention.js';
import { outcomeWord } from './outcome-looks.js';
import { ownRow } from './own-row.js';
import { countRows } from './counts.js';
import { classOf } from './rows.js';
import { aStation, anAnswer } from './station-fakes.js';

const card = (id: string): DeviceCard => ({
  ...{ id, tag: id.toUpperCase(), serial: null, modelName: 'Lenovo 300e', state: 'stolen', condition: 'B' },
  ...{ siteCode: 'LHS', holder: null, roomName: null, dueOn: null },
});
const stop = (row: string, device: DeviceCard | null): Partial<ScanAnswer> => ({
  ...{ row, headlineRow: row, class: 'STOP', device, undoable: false },
  subject: device && { of: 'device', recordId: device.id },
});

/** A desk at which each code has its answer. */
async function deskOf(answers: Record<string, Partial<ScanAnswer>>, ...codes: string[]) {
  const desk = aStation((request) => ({
    kind: 'answer',
    answer: anAnswer(request, request.act.kind === 'code' ? answers[request.act.raw] : {}),
  }));
  await desk.station.start();
  for (const code of codes) {
    desk.station.submit(code, 'typed');
    await desk.pass(2_000);
    await desk.settle();
  }
  const rows = desk.station.getState().rows;
  return { desk, rows, cards: attentionCards(rows).map(({ row, count }) => [row.code, count]) };
}

it('a slip that is about no device and no person is a row, and nothing waits for it', async () => {
  const slips = { c: stop('U5', null), XY: stop('U5', null), 'https://x.org': stop('U4', null) };
  const { rows, cards } = await deskOf(slips, 'c', 'XY', 'https://x.org');
  expect(rows.list.map(({ listed }) => listed)).toEqual([true, true, true]);
  expect([cards, countRows(rows).attention]).toEqual([[], 0]);
});

it('a code that nobody knows and a device that was refused do wait; what came again is one card with its count', async () => {
  const answers = { AAA1: stop('O14', card('aaa1')), SERIAL1: stop('O14', card('aaa1')), NOPE: stop('U1', null) };
  const { desk, rows, cards } = await deskOf(answers, 'AAA1', 'NOPE', 'SERIAL1', 'NOPE', 'AAA1');
  expect(cards).toEqual([
    ['AAA1', 3],
    ['NOPE', 2],
  ]);
  expect(countRows(rows).attention).toBe(2);
  desk.station.settle(attentionCards(rows)[0].row.id, 'done');
  const left = desk.station.getState().rows;
  expect(attentionCards(left).map(({ row }) => row.code)).toEqual(['NOPE']);
});

it('the word of a CHECK says In or Out only when something went in or out', async () => {
  const check = (facts: Partial<ScanAnswer>): Partial<ScanAnswer> => ({ class: 'CHECK', ...facts });
  const { desk } = await deskOf(
    {
      PERSON: check({ row: 'O1', headlineRow: 'O9', undoable: false, subject: { of: 'person', recordId: 'ana' } }),
      DEVICE: check({ row: 'O10', headlineRow: 'O22', device: card('device') }),
      REPAIR: check({ row: 'I8', device: card('repair'), undoable: false }),
    },
    'PERSON',
    'DEVICE',
    'REPAIR',
  );
  const notPrinted = ownRow('own', 0, desk.station.getState(), 'X10', ['X10.again']);
  const words = [...desk.rows(), notPrinted].map((row) => outcomeWord(row, classOf(row)));
  expect(words).toEqual(['Check', 'In', 'Check', 'Check']);
});
