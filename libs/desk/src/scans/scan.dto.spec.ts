import { RequestValidationPipe } from '@app/platform';
import { TwoReceivers } from '../desk.errors.js';
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
    expect(requestOfDto(dto as ScanRequestDto)).toEqual(SCAN);
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
      expect(requestOfDto(read(scan) as ScanRequestDto)).toEqual(scan);
    }
  });

  it('names what is wrong inside', async () => {
    expect(await fieldsOf({ ...SCAN, act: { kind: 'code', raw: 5 }, more: 1 })).toEqual(['more', 'act.raw']);
    expect(await fieldsOf({ ...SCAN, context: { ...SCAN.context, more: 1 } })).toEqual(['context.more']);
  });
});
