import type { ScanAnswer, ScanRequest } from '@app/scan-engine';
import { countRows } from './counts.js';
import { newestUndoable } from './rows.js';
import type { SendResult } from './scan-queue.js';
import { memoryJournal } from './journal-memory.js';
import { aStation, anAnswer, withPerson } from './station-fakes.js';

const ok = (request: ScanRequest): SendResult => ({ kind: 'answer', answer: anAnswer(request) });
const findings = ['1', '3', 'c'].map((key) => ({ key, label: { key: `answer.${key}`, values: {} } }));

describe('order', () => {
  it('E22: sends one at a time, in order, and loses none', async () => {
    let open = 0;
    const desk = aStation(async (request) => {
      expect(++open).toBe(1);
      await new Promise((resolve) => setTimeout(resolve, 1));
      open--;
      return ok(request);
    });
    await desk.station.start();
    const codes = Array.from({ length: 10 }, (_, i) => `LHS-00${4500 + i}`);
    codes.forEach((code) => desk.station.submit(code, 'scanner'));
    expect(desk.rows().map(({ code, sync }) => [code, sync])).toEqual(codes.map((code) => [code, 'checking']));
    while (desk.station.getState().waiting > 0) await desk.settle();
    expect(desk.sent.map(({ act }) => act.kind === 'code' && act.raw)).toEqual(codes);
    expect(desk.sent.map(({ seq }) => seq)).toEqual(codes.map((_, i) => i + 1));
    expect(desk.rows().every(({ sync }) => sync === 'sent')).toBe(true);
  });

  it('freezes into each scan the context that the one before it left', async () => {
    const desk = aStation((request) => ({
      kind: 'answer',
      answer: anAnswer(request, { context: withPerson(`after ${request.seq}`) }),
    }));
    await desk.station.start();
    ['card-1', 'device-1', 'device-2'].forEach((code) => desk.station.submit(code, 'scanner'));
    await desk.settle();
    await desk.settle();
    expect(desk.sent.map(({ context }) => context.personId)).toEqual([null, 'after 1', 'after 2']);
  });

  it('applies Esc between the scans it was pressed between', async () => {
    const desk = aStation((request) => ({
      kind: 'answer',
      answer: anAnswer(request, { context: withPerson('maya') }),
    }));
    await desk.station.start();
    desk.station.submit('card-1', 'scanner');
    desk.station.submit('device-1', 'scanner');
    desk.station.escape();
    desk.station.submit('device-2', 'scanner');
    await desk.settle();
    await desk.settle();
    expect(desk.sent.map(({ context }) => context.personId)).toEqual([null, 'maya', null]);
  });
});

