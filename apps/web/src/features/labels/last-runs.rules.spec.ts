import type { LabelRun } from './label-words.js';
import { lastRunsOf } from './last-runs.rules.js';

const run = (id: string): LabelRun => ({ id }) as LabelRun;

it.each([
  ['their own, whatever others printed since', [run('own')], [run('other')], { runs: [run('own')], ofOthers: false }],
  ['that of others, and says so', [], [run('other')], { runs: [run('other')], ofOthers: true }],
  ['nothing where nobody printed', [], [], { runs: [], ofOthers: false }],
])('stock and printer are %s', async (_what, own, all, expected) => {
  expect(await lastRunsOf((mine) => Promise.resolve(mine ? own : all))).toEqual(expected);
});
