import { barOf, collectionSentence } from './collection.js';

const grade = (name: string, returned: number, out: number, kept = 0) => ({ grade: name, returned, out, kept });
const DAY = '2027-06-12';

describe('how far the collection is', () => {
  it.each([
    [
      [grade('8', 100, 400), grade('7', 512, 175)],
      DAY,
      'Collected 612 of 1,187 due by Jun 12, 2027: grade 8 is furthest behind',
    ],
    [
      [grade('8', 0, 400), grade('7', 0, 175)],
      DAY,
      'Nothing collected yet: 575 students are to return their 1:1 device by Jun 12, 2027',
    ],
    [[grade('8', 400, 0, 7)], DAY, 'Collected 400 of 400 due by Jun 12, 2027: all are back'],
    [[grade('7', 10, 10), grade('8', 20, 20), grade('9', 0, 0, 5)], null, 'Collected 30 of 60'],
    [[grade('9', 0, 0, 5)], DAY, 'No 1:1 device is to be collected this school year'],
  ])('%j', (grades, lastDay, words) => {
    expect(collectionSentence(grades, lastDay)).toBe(words);
  });

  it('is drawn of all, with the target short of what is kept', () => {
    expect(barOf(grade('7', 30, 50, 20))).toEqual({ done: 0.3, target: 0.8 });
    expect(barOf(grade('7', 0, 0, 0))).toEqual({ done: 0, target: 0 });
  });
});
