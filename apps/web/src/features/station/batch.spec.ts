import type { ScanAnswer, ScanRequest } from '@app/scan-engine';
import { blockersOf } from './batch.js';
import { aStation, anAnswer } from './station-fakes.js';

const WHY = { key: 'why.repair', values: {} };

/** Every code is a device; those that begin with B are in repair. */
function server(request: ScanRequest): { kind: 'answer'; answer: ScanAnswer } {
  const { act } = request;
  if (act.kind !== 'code') {
    const blocked = act.kind === 'batch' ? act.deviceIds.filter((id) => id.startsWith('B')) : [];
    const blockers = blocked.length > 0 ? [{ why: WHY, deviceIds: blocked, tags: blocked }] : [];
    const all = act.kind === 'batch' ? act.deviceIds.length : 0;
    const done = blocked.length > 0 ? 0 : all;
    return {
      kind: 'answer',
      answer: anAnswer(request, {
        row: done ? 'BATCH' : 'BATCH-NO',
        class: done ? 'OK' : 'STOP',
        batch: { done, ready: all - blocked.length, blockers },
      }),
    };
  }
  const id = act.raw;
  const blockers = id.startsWith('B') ? [{ why: WHY, deviceIds: [id], tags: [id] }] : [];
  const device = { id, tag: id } as ScanAnswer['device'];
  return {
    kind: 'answer',
    answer: anAnswer(request, {
      row: 'BATCH',
      class: 'CONTEXT',
      undoable: false,
      subject: { of: 'device', recordId: id },
      device,
      batch: { done: 0, ready: 1 - blockers.length, blockers },
    }),
  };
}

describe('a batch at the station', () => {
  it('collects each device once, refuses by reason, and sends what is left when it is asked', async () => {
    const { station, sent, settle } = await batchStation();
    await settle();
    for (const code of ['A1', 'B1', 'A2', 'B2']) station.submit(code, 'scanner');
    station.command({ name: 'done' });
    await settle();
    expect(sent.at(-1)?.act).toEqual({ kind: 'batch', deviceIds: ['A1', 'B1', 'A2', 'B2'], toSiteId: null });
    const [group] = blockersOf(station.getState().batch);
    expect(group).toEqual({ words: 'that are in repair', deviceIds: ['B1', 'B2'] });
    station.leaveOut(group.deviceIds);
    station.command({ name: 'done' });
    await settle();
    expect(sent.at(-1)?.act).toMatchObject({ deviceIds: ['A1', 'A2'] });
    expect(station.getState().batch.items).toEqual([]);
  });

  it('keeps nothing of a batch that was discarded, when the chip goes or the mode changes', async () => {
    const { station, settle } = await batchStation();
    station.submit('A1', 'scanner');
    await settle();
    station.command({ name: 'toggle', what: 'batch' });
    station.discard();
    await settle();
    expect(station.getState().batch.items).toEqual([]);
    station.command({ name: 'toggle', what: 'batch' });
    station.submit('A2', 'scanner');
    await settle();
    station.setMode('out');
    station.discard();
    expect(station.getState().batch.items).toEqual([]);
  });
});

async function batchStation() {
  const made = aStation(server);
  await made.station.start();
  const settle = async (): Promise<void> => {
    do await made.settle();
    while (made.station.getState().waiting > 0);
  };
  made.station.command({ name: 'toggle', what: 'batch' });
  return { ...made, settle };
}