describe('a note', () => {
  const noted = (request: ScanRequest): SendResult => ({
    kind: 'answer',
    answer: anAnswer(
      request,
      request.act.kind === 'note' ? { row: 'NOTE', text: { headline: 'NOTED', lines: [] } } : {},
    ),
  });
  const chips = (desk: ReturnType<typeof aStation>) => desk.rows().map((row) => row.chips.map(({ label }) => label));

  it('goes with the row before it, behind what is still under way, and is shown there', async () => {
    const desk = aStation(noted);
    await desk.station.start();
    desk.station.submit('LHS-1', 'scanner');
    desk.station.submit('/n the hinge is Loose', 'typed');
    desk.station.submit('LHS-2', 'scanner');
    while (desk.station.getState().waiting > 0) await desk.settle();
    const [first] = desk.sent;
    expect(desk.sent.map(({ act }) => act.kind)).toEqual(['code', 'note', 'code']);
    expect(desk.sent[1].act).toEqual({ kind: 'note', scanId: first.id, text: 'the hinge is Loose' });
    expect(chips(desk)).toEqual([['✎ the hinge is Loose'], [], []]);
    expect(desk.rows().map(({ listed }) => listed)).toEqual([true, false, true]);
  });

  it('goes with the row that was chosen; a second one takes its place; an undo takes it away', async () => {
    const desk = aStation(noted);
    await desk.station.start();
    for (const code of ['LHS-1', 'LHS-2']) desk.station.submit(code, 'scanner');
    await desk.settle();
    await desk.settle();
    desk.station.target(-1);
    desk.station.submit('/n one', 'typed');
    await desk.settle();
    desk.station.target(-1);
    desk.station.submit('/n two', 'typed');
    await desk.settle();
    expect(chips(desk).slice(0, 2)).toEqual([['✎ two'], []]);
    desk.station.submit('/u', 'typed');
    await desk.settle();
    expect(chips(desk)[0]).toEqual([]);
  });

  it('E23: is the answer of a row that asks for a reason, and a row of its own', async () => {
    const desk = aStation((request) => ({
      kind: 'answer',
      answer:
        request.act.kind === 'answer'
          ? anAnswer(request, { row: 'O10', class: 'CHECK', targetScanId: request.act.scanId })
          : anAnswer(request, { row: 'E23', class: 'STOP', undoable: false }),
    }));
    await desk.station.start();
    desk.station.submit('LHS-1', 'scanner');
    desk.station.submit('/n The school was closed', 'typed');
    while (desk.station.getState().waiting > 0) await desk.settle();
    const [{ id }, { act }] = desk.sent;
    expect(act).toEqual({ kind: 'answer', scanId: id, key: 'n', text: 'The school was closed' });
    expect(desk.rows().map(({ listed, attention }) => [listed, attention])).toEqual([
      [true, 'done'],
      [true, null],
    ]);
  });

  it('without words or without a row is asked for in words, and nothing is sent', async () => {
    const desk = aStation(noted);
    await desk.station.start();
    for (const line of ['/n', 'CMD-NOTE', `/n ${'x'.repeat(501)}`]) {
      desk.station.submit(line, 'typed');
      expect(desk.station.getState().hint).toMatch(/What is the note/);
    }
    desk.station.submit('/n something', 'typed');
    expect(desk.station.getState().hint).toMatch(/No row/);
    await desk.settle();
    expect(desk.sent).toEqual([]);
  });

  it('does not stay in the browser once the server has it', async () => {
    const journal = memoryJournal();
    const desk = aStation(noted, { journal });
    await desk.station.start();
    desk.station.submit('LHS-1', 'scanner');
    desk.station.submit('/n of Maya Rivera', 'typed');
    expect(JSON.stringify(await journal.ofSession('session'))).toContain('Maya');
    while (desk.station.getState().waiting > 0) await desk.settle();
    expect(JSON.stringify(await journal.ofSession('session'))).not.toContain('Maya');
  });
});

it.each(['/audit', '/ew', 'CMD-AUDIT', 'CMD-EW'])('%s has no page here, and the station says so', async (line) => {
  const desk = aStation(ok);
  await desk.station.start();
  desk.station.submit(line, 'typed');
  expect(desk.station.getState().hint).toMatch(/not available/);
  await desk.settle();
  expect(desk.sent).toEqual([]);
});

