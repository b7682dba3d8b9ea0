import { cappedTotal } from './total.js';

it.each([
  [0, { count: 0, capped: false }],
  [1_000, { count: 1_000, capped: false }],
  [1_001, { count: 1_000, capped: true }],
])('%i rows are shown as %j', (counted, total) => expect(cappedTotal(counted)).toEqual(total));
