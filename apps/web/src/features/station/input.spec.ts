import { readInput } from './input.js';

it.each([
  ['LHS-004512', { kind: 'code', raw: 'LHS-004512' }],
  ['  004512\u001d', { kind: 'code', raw: '  004512\u001d' }],
  ['3', { kind: 'key', key: '3' }],
  ['CMD-C', { kind: 'key', key: 'c' }],
  ['/u', { kind: 'command', command: { name: 'undo' } }],
  ['cmd-undo', { kind: 'command', command: { name: 'undo' } }],
  ['/nonsense', { kind: 'command', command: { name: 'unknown', word: '/nonsense' } }],
  [' \t', { kind: 'nothing' }],
])('%j', (line, input) => {
  expect(readInput(line)).toEqual(input);
});
