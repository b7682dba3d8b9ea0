import { runWords, type Import } from './import-words.js';
import type { StepState } from './step.js';

/** Where the steps stand, from the import's state and what it has come to. */
export function stepStates(run: Pick<Import, 'state' | 'predicted'>): Record<'mapping' | 'dryRun' | 'run', StepState> {
  switch (run.state) {
    case 'mapping':
      return { mapping: 'now', dryRun: 'todo', run: 'todo' };
    case 'checking':
      return { mapping: 'done', dryRun: 'now', run: 'todo' };
    case 'checked':
      return { mapping: 'done', dryRun: 'done', run: run.predicted && runWords(run.predicted) ? 'ready' : 'todo' };
    case 'running':
      return { mapping: 'done', dryRun: 'done', run: 'now' };
    case 'done':
      return { mapping: 'done', dryRun: 'done', run: 'done' };
    case 'failed':
    case 'cancelled':
      return run.predicted
        ? { mapping: 'done', dryRun: 'done', run: 'problem' }
        : { mapping: 'done', dryRun: 'problem', run: 'todo' };
  }
}