describe('a network that fails', () => {
  it('sends the identical request again after 2, 5, 15, 30 and 30 s, and shows it as saved', async () => {
    let failures = 5;
    const desk = aStation((request) => (failures-- > 0 ? { kind: 'later' } : ok(request)));
    await desk.station.start();
    desk.station.submit('LHS-004512', 'scanner');
    await desk.settle();
    expect(desk.rows()[0].sync).toBe('saved');
    for (const [seconds, tries] of [
      [2, 2],
      [5, 3],
      [15, 4],
      [30, 5],
      [30, 6],
    ]) {
      await desk.pass(seconds * 1_000 - 1);
      expect(desk.sent).toHaveLength(tries - 1);
      await desk.pass(1);
      expect(desk.sent).toHaveLength(tries);
    }
    expect(new Set(desk.sent.map((request) => JSON.stringify(request))).size).toBe(1);
    expect(desk.rows()[0].sync).toBe('sent');
    expect(desk.played).toEqual(['SAVED', 'OK']);
  });

  it('saves at once what is scanned while it waits, and sends all of it in order', async () => {
    let online = false;
    const desk = aStation((request) => (online ? ok(request) : { kind: 'later' }));
    await desk.station.start();
    ['AAA1', 'AAA2', 'AAA3'].forEach((code) => desk.station.submit(code, 'scanner'));
    await desk.settle();
    desk.station.submit('AAA4', 'scanner');
    expect(desk.rows().map(({ sync }) => sync)).toEqual(['saved', 'saved', 'saved', 'saved']);
    online = true;
    desk.station.wake();
    await desk.settle();
    await desk.settle();
    expect(desk.sent.slice(1).map(({ seq }) => seq)).toEqual([1, 2, 3, 4]);
    expect(desk.station.getState()).toMatchObject({ stalled: null, waiting: 0 });
  });

  it('survives a reload: the same ids and bodies, nothing twice', async () => {
    const journal = memoryJournal();
    const before = aStation(() => ({ kind: 'later' }), { journal });
    await before.station.start();
    before.station.submit('AAA1', 'scanner');
    before.station.submit('AAA2', 'scanner');
    await before.settle();
    before.station.stop();
    const after = aStation(ok, { journal, newId: () => 'scan-0100' });
    await after.station.start();
    await after.settle();
    await after.settle();
    expect(after.sent[0]).toEqual(before.sent[0]);
    expect(after.sent.map(({ id }) => id)).toEqual(['scan-0001', 'scan-0002']);
    expect(after.rows().map(({ code, sync }) => [code, sync])).toEqual([
      ['AAA1', 'sent'],
      ['AAA2', 'sent'],
    ]);
    expect(await journal.unsent()).toEqual([]);
  });

  it('leaves the scans of another account alone', async () => {
    const journal = memoryJournal();
    const other = aStation(() => ({ kind: 'later' }), {
      journal,
      session: { id: 's', accountId: 'other', stationId: 'desk', lastSeq: 0, lastAt: 0 },
    });
    await other.station.start();
    other.station.submit('AAA1', 'scanner');
    await other.settle();
    other.station.stop();
    const desk = aStation(ok, { journal });
    await desk.station.start();
    await desk.settle();
    expect(desk.sent).toEqual([]);
    expect(desk.station.getState().othersWaiting).toBe(1);
  });

  it('waits for a sign-in and then sends everything', async () => {
    let signedIn = false;
    const desk = aStation((request) => (signedIn ? ok(request) : { kind: 'signed-out' }));
    await desk.station.start();
    desk.station.submit('AAA1', 'scanner');
    await desk.settle();
    desk.station.submit('AAA2', 'scanner');
    await desk.pass(60_000);
    expect(desk.sent).toHaveLength(1);
    expect(desk.station.getState()).toMatchObject({ stalled: 'signed-out', waiting: 2 });
    signedIn = true;
    desk.station.signedInAgain();
    await desk.settle();
    await desk.settle();
    expect(desk.sent.map(({ seq }) => seq)).toEqual([1, 1, 2]);
  });

  it('keeps a scan that the server refuses as such in sight, and goes on', async () => {
    const desk = aStation((request) =>
      request.seq === 1 ? { kind: 'refused', status: 403, code: 'forbidden' } : ok(request),
    );
    await desk.station.start();
    desk.station.submit('AAA1', 'scanner');
    desk.station.submit('AAA2', 'scanner');
    await desk.settle();
    await desk.settle();
    expect(desk.rows().map(({ sync, attention }) => [sync, attention])).toEqual([
      ['refused', 'open'],
      ['sent', null],
    ]);
    expect(desk.played).toEqual(['STOP', 'OK']);
  });

  it('sends nothing once another window is the station', async () => {
    const desk = aStation(ok);
    await desk.station.start();
    desk.station.yieldToOther();
    expect(desk.station.submit('AAA1', 'scanner')).toBeNull();
    await desk.settle();
    expect(desk.sent).toEqual([]);
  });
});

describe('repeats', () => {
  it('E9: counts a trigger bounce on its row and sends it once; after 1.5 s it is a scan again', async () => {
    const desk = aStation(ok);
    await desk.station.start();
    desk.station.submit('LHS-004512', 'scanner');
    await desk.pass(400);
    desk.station.submit('lhs-004512 ', 'scanner');
    await desk.pass(400);
    desk.station.submit('LHS-004512', 'scanner');
    expect(desk.rows().map(({ repeats }) => repeats)).toEqual([3]);
    await desk.pass(1_500);
    desk.station.submit('LHS-004512', 'scanner');
    await desk.settle();
    expect(desk.sent).toHaveLength(2);
  });

  it('takes a device again at once when a card came in between', async () => {
    const desk = aStation(ok);
    await desk.station.start();
    ['LHS-004512', '700101', 'LHS-004512'].forEach((code) => desk.station.submit(code, 'scanner'));
    await desk.settle();
    await desk.settle();
    expect(desk.sent).toHaveLength(3);
  });
});

