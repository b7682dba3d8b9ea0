import { EMPTY_CONTEXT, type ScanRequest } from '@app/scan-engine';
import { DEFAULT_SETTINGS } from '../../lib/station-store.js';
import { DeskContext } from './desk-context.js';
import { NO_ROWS } from './rows.js';
import { mergeHistory, restoredRows } from './restore.js';
import type { PastScan } from './scan-api.js';
import { anAnswer, withPerson } from './station-fakes.js';

const request = (seq: number, act: ScanRequest['act']): ScanRequest => ({
  id: `scan-000${seq}`,
  stationId: 'desk',
  sessionId: 'session',
  seq,
  mode: 'in',
  act,
  context: EMPTY_CONTEXT,
  occurredAt: '2026-11-02T16:00:00Z',
  source: 'scanner',
});

const past = (sent: ScanRequest, facts: Partial<PastScan['answer']> = {}, undone = false): PastScan => ({
  id: sent.id,
  act: sent.act.kind,
  rawCode: sent.act.kind === 'code' ? sent.act.raw : null,
  note: sent.act.kind === 'note' ? sent.act.text : null,
  occurredAt: sent.occurredAt,
  undone,
  answer: anAnswer(sent, facts),
});

const code = (raw: string): ScanRequest['act'] => ({ kind: 'code', raw });

it('shows a session again from what the server kept: order, findings, undone rows, open problems', () => {
  const rows = mergeHistory(
    NO_ROWS,
    [
      past(request(5, code('NOPE')), { class: 'STOP', row: 'U1' }),
      past(request(4, { kind: 'undo', scanId: 'scan-0003' })),
      past(request(3, code('AAA3')), {}, true),
      past(request(2, { kind: 'answer', scanId: 'scan-0001', key: '3' })),
      past(request(1, code('AAA1')), { quickAnswers: [{ key: '3', label: { key: 'answer.3', values: {} } }] }),
    ],
    [],
  );
  const listed = rows.list.filter((row) => row.listed);
  expect(listed.map(({ code: shown, undo, attention }) => [shown, undo, attention])).toEqual([
    ['AAA1', null, null],
    ['AAA3', 'done', null],
    ['NOPE', null, 'open'],
  ]);
  expect(listed[0].chips).toHaveLength(1);
});

it('shows the notes again, of the server and not of the journal, less what was taken back', () => {
  const note = (seq: number, scanId: string, text: string, undone = false) =>
    past(request(seq, { kind: 'note', scanId, text }), { row: 'NOTE' }, undone);
  const entry = {
    ...request(3, code('')),
    ...{ accountId: 'a', changes: [], state: 'confirmed' as const },
    act: { kind: 'remark' as const, text: '', targetId: null },
  };
  const rows = mergeHistory(
    restoredRows(NO_ROWS, [entry], []),
    [
      past(request(1, code('AAA1'))),
      past(request(2, code('AAA2'))),
      note(3, 'scan-0001', 'hinge is loose'),
      note(4, 'scan-0002', 'wrong one', true),
      past(request(5, { kind: 'undo', scanId: 'scan-0004' })),
    ],
    [entry],
  );
  const listed = rows.list.filter((row) => row.listed);
  expect(listed.map(({ code: shown, chips }) => [shown, chips.map(({ label }) => label)])).toEqual([
    ['AAA1', ['✎ hinge is loose']],
    ['AAA2', []],
  ]);
});

it('remembers which problems were done with', () => {
  const entry = {
    ...request(1, code('NOPE')),
    accountId: 'a',
    changes: [],
    state: 'confirmed' as const,
    attention: 'done' as const,
  };
  const rows = mergeHistory(NO_ROWS, [past(request(1, code('NOPE')), { class: 'STOP' })], [entry]);
  expect(rows.list[0].attention).toBe('done');
});

describe('who stands at the desk after a reload', () => {
  const limit = DEFAULT_SETTINGS.idleSeconds * 1000;
  const at = '2026-11-02T16:00:00Z';
  it.each([
    ['the same person within the idle time', limit - 1, false, 'maya'],
    ['nobody after it', limit + 1, false, null],
    ['the same person while scans are unsent', limit + 1, true, 'maya'],
  ])('%s', (_name, later, unsent, personId) => {
    const desk = new DeskContext();
    desk.restore({ sessionId: 's', context: withPerson('maya'), at }, 'out', limit, Date.parse(at) + later, unsent);
    expect(desk.current.personId).toBe(personId);
  });

  it.each([
    ['out', ['d1']],
    ['in', []],
    ['look', []],
  ] as const)('in mode %s the waiting devices are %j', (mode, heldDeviceIds) => {
    const desk = new DeskContext();
    const context = { ...withPerson('maya'), heldDeviceIds: ['d1'] };
    desk.restore({ sessionId: 's', context, at }, mode, limit, Date.parse(at), false);
    expect(desk.current.heldDeviceIds).toEqual(heldDeviceIds);
  });
});
