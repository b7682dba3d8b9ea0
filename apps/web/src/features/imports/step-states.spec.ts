import { stepStates } from './step-states.js';

const predicted = { create: 0, change: 3, unchanged: 0, refuse: 0, byField: [], newModels: [], existing: 0 };

describe('the run of an import', () => {
  it.each([
    ['ready', { state: 'checked', predicted }],
    ['todo', { state: 'checked', predicted: { ...predicted, change: 0 } }],
    ['now', { state: 'running', predicted }],
    ['done', { state: 'done', predicted }],
    ['problem', { state: 'failed', predicted }],
    ['todo', { state: 'failed', predicted: null }],
  ] as const)('is %s: %j', (step, run) => {
    expect(stepStates(run).run).toBe(step);
  });
});
