import type { FieldSpec } from './field.js';
import { guessColumns } from './headers.js';

const field = (code: string, label: string, aliases: string[] = []): FieldSpec => ({
  code,
  label,
  kind: 'text',
  aliases,
});
const specs = [
  field('tag', 'Asset tag', ['tag', 'barcode']),
  field('serial', 'Serial', ['serial number', 'serial no']),
  field('model', 'Model', ['model name']),
  field('purchaseOrder', 'Purchase order', ['po']),
];
const guess = (header: string[], filled?: number[]): unknown[] =>
  guessColumns(header, specs, filled).map(({ position, field: code, problem }) => [position, code, problem]);

describe('guessColumns', () => {
  it('matches trimmed, in any case, by label, code and alias', () => {
    expect(guess([' ASSET TAG', 'Serial No.', 'purchaseOrder', 'Colour'])).toEqual([
      [1, 'tag', null],
      [2, 'serial', null],
      [3, 'purchaseOrder', null],
      [4, null, 'unknown'],
    ]);
  });

  it('names duplicate, blank and private headers by position and takes none of them', () => {
    expect(guess(['Asset tag', '', 'asset  TAG', 'Password', 'studentBirthDate', 'Gender'])).toEqual([
      [1, null, 'duplicate'],
      [2, null, 'blank'],
      [3, null, 'duplicate'],
      [4, null, 'private'],
      [5, null, 'private'],
      [6, null, 'private'],
    ]);
  });

  it('prefers the better name, and a column that has something in it', () => {
    expect(guess(['Model Name', 'Model'])).toEqual([
      [1, null, 'unknown'],
      [2, 'model', null],
    ]);
    expect(guess(['Model Name', 'Model'], [9, 0])).toEqual([
      [1, 'model', null],
      [2, null, 'unknown'],
    ]);
  });

  it('does not take a part of an address for a state', () => {
    const state: FieldSpec = { ...field('state', 'State'), unlessBeside: ['city'] };
    expect(guessColumns(['State'], [state])[0].field).toBe('state');
    expect(guessColumns(['City', 'State'], [state])[1].field).toBeNull();
  });

  it('says how sure it is', () => {
    const sure = guessColumns(['Asset tag', 'serial no'], specs).map(({ confidence }) => confidence);
    expect(sure[0]).toBe(1);
    expect(sure[1]).toBeLessThan(0.9);
  });
});
