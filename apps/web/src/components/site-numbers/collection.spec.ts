import { collectionSentence } from './collection.js';

const grade = (name: string, returned: number, out: number) => ({ grade: name, returned, out });

describe('how far the collection is', () => {
  it.each([
    [[grade('8', 100, 400), grade('7', 512, 175)], 'Collected 612 of 1,187: grade 8 is furthest behind'],
    [[grade('8', 0, 400), grade('7', 0, 175)], 'Nothing collected yet: 575 students have their 1:1 device'],
    [[grade('8', 400, 0)], 'Collected 400 of 400: all are back'],
    [[grade('7', 10, 10), grade('8', 20, 20)], 'Collected 30 of 60'],
  ])('%j', (grades, words) => {
    expect(collectionSentence(grades)).toBe(words);
  });
});
