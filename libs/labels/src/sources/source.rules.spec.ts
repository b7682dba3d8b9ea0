import type { LabelKind } from '../runs/run.js';
import type { LabelSourceDto } from '../runs/request.dto.js';
import { sourceFault } from './source.rules.js';

it.each<[LabelKind, LabelSourceDto, RegExp | null]>([
  ['device', { query: 'sort=tag' }, null],
  ['serial', { codes: ['A-1'] }, null],
  ['person', { homerooms: {} }, null],
  ['person', { codes: ['900123'] }, null],
  ['person', { query: 'grade=9' }, /exactly one of `ids`, `codes`, `homerooms`/],
  ['command', { commands: true }, null],
  ['command', { commands: false }, /exactly one of `commands`/],
  ['device', {}, /exactly one of `query`, `codes`, `ids`/],
  ['device', { query: 'a=b', ids: ['x'] }, /exactly one/],
  ['device', { homerooms: {} }, /exactly one of `query`/],
  ['room', { query: 'sort=tag' }, /exactly one of `ids`/],
  ['pallet', { ids: ['x'] }, /printed where they are made/],
])('%s of %j', (kind, source, expected) => {
  const fault = sourceFault(kind, source);
  if (expected) expect(fault).toMatch(expected);
  else expect(fault).toBeNull();
});
