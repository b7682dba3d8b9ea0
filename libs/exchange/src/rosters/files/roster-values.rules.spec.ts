import { gradeOf, isHomeroom, listOf, roleOf, statusOf } from './roster-values.rules.js';

it.each([
  ['09', '9'],
  ['9', '9'],
  ['10,11', '10'],
  ['KG', 'K'],
  ['K', 'K'],
  ['0', 'K'],
  ['Kinder', 'K'],
  ['TK', 'TK'],
  ['-1', 'TK'],
  ['PK', 'PK'],
  ['-2', 'PK'],
  ['7th', '7'],
  ['13', '13'],
  ['InfantToddler', 'PK'],
  ['Preschool', 'PK'],
  ['PreKindergarten', 'PK'],
  ['Pre-K', 'PK'],
  ['TransitionalKindergarten', 'TK'],
  ['Transitional Kindergarten', 'TK'],
  ['Kindergarten', 'K'],
  ['PostGraduate', null],
  ['Ungraded', null],
  ['UG', null],
  ['Other', null],
  ['', null],
  ['99', null],
])('grade %s is %s', (said, grade) => expect(gradeOf(said)).toBe(grade));

it.each([
  ['student', 'student'],
  ['Student', 'student'],
  ['siteAdministrator', 'staff'],
  ['counselor', 'staff'],
  ['parent', 'guardian'],
  ['relative', 'guardian'],
  ['ext:coach', 'staff'],
  ['robot', null],
  [null, null],
])('role %s is %s', (said, role) => expect(roleOf(said)).toBe(role));

it.each([
  ['', 'missing'],
  [null, 'missing'],
  ['Active', 'active'],
  ['tobedeleted', 'gone'],
  ['inactive', 'unknown'],
])('status %s is %s', (said, status) => expect(statusOf(said)).toBe(status));

it.each([
  ['homeroom', true],
  ['Homeroom', true],
  ['Scheduled', false],
  [null, false],
])('class type %s is a homeroom: %s', (said, homeroom) => expect(isHomeroom(said)).toBe(homeroom));

it('reads lists', () => expect(listOf('org1, org2,,org1')).toEqual(['org1', 'org2']));
