import { EMPTY_CONTEXT, type ScanRequest } from '@app/scan-engine';
import { deviceOf, modeAgain, newCodeOf } from './quick-add.js';
import type { SendResult } from './scan-queue.js';
import { aStation, anAnswer, withPerson } from './station-fakes.js';

const UNKNOWN = { row: 'U2', class: 'STOP', undoable: false } as const;
const ADD = [{ key: 'n', label: { key: 'answer.n', values: {} } }];

/** Knows nothing until it is told so; a card sets its person. */
function aServer() {
  const known = { now: false };
  const answer = (request: ScanRequest): SendResult => {
    const raw = request.act.kind === 'code' ? request.act.raw : '';
    if (raw.startsWith('card '))
      return { kind: 'answer', answer: anAnswer(request, { class: 'CONTEXT', context: withPerson(raw) }) };
    return { kind: 'answer', answer: anAnswer(request, known.now ? {} : { ...UNKNOWN, quickAnswers: ADD }) };
  };
  return { known, answer };
}

async function anUnknownCode(lines: string[]) {
  const server = aServer();
  const desk = aStation(server.answer);
  await desk.station.start();
  desk.station.setMode('out');
  for (const line of lines) {
    desk.station.submit(line, 'typed');
    await desk.settle();
    await desk.settle();
  }
  return { ...desk, server, row: () => desk.rows().find(({ code }) => code === '5CD1')! };
}

describe('the code of a new device', () => {
  const host = 'cubby.example.org';

  it.each([
    [' 5cd45183s7\r', '5CD45183S7', 'serial'],
    ['S/N: 5CD45183S7', '5CD45183S7', 'serial'],
    ['0045A0045A', '0045A', 'serial'],
    ['https://cubby.example.org/d/LHS-009999', 'LHS-009999', 'assetTag'],
  ])('%j is the %3$s %2$s', (raw, code, of) => {
    expect(newCodeOf(raw, host)).toEqual({ code, of });
  });

  it('goes in stock with a tag, and waits as received without', () => {
    const rest = { modelId: 'm', homeSiteId: 's' };
    expect(deviceOf('5CD1', 'serial', '', rest)).toEqual({ ...rest, serial: '5CD1', state: 'received' });
    expect(deviceOf('5CD1', 'serial', 'T-1', rest)).toEqual({
      ...rest,
      serial: '5CD1',
      assetTag: 'T-1',
      state: 'in-stock',
    });
    expect(deviceOf('T-1', 'assetTag', '', rest)).toEqual({ ...rest, assetTag: 'T-1', state: 'in-stock' });
  });
});

describe('the answer n', () => {
  it('opens the panel for its row and is never sent', async () => {
    const { station, sent, row } = await anUnknownCode(['5CD1', 'n']);
    expect(station.getState()).toMatchObject({ adding: row().id, waiting: 0 });
    expect(sent).toHaveLength(1);
  });

  it('on a row that does not offer it is a code like any other', async () => {
    const desk = aStation((request) => ({ kind: 'answer', answer: anAnswer(request) }));
    await desk.station.start();
    desk.station.submit('AAA1', 'scanner');
    desk.station.submit('n', 'typed');
    await desk.settle();
    await desk.settle();
    expect(desk.station.getState().adding).toBeNull();
    expect(desk.sent[1].act).toEqual({ kind: 'code', raw: 'n' });
  });

  it('leaves the panel open while scans go on; Esc closes it and nothing else', async () => {
    const { station, row } = await anUnknownCode(['card 1', '5CD1', 'n', 'card 2']);
    expect(station.getState()).toMatchObject({ adding: row().id, context: { personId: 'card 2' } });
    station.escape();
    expect(station.getState()).toMatchObject({ adding: null, context: { personId: 'card 2' } });
  });
});

describe('a registered device', () => {
  it('is scanned again by itself, in its own mode, and leaves Needs attention', async () => {
    const { station, sent, server, row, settle } = await anUnknownCode(['card 1', '5CD1', 'n']);
    expect(row().attention).toBe('open');
    server.known.now = true;
    station.added(row().id);
    await settle();
    expect(row().attention).toBe('done');
    expect(station.getState()).toMatchObject({ adding: null, resultId: sent.at(-1)?.id });
    expect(sent.at(-1)).toMatchObject({ mode: 'out', act: { kind: 'code', raw: '5CD1' }, source: 'page' });
  });

  it('never goes to whoever stands there by now: it is looked up instead', async () => {
    const { station, sent, server, row, rows, settle } = await anUnknownCode(['card 1', '5CD1', 'n', 'card 2']);
    server.known.now = true;
    station.added(row().id);
    await settle();
    expect(sent.at(-1)).toMatchObject({ mode: 'look', act: { kind: 'code', raw: '5CD1' } });
    expect(rows().at(-1)).toMatchObject({ mode: 'look', code: '5CD1' });
  });

  it('is looked up when the desk went on to another task or the row is not known', async () => {
    const { station, row } = await anUnknownCode(['5CD1']);
    expect(modeAgain(row(), 'out', EMPTY_CONTEXT)).toBe('out');
    expect(modeAgain(row(), 'in', EMPTY_CONTEXT)).toBe('look');
    expect(modeAgain(undefined, 'out', station.getState().context)).toBe('look');
  });
});
