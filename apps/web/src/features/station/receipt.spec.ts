import type { ScanAnswer, ScanRequest } from '@app/scan-engine';
import { EMPTY_CONTEXT } from '@app/scan-engine';
import { receiptOf } from './receipt.js';
import { addRow, NO_ROWS, rowFor, type Row } from './rows.js';
import { anAnswer } from './station-fakes.js';

const TAG = 'LHS-004512';
const card = (tag: string) =>
  ({ id: tag, tag, modelName: 'Lenovo 300e', serial: 'PF123456', condition: 'B', dueOn: null }) as ScanAnswer['device'];
const maya = (...loans: object[]) => ({ id: 'maya', display: 'Maya Rivera', loans }) as unknown as ScanAnswer['person'];
const loanOf = (tag: string, also: string[]) => ({
  ...{ deviceId: tag, tag, modelName: 'Lenovo 300e', type: 'one-to-one', dueOn: null, with: also },
});
const said = (key: string, values: Record<string, string>) => ({ key, values });

function row(mode: 'in' | 'out', facts: Partial<ScanAnswer>, chips: Row['chips'] = []): Row {
  const request: ScanRequest = {
    ...{ id: `scan-${mode}`, stationId: 'station', sessionId: 'session', seq: 1, mode, context: EMPTY_CONTEXT },
    ...{ act: { kind: 'code', raw: TAG }, occurredAt: '2026-11-02T16:00:00Z', source: 'scanner' },
  };
  const answer = anAnswer(request, { device: card(TAG), ...facts });
  return { ...rowFor({ ...request, repeats: 1 } as never, 'sent'), answer, chips };
}
const alsoOf = (shown: Row): (string | null)[] =>
  receiptOf(addRow(NO_ROWS, shown))?.lines.map(({ also }) => also) ?? [];

describe('what goes with a device, on the receipt', () => {
  it('is what the loan has', () => {
    const lines = [said('line.goes-with', { goesWith: 'USB-C charger, Sleeve' })];
    expect(alsoOf(row('out', { lines, person: maya(loanOf(TAG, ['USB-C charger', 'Sleeve'])) }))).toEqual([
      'USB-C charger, Sleeve',
    ]);
    // The charger has a tag, and is a line of its own.
    expect(alsoOf(row('out', { lines, person: maya(loanOf(TAG, ['Sleeve'])) }))).toEqual(['Sleeve']);
    expect(alsoOf(row('out', { lines, person: maya(loanOf(TAG, [])) }))).toEqual([null]);
  });

  it('is said by the row when the person is closed already', () => {
    expect(alsoOf(row('out', { lines: [said('line.goes-with', { goesWith: 'USB-C charger' })] }))).toEqual([
      'USB-C charger',
    ]);
  });

  it('is named for each of several devices that waited', () => {
    const person = maya(loanOf(TAG, ['USB-C charger']), loanOf('LHS-000002', ['Sleeve']));
    const lines = [said('line.tags-to', { tags: `${TAG}, LHS-000002` })];
    expect(alsoOf(row('out', { lines, person }))).toEqual(['USB-C charger', 'Sleeve']);
  });

  it('is what came back, without the charger that did not', () => {
    const back = {
      lines: [said('line.came-with', { cameWith: 'USB-C charger, Sleeve' })],
      quickAnswers: ['c', 'm'].map((key) => ({ key, label: { key: `answer.${key}`, values: {} } })),
    };
    expect(alsoOf(row('in', back))).toEqual(['USB-C charger, Sleeve']);
    const chip = { scanId: 'answer', key: 'c', label: 'No charger', pending: false };
    expect(alsoOf(row('in', back, [chip]))).toEqual(['Sleeve']);
  });
});
