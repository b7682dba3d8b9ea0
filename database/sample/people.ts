import { FAMILY_NAMES, GIVEN_NAMES, RARE_NAMES } from './names.js';
import { Random, sampleId } from './random.js';
import type { SampleSite } from './sites.js';
import { GRADES, OFFICE_STAFF, SAMPLE_SITES, STAFF_TOTAL, WAREHOUSE_STAFF } from './sites.js';

export interface SamplePerson {
  id: string;
  kind: 'student' | 'staff';
  number: string;
  givenName: string;
  familyName: string;
  /** Index into GRADES; for a withdrawn student the last one. */
  grade: number | null;
  homeroom: string | null;
  language: string | null;
  email: string | null;
  withdrawnOn: string | null;
  site: SampleSite;
  otherSites: SampleSite[];
  guardian: { name: string; relation: string; email: string | null; phone: string } | null;
}

export interface SampleRoom {
  id: string;
  site: SampleSite;
  code: string;
  name: string;
  capacity: number;
  /** Lowest grade index that meets there; null for other rooms. */
  grade: number | null;
}

const LANGUAGES = ['en', 'en', 'en', 'en', 'es', 'es', 'es', 'vi', 'zh', 'ar', 'tl', 'fa'];
const GRADUATES_PER_YEAR = 0.95;

const latin = (name: string): string =>
  name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replaceAll('Đ', 'D')
    .replaceAll('đ', 'd')
    .replace(/[^A-Za-z]/g, '')
    .toLowerCase();

function nameOf(random: Random): [string, string] {
  if (random.chance(0.0006)) return random.pick(RARE_NAMES);
  const family = random.chance(0.14)
    ? `${random.pick(FAMILY_NAMES)}-${random.pick(FAMILY_NAMES)}`
    : random.pick(FAMILY_NAMES);
  return [random.pick(GIVEN_NAMES), family];
}

/** Classrooms: one for each class of 25 or so, two offices and a library. */
export function sampleRooms(): SampleRoom[] {
  return SAMPLE_SITES.flatMap((site) => {
    const rooms: SampleRoom[] = [];
    const add = (number: string, name: string, capacity: number, grade: number | null): void => {
      const code = `${site.code}-R${number}`;
      rooms.push({ id: sampleId(`room ${code}`), site, code, name, capacity, grade });
    };
    if (site.low !== null && site.high !== null) {
      const perGrade = Math.ceil(site.students / (site.high - site.low + 1) / 26);
      for (let grade = site.low; grade <= site.high; grade++) {
        for (let i = 1; i <= perGrade; i++)
          add(`${100 + (grade - site.low) * 20 + i}`, `Room ${100 + (grade - site.low) * 20 + i}`, 30, grade);
      }
    }
    add('001', 'Main office', 10, null);
    if (site.students > 100) add('002', 'Library', 40, null);
    return rooms;
  });
}

function student(
  random: Random,
  n: number,
  site: SampleSite,
  grade: number,
  classNo: number,
  withdrawnOn: string | null,
): SamplePerson {
  const [givenName, familyName] = nameOf(random);
  const number = String(2_040_000 + n);
  const language = random.pick(LANGUAGES);
  const homeroom =
    site.kind === 'elementary'
      ? `${GRADES[grade]}${'ABCDEFGH'[classNo % 8]}`
      : `${GRADES[grade]}-${String(classNo + 1).padStart(2, '0')}`;
  const [guardianGiven] = nameOf(random);
  return {
    id: sampleId(`student ${number}`),
    kind: 'student',
    number,
    givenName,
    familyName,
    grade,
    homeroom,
    language,
    email: `${number}@student.mountalder.example`,
    withdrawnOn,
    site,
    otherSites: [],
    guardian: random.chance(0.97)
      ? {
          name: `${guardianGiven} ${familyName}`,
          relation: random.pick(['mother', 'father', 'guardian']),
          email: random.chance(0.8) ? `family.${number}@mail.example` : null,
          phone: `(${['925', '510', '707'][Math.floor(n / 9900) % 3]}) 555-${String(100 + (n % 9900)).padStart(4, '0')}`,
        }
      : null,
  };
}

/** Enrolled students of every school, spread evenly over its grades. */
export function sampleStudents(random: Random): SamplePerson[] {
  const students: SamplePerson[] = [];
  for (const site of SAMPLE_SITES) {
    if (site.low === null || site.high === null) continue;
    const grades = site.high - site.low + 1;
    for (let i = 0; i < site.students; i++) {
      const grade = site.low + (i % grades);
      const place = Math.floor(i / grades);
      students.push(student(random, students.length + 1, site, grade, Math.floor(place / 26), null));
    }
  }
  return students;
}

/** Students who left in the two school years before: graduates of the high and middle schools, and some who moved away. */
export function formerStudents(random: Random, first: number, lastDays: readonly string[]): SamplePerson[] {
  const former: SamplePerson[] = [];
  for (const day of lastDays) {
    for (const site of SAMPLE_SITES) {
      if (site.kind !== 'high' && site.kind !== 'middle') continue;
      const leavers = Math.round((site.students / (site.high! - site.low! + 1)) * GRADUATES_PER_YEAR);
      for (let i = 0; i < leavers; i++) {
        former.push(student(random, first + former.length + 1, site, site.high!, Math.floor(i / 26), day));
      }
    }
  }
  return former;
}

/** Staff: teachers by school, others in proportion, the office, the warehouse. Some work at two sites. */
export function sampleStaff(random: Random): SamplePerson[] {
  const schools = SAMPLE_SITES.filter(({ teachers }) => teachers > 0);
  const teachers = schools.reduce((sum, site) => sum + site.teachers, 0);
  const others = STAFF_TOTAL - OFFICE_STAFF - WAREHOUSE_STAFF - teachers;
  const counts = SAMPLE_SITES.map((site) => {
    if (site.kind === 'office') return OFFICE_STAFF;
    if (site.kind === 'warehouse') return WAREHOUSE_STAFF;
    return site.teachers + Math.round((others * site.teachers) / teachers);
  });
  const staff: SamplePerson[] = [];
  SAMPLE_SITES.forEach((site, index) => {
    for (let i = 0; i < counts[index]; i++) {
      const n = staff.length + 1;
      const [givenName, familyName] = nameOf(random);
      const number = `E${String(10_000 + n)}`;
      const second = random.chance(0.05) ? random.pick(schools) : null;
      staff.push({
        id: sampleId(`staff ${number}`),
        kind: 'staff',
        number,
        givenName,
        familyName,
        grade: null,
        homeroom: null,
        language: null,
        email: `${latin(givenName) || 'staff'}.${latin(familyName) || 'member'}.${n}@mountalder.example`,
        withdrawnOn: null,
        site,
        otherSites: second && second !== site ? [second] : [],
        guardian: null,
      });
    }
  });
  return staff;
}
