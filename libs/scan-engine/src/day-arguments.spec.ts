import { readDue, readPastDay } from './day-arguments.js';

const TODAY = '2026-11-26';

describe('the argument of /d', () => {
  it.each([
    ['3', { kind: 'school-days', n: 3 }],
    ['0', { kind: 'school-days', n: 0 }],
    ['60', { kind: 'school-days', n: 60 }],
    ['6-12', { kind: 'day', on: '2027-06-12' }],
    ['12/1', { kind: 'day', on: '2026-12-01' }],
    ['11-26', { kind: 'day', on: '2026-11-26' }],
    ['11-25', { kind: 'day', on: '2027-11-25' }],
    ['2-29', { kind: 'day', on: '2028-02-29' }],
    ['2027-06-12', { kind: 'day', on: '2027-06-12' }],
    ['EOY', { kind: 'year-end' }],
    ['', null],
    ['off', null],
    ['61', undefined],
    ['2-30', undefined],
    ['2050-01-01', undefined],
    ['2026-11-25', undefined],
    ['tomorrow', undefined],
  ])('%j is %j', (argument, due) => expect(readDue(argument, TODAY)).toEqual(due));
});

describe('the argument of /date', () => {
  it.each([
    ['11-20', '2026-11-20'],
    ['11-26', '2025-11-26'],
    ['12-1', '2025-12-01'],
    ['2026-11-25', '2026-11-25'],
    ['', null],
    ['OFF', null],
    ['2-29', undefined],
    ['2024-02-29', undefined],
    ['2025-11-26', '2025-11-26'],
    ['2025-11-25', undefined],
    ['2026-11-26', undefined],
    ['3', undefined],
  ])('%j is %j', (argument, on) => expect(readPastDay(argument, TODAY)).toEqual(on));
});
