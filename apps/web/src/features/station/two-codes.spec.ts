import { attentionCards } from './attention.js';
import { aStation, anAnswer } from './station-fakes.js';

const both = {
  key: '1',
  label: {
    key: 'answer.both',
    values: {
      first: '700101',
      firstOf: 'person',
      firstId: 'maya',
      second: 'LHS-1',
      secondOf: 'device',
      secondId: 'd1',
    },
  },
};

it('E8: two codes of one line become two scans, in order, each with its own id; then nothing waits', async () => {
  const desk = aStation((request) => ({
    kind: 'answer',
    answer: anAnswer(
      request,
      request.act.kind === 'code' ? { row: 'E8', class: 'STOP', quickAnswers: [both], undoable: false } : {},
    ),
  }));
  await desk.station.start();
  desk.station.submit('700101LHS-1', 'scanner');
  await desk.settle();
  const rows = (): number => attentionCards(desk.station.getState().rows).length;
  expect([desk.sent.length, rows()]).toEqual([1, 1]);
  desk.station.submit('1', 'typed');
  while (desk.station.getState().waiting > 0) await desk.settle();
  expect(desk.sent.map(({ act }) => act)).toEqual([
    { kind: 'code', raw: '700101LHS-1' },
    { kind: 'pick', of: 'person', recordId: 'maya' },
    { kind: 'pick', of: 'device', recordId: 'd1' },
  ]);
  expect(new Set(desk.sent.map(({ id }) => id)).size).toBe(3);
  expect(desk.sent.map(({ seq }) => seq)).toEqual([1, 2, 3]);
  expect(rows()).toBe(0);
});
