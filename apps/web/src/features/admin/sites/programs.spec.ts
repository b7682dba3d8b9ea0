import { newRow, nextGrade, programProblems, programsOf, rowsOf } from './programs.js';

describe('the programs of a site', () => {
  it('come back from the form as they went in', () => {
    const programs = [
      {
        grade: 'K',
        kind: 'cart' as const,
        limitOneToOne: 0,
        limitDaily: 1,
        limitLong: 0,
        limitInSchool: 3,
        limitSummer: 1,
      },
      {
        grade: '7',
        kind: 'take-home' as const,
        limitOneToOne: 2,
        limitDaily: 1,
        limitLong: 50,
        limitInSchool: 0,
        limitSummer: 0,
      },
    ];
    expect(programsOf(rowsOf(programs))).toEqual(programs);
  });

  it('are refused without a grade, with one twice, and with limits that are no numbers', () => {
    const rows = [
      newRow('7'),
      newRow(' 7 '),
      newRow(' '),
      { ...newRow('8'), limitDaily: '51' },
      { ...newRow('9'), limitLong: '' },
    ];
    expect(programProblems(rows)).toEqual([
      { field: rows[1].key, message: 'Grade 7 stands here twice' },
      { field: rows[2].key, message: 'Give the grade, or take the line away' },
      { field: rows[3].key, message: 'Grade 8: each limit is a whole number from 0 to 50' },
      { field: rows[4].key, message: 'Grade 9: each limit is a whole number from 0 to 50' },
    ]);
    expect(programProblems([newRow('7'), newRow('8')])).toEqual([]);
  });

  it.each([
    [['K', '1'], 'K', '5', '2'],
    [[], '9', '12', '9'],
    [['9', '10', '11', '12'], '9', '12', ''],
    [[], null, null, ''],
    [[], '12', '9', ''],
  ])('after %j at a school of %s to %s the next grade is “%s”', (grades, low, high, next) => {
    expect(
      nextGrade(
        grades.map((grade) => newRow(grade)),
        low,
        high,
      ),
    ).toBe(next);
  });
});