describe('quick answers', () => {
  const asking = (request: ScanRequest): SendResult => ({
    kind: 'answer',
    answer: anAnswer(request, { quickAnswers: findings }),
  });

  it('typed before the answer is there still goes to the scan before it, as a chip on its row', async () => {
    const desk = aStation(asking);
    await desk.station.start();
    desk.station.submit('LHS-004512', 'scanner');
    desk.station.submit('3', 'typed');
    desk.station.submit('LHS-004513', 'scanner');
    await desk.settle();
    await desk.settle();
    expect(desk.sent[1].act).toEqual({ kind: 'answer', scanId: 'scan-0001', key: '3' });
    const listed = desk.rows().filter((row) => row.listed);
    expect(listed.map(({ code, chips }) => [code, chips.map(({ label }) => label)])).toEqual([
      ['LHS-004512', ['Screen']],
      ['LHS-004513', []],
    ]);
  });

  it('that nothing asks for goes out as a code', async () => {
    const desk = aStation(ok);
    await desk.station.start();
    desk.station.submit('LHS-004512', 'scanner');
    desk.station.submit('3', 'typed');
    await desk.settle();
    await desk.settle();
    expect(desk.sent[1].act).toEqual({ kind: 'code', raw: '3' });
  });

  it('go to the row chosen with the arrow keys, until the next scan', async () => {
    const desk = aStation(asking);
    await desk.station.start();
    desk.station.submit('LHS-004512', 'scanner');
    desk.station.submit('LHS-004513', 'scanner');
    await desk.settle();
    await desk.settle();
    desk.station.target(-1);
    desk.station.submit('c', 'typed');
    await desk.settle();
    expect(desk.sent[2].act).toEqual({ kind: 'answer', scanId: 'scan-0001', key: 'c' });
    expect(desk.station.getState().targetId).toBeNull();
  });

  it('choose between records, and the chooser leaves Needs attention', async () => {
    const choices = [{ key: '1', of: 'person' as const, recordId: 'maya', label: 'Maya Rivera' }];
    const desk = aStation((request) => ({
      kind: 'answer',
      answer: anAnswer(request, request.seq === 1 ? { class: 'STOP', row: 'A1', choices } : {}),
    }));
    await desk.station.start();
    desk.station.submit('700199', 'scanner');
    await desk.settle();
    expect(desk.rows()[0].attention).toBe('open');
    desk.station.submit('1', 'typed');
    await desk.settle();
    expect(desk.sent[1].act).toEqual({ kind: 'pick', of: 'person', recordId: 'maya' });
    expect(desk.rows()[0].attention).toBe('done');
  });
});

it('counts what each scan took in and handed out, and no more what was undone, its answers included', async () => {
  const moved = new Map([
    ['LHS-1', { in: 0, out: 1 }],
    ['t', { in: 1, out: 1 }],
    ['x', { in: 0, out: 2 }],
    ['LHS-2', { in: 1, out: 0 }],
  ]);
  const desk = aStation((request) => {
    const { act } = request;
    const said = act.kind === 'code' ? act.raw : act.kind === 'answer' ? act.key : '';
    const quickAnswers = ['t', 'x'].map((key) => ({ key, label: { key: `answer.${key}`, values: {} } }));
    return { kind: 'answer', answer: anAnswer(request, { moves: moved.get(said) ?? { in: 0, out: 0 }, quickAnswers }) };
  });
  await desk.station.start();
  const counts = (): unknown => countRows(desk.station.getState().rows);
  const submit = async (line: string): Promise<void> => {
    desk.station.submit(line, 'typed');
    while (desk.station.getState().waiting > 0) await desk.settle();
  };
  await submit('LHS-1');
  await submit('t');
  expect(counts()).toMatchObject({ in: 1, out: 2 });
  await submit('LHS-2');
  await submit('x');
  expect(counts()).toMatchObject({ in: 2, out: 4 });
  desk.station.undo(desk.rows()[2].id);
  while (desk.station.getState().waiting > 0) await desk.settle();
  expect(counts()).toMatchObject({ in: 1, out: 2 });
});

