import { countKeys, DEEPEST_JSON, readJson } from './json-guard.js';
import { RequestRefused } from './refusal.js';

const read = (text: string, contentType = 'application/json'): unknown => readJson(Buffer.from(text), contentType);

function refusal(body: Buffer | string, contentType = 'application/json'): RequestRefused {
  try {
    readJson(Buffer.from(body as string), contentType);
  } catch (error) {
    if (error instanceof RequestRefused) return error;
  }
  throw new Error('was not refused');
}

describe('a JSON body', () => {
  it('is read as UTF-8, whatever the case of the charset', () => {
    expect(read('{"name":"Nguyễn 🎒"}', 'application/json; charset=UTF-8')).toEqual({ name: 'Nguyễn 🎒' });
  });

  it('may be empty', () => {
    expect(read('')).toBeUndefined();
  });

  it.each(['utf-7', 'latin1', '"utf-16"'])('in charset %s is refused with 415', (charset) => {
    expect(refusal('{}', `application/json; charset=${charset}`).status).toBe(415);
  });

  it.each(['{', '{"a":1,}', 'NaN', "{'a':1}", '[1', '\ufeff{}', '{"a":1e}'])('%j is malformed', (text) => {
    expect(refusal(text)).toMatchObject({ status: 400, code: 'request.malformed' });
  });

  it('that is not UTF-8 is malformed', () => {
    expect(refusal(Buffer.from([0x22, 0xff, 0xfe, 0x22])).code).toBe('request.malformed');
  });

  it('nests as deep as allowed and no deeper', () => {
    const nested = (depth: number): string => '['.repeat(depth) + ']'.repeat(depth);
    expect(read(nested(DEEPEST_JSON))).toHaveLength(1);
    expect(refusal(nested(DEEPEST_JSON + 1))).toMatchObject({ status: 400, code: 'request.invalid' });
    expect(refusal('['.repeat(20_000)).code).toBe('request.invalid');
    expect(refusal('{"a":'.repeat(40) + '1' + '}'.repeat(40)).code).toBe('request.invalid');
  });

  it.each(['{"a":1,"a":1}', '[{"a":{"b":1,"b":2}}]', '{"a":1,"\\u0061":2}'])('has no key twice: %s', (text) => {
    expect(refusal(text)).toMatchObject({ status: 400, code: 'request.invalid', errors: [{ field: 'body' }] });
  });

  it('may have a key in each of several objects, and colons in strings', () => {
    const value = { a: [{ b: 'x:"y":1' }, { b: { 'k:': null } }], b: {} };
    expect(read(JSON.stringify(value))).toEqual(value);
  });

  it('counts no brackets inside strings, and sees the end of a string behind an escaped quote', () => {
    expect(countKeys(Buffer.from(`{"a":"${'['.repeat(100)}"}`))).toBe(1);
    expect(countKeys(Buffer.from(`{"a":"\\"${'['.repeat(100)}"}`))).toBe(1);
    expect(countKeys(Buffer.from(`{"a":"\\\\",${'"b":['.repeat(40)}`))).toBeNull();
    expect(countKeys(Buffer.from(`["${'a'.repeat(10)}`))).toBe(0);
  });

  it('many values side by side are not deep', () => {
    expect(read(`[${'[],'.repeat(500)}{}]`)).toHaveLength(501);
  });
});
