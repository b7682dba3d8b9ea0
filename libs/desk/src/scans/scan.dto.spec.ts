import { RequestValidationPipe } from '@app/platform';
import { TwoReceivers } from '../desk.errors.js';
import { EMPTY_CONTEXT } from '@app/scan-engine';
import { requestOfDto, ScanRequestDto } from './scan.dto.js';

const ID = '0199f3a0-0000-7000-8000-00000000000a';
const SCAN = {
  id: ID,
  stationId: ID,
  sessionId: ID,
  seq: 1,
  mode: 'out',
  act: { kind: 'code', raw: 'CB-00417' },
  context: { personId: null, roomId: null, heldDeviceIds: [ID], loanType: 'daily' },
  occurredAt: '2026-09-14T17:44:00.000Z',
  source: 'scanner',
};

const pipe = new RequestValidationPipe();
const read = (body: object): unknown => pipe.transform(body, { type: 'body', metatype: ScanRequestDto });
const fieldsOf = async (body: object): Promise<string[]> =>
  Promise.resolve(read(body)).then(
    () => [],
    ({ errors }: { errors: { field: string }[] }) => errors.map(({ field }) => field),
  );

describe('the body of a scan', () => {
  it('is read on the spot: a promise would mean the slow way', () => {
    const dto = read(SCAN);
    expect(dto).toBeInstanceOf(ScanRequestDto);
    expect(requestOfDto(dto as ScanRequestDto)).toEqual({ ...SCAN, context: { ...EMPTY_CONTEXT, ...SCAN.context } });
  });

  it.each([
    ['act', undefined],
    ['act', []],
    ['act', null],
    ['context', undefined],
    ['context', 'x'],
  ])('is refused when %s is %j', async (field, value) => {
    expect(await fieldsOf({ ...SCAN, [field]: value })).toEqual([field]);
  });

  it('has a person or a room in its context, not both', () => {
    const both = { ...SCAN.context, personId: ID, roomId: ID };
    expect(() => requestOfDto(read({ ...SCAN, context: both }) as ScanRequestDto)).toThrow(TwoReceivers);
    expect(new TwoReceivers()).toMatchObject({ kind: 'invalid', details: { errors: [{ field: 'context.roomId' }] } });
    for (const one of [{ personId: ID }, { roomId: ID }]) {
      const scan = { ...SCAN, context: { ...SCAN.context, ...one } };
      expect(requestOfDto(read(scan) as ScanRequestDto)).toEqual({
        ...scan,
        context: { ...EMPTY_CONTEXT, ...scan.context },
      });
    }
  });

  it('is read on the spot with every chip at rest, as stations send it', () => {
    const body = { ...SCAN, context: EMPTY_CONTEXT };
    expect(requestOfDto(read(body) as ScanRequestDto)).toEqual(body);
  });

  it.each([{ kind: 'school-days', n: 3 }, { kind: 'day', on: '2027-06-12' }, { kind: 'year-end' }])(
    'takes %j as a due day',
    async (due) => {
      const body = { ...SCAN, context: { ...EMPTY_CONTEXT, due } };
      expect(requestOfDto((await read(body)) as ScanRequestDto)).toEqual(body);
    },
  );

  it.each([
    { kind: 'school-days' },
    { kind: 'school-days', n: 61 },
    { kind: 'school-days', n: 1.5 },
    { kind: 'school-days', n: 3, on: '2027-06-12' },
    { kind: 'day', on: '2027-02-30' },
    { kind: 'year-end', more: 1 },
    { kind: 'never' },
    [],
    3,
  ])('refuses %j as a due day', async (due) => {
    expect(await fieldsOf({ ...SCAN, context: { ...EMPTY_CONTEXT, due } })).toEqual(['context.due']);
  });

  it('names what is wrong inside', async () => {
    expect(await fieldsOf({ ...SCAN, act: { kind: 'code', raw: 5 }, more: 1 })).toEqual(['more', 'act.raw']);
    expect(await fieldsOf({ ...SCAN, context: { ...SCAN.context, more: 1 } })).toEqual(['context.more']);
  });
});