describe('undo', () => {
  it('three times takes back the last three, newest first', async () => {
    const desk = aStation(ok);
    await desk.station.start();
    ['AAA1', 'AAA2', 'AAA3'].forEach((code) => desk.station.submit(code, 'scanner'));
    await desk.settle();
    await desk.settle();
    ['/u', '/u', '/u'].forEach((line) => desk.station.submit(line, 'typed'));
    await desk.settle();
    await desk.settle();
    expect(desk.sent.slice(3).map(({ act }) => act)).toEqual(
      ['scan-0003', 'scan-0002', 'scan-0001'].map((scanId) => ({ kind: 'undo', scanId })),
    );
    expect(
      desk
        .rows()
        .filter((row) => row.listed)
        .map(({ undo }) => undo),
    ).toEqual(['done', 'done', 'done']);
    expect(newestUndoable(desk.station.getState().rows)).toBeUndefined();
  });

  it('that was refused leaves the next one to the row before', async () => {
    const desk = aStation((request) => {
      const refused = request.act.kind === 'undo' && request.act.scanId === 'scan-0002';
      return {
        kind: 'answer',
        answer: anAnswer(request, refused ? { row: 'UNDO-NO', class: 'STOP', undoable: false } : {}),
      };
    });
    await desk.station.start();
    ['AAA1', 'AAA2'].forEach((code) => desk.station.submit(code, 'scanner'));
    for (const line of ['/u', '/u', '/u']) {
      await desk.settle();
      desk.station.submit(line, 'typed');
    }
    await desk.settle();
    await desk.settle();
    expect(desk.sent.slice(2).map(({ act }) => act)).toEqual(
      // With no row left the server says so.
      ['scan-0002', 'scan-0001', null].map((scanId) => ({ kind: 'undo', scanId })),
    );
  });

  it('of what was never sent sends nothing', async () => {
    const desk = aStation(() => ({ kind: 'later' }));
    await desk.station.start();
    desk.station.submit('AAA1', 'scanner');
    await desk.settle();
    desk.station.submit('AAA2', 'scanner');
    desk.station.submit('/u', 'typed');
    expect(desk.rows().map(({ sync }) => sync)).toEqual(['saved', 'cancelled']);
    expect(desk.station.getState().waiting).toBe(1);
  });

  it('lets the same code in again at once', async () => {
    const desk = aStation(ok);
    await desk.station.start();
    desk.station.submit('AAA1', 'scanner');
    desk.station.submit('/u', 'typed');
    desk.station.submit('AAA1', 'scanner');
    await desk.settle();
    await desk.settle();
    expect(desk.sent.map(({ act }) => act.kind)).toEqual(['code', 'undo', 'code']);
  });

  it('that is refused becomes a line of its own and leaves the row as it was', async () => {
    const desk = aStation((request) => ({
      kind: 'answer',
      answer: anAnswer(request, request.act.kind === 'undo' ? { class: 'STOP', undoable: false } : {}),
    }));
    await desk.station.start();
    desk.station.submit('AAA1', 'scanner');
    await desk.settle();
    desk.station.undo('scan-0001');
    expect(desk.rows()[0].undo).toBe('pending');
    await desk.settle();
    expect(desk.rows().map(({ undo, listed }) => [undo, listed])).toEqual([
      [null, true],
      [null, true],
    ]);
  });
});

describe('the idle time', () => {
  const present = (request: ScanRequest): SendResult => ({
    kind: 'answer',
    answer: anAnswer(request, { context: withPerson('maya') }),
  });

  it('warns for twenty seconds, any key keeps the person, then clears', async () => {
    const desk = aStation(present);
    await desk.station.start();
    desk.station.submit('700101', 'scanner');
    await desk.settle();
    await desk.pass(41_000);
    desk.station.tick();
    expect(desk.station.getState().idle.warning).toBe(19);
    desk.station.touch();
    expect(desk.station.getState().idle.warning).toBeNull();
    await desk.pass(60_000);
    desk.station.tick();
    expect(desk.station.getState().context.personId).toBeNull();
  });

  it('53: stands still while scans are queued, and can be turned off', async () => {
    let online = true;
    const desk = aStation((request) => (online ? present(request) : { kind: 'later' }));
    await desk.station.start();
    desk.station.submit('700101', 'scanner');
    await desk.settle();
    online = false;
    desk.station.submit('AAA1', 'scanner');
    await desk.settle();
    await desk.pass(1_000_000);
    desk.station.tick();
    expect(desk.station.getState().context.personId).toBe('maya');
    online = true;
    desk.station.wake();
    await desk.settle();
    desk.station.configure({ idleSeconds: 0 });
    await desk.pass(10_000_000);
    desk.station.tick();
    expect(desk.station.getState().context.personId).toBe('maya');
  });
});

