import { spansOf } from './span.rules.js';

it.each([
  ['17-24', [{ from: 17, to: 24 }]],
  [
    '17 – 24, 30',
    [
      { from: 17, to: 24 },
      { from: 30, to: 30 },
    ],
  ],
  [
    '1;2 3',
    [
      { from: 1, to: 1 },
      { from: 2, to: 2 },
      { from: 3, to: 3 },
    ],
  ],
  ['', null],
  ['24-17', null],
  ['0', null],
  ['31', null],
  ['17-', null],
  ['all', null],
])('%j of 30 labels is %j', (text, spans) => expect(spansOf(text, 30)).toEqual(spans));
