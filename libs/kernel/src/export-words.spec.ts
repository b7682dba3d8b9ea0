import { exportLabel, exportRemark, exportStanding } from './export-words.js';

it('a file that is there no more has expired; one that never was has not', () => {
  expect(exportLabel(exportStanding({ state: 'done', available: true }))).toBe('Ready');
  expect(exportLabel(exportStanding({ state: 'done', available: false }), 'es')).toBe('Vencido');
  expect(exportStanding({ state: 'failed', available: false })).toBe('failed');
});

it('what waits says how many go before it, what was stopped how far it came', () => {
  const run = { before: 2, done: 1200, error: null };
  expect(exportRemark({ ...run, state: 'queued' })).toBe('2 before it');
  expect(exportRemark({ ...run, state: 'queued', before: 0 })).toBeNull();
  expect(exportRemark({ ...run, state: 'cancelled' }, 'es')).toBe('tras 1,200 filas');
  expect(exportRemark({ ...run, state: 'failed', error: 'The disk is full' })).toBe('The disk is full');
});