describe('a student helper', () => {
  it.each(['/batch', '/pair', '/loan', '/free', '/d 3', '/date 11-1', '/new', '/look', 'CMD-BATCH', 'CMD-DUE-1'])(
    '%s is not for this desk, says so and changes nothing',
    async (line) => {
      const desk = aStation(ok, { rights: { helps: true, addsPeople: false } });
      await desk.station.start();
      const before = desk.station.getState();
      desk.station.submit(line, 'typed');
      expect(desk.station.getState()).toEqual({
        ...before,
        hint: 'This command is not available at this desk.',
      });
      expect(desk.sent).toEqual([]);
      if (line.startsWith('/')) expect(desk.station.offers(line)).toBe(false);
    },
  );

  it('has the other commands', async () => {
    const desk = aStation(ok, { rights: { helps: true, addsPeople: false } });
    await desk.station.start();
    desk.station.submit('/out', 'typed');
    expect(desk.station.getState()).toMatchObject({ mode: 'out', hint: null });
    expect(desk.station.offers('/u')).toBe(true);
  });
});

describe('what was collected', () => {
  const collecting = async () => {
    const desk = aStation((request) => {
      const device = { id: `id of ${(request.act as { raw: string }).raw}`, tag: (request.act as { raw: string }).raw };
      return {
        kind: 'answer',
        answer: anAnswer(request, {
          row: 'BATCH',
          subject: { of: 'device', recordId: device.id },
          device: device as ScanAnswer['device'],
          batch: { done: 0, ready: 1, blockers: [] },
        }),
      };
    });
    await desk.station.start();
    desk.station.submit('/batch', 'typed');
    for (const code of ['AAA1', 'AAA2']) desk.station.submit(code, 'scanner');
    await desk.settle();
    await desk.settle();
    return desk;
  };
  const tags = (desk: Awaited<ReturnType<typeof collecting>>): string[] =>
    desk.station.getState().batch.items.map(({ tag }) => tag);

  it.each([
    ['/batch', { mode: 'in', context: { batch: false } }],
    ['CMD-BATCH', { mode: 'in', context: { batch: false } }],
    ['/out', { mode: 'out' }],
  ] as const)('%s asks first; Discard goes on', async (line, after) => {
    const desk = await collecting();
    desk.station.submit(line, 'typed');
    desk.station.submit(line, 'typed');
    expect(desk.station.getState()).toMatchObject({ leaving: true, mode: 'in', context: { batch: true } });
    expect(tags(desk)).toEqual(['AAA1', 'AAA2']);
    desk.station.escape();
    expect(desk.station.getState()).toMatchObject({ leaving: false, context: { batch: true } });
    expect(tags(desk)).toEqual(['AAA1', 'AAA2']);
    desk.station.submit(line, 'typed');
    desk.station.discard();
    expect(desk.station.getState()).toMatchObject({ leaving: false, ...after });
    expect(tags(desk)).toEqual([]);
  });

  it('goes on being collected by the next scan, and an empty batch asks nothing', async () => {
    const desk = await collecting();
    desk.station.setUp({ batch: false });
    desk.station.submit('AAA3', 'scanner');
    await desk.settle();
    expect(desk.station.getState().leaving).toBe(false);
    expect(tags(desk)).toEqual(['AAA1', 'AAA2', 'AAA3']);
    for (let n = 0; n < 3; n += 1) desk.station.submit('/u', 'typed');
    expect(tags(desk)).toEqual([]);
    desk.station.submit('/batch', 'typed');
    expect(desk.station.getState()).toMatchObject({ leaving: false, context: { batch: false } });
  });
});
