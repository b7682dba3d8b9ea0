/**
 * An invented district with the shape of a real one: grade spans, enrolments and numbers of teachers are those of the
 * 52 schools of one California unified district in the Common Core of Data (NCES, public domain); the names are ours.
 */
export interface SampleSite {
  code: string;
  name: string;
  kind: 'elementary' | 'middle' | 'high' | 'alternative' | 'special' | 'preschool' | 'office' | 'warehouse';
  low: number | null;
  high: number | null;
  students: number;
  teachers: number;
  zone: string;
}

export const GRADES = ['K', '1', '2', '3', '4', '5', '6', '7', '8', '9', '10', '11', '12'] as const;

type Row = [string, string, SampleSite['kind'], number | null, number | null, number, number, string];

const rows: Row[] = [
  ['AGE', 'Alder Grove Elementary', 'elementary', 0, 5, 377, 15, 'North'],
  ['BAE', 'Bayberry Elementary', 'elementary', 0, 5, 675, 25, 'South'],
  ['BCE', 'Blue Crane Elementary', 'elementary', 0, 5, 360, 11, 'West'],
  ['CAE', 'Cascade Elementary', 'elementary', 0, 5, 476, 19, 'North'],
  ['CPH', 'Cypress Point High', 'high', 9, 12, 1956, 78, 'Central'],
  ['CNH', 'Canyon High', 'high', 9, 12, 1167, 62, 'North'],
  ['CRA', 'Crossings Academy', 'alternative', 7, 12, 16, 3, 'Central'],
  ['DVE', 'Dune View Elementary', 'elementary', 0, 5, 591, 20, 'West'],
  ['DVM', 'Dogwood Valley Middle', 'middle', 6, 8, 512, 22, 'East'],
  ['EMK', 'Eagle Meadow Charter', 'elementary', 1, 8, 293, 9, 'South'],
  ['EOM', 'El Olivo Middle', 'middle', 6, 8, 832, 33, 'North'],
  ['ELE', 'Elderberry Elementary', 'elementary', 0, 5, 425, 17, 'North'],
  ['FAE', 'Fern Avenue Elementary', 'elementary', 0, 5, 317, 13, 'Central'],
  ['FTM', 'Foxtail Middle', 'middle', 6, 8, 876, 34, 'South'],
  ['GLA', 'Glen Academy', 'special', 6, 12, 15, 2, 'North'],
  ['GOE', 'Golden Oak Elementary', 'elementary', 0, 5, 358, 13, 'Central'],
  ['HHE', 'Heron Hollow Elementary', 'elementary', 0, 5, 809, 30, 'Central'],
  ['HLE', 'Hillcrest Elementary', 'elementary', 0, 5, 492, 18, 'North'],
  ['HLA', 'Hawthorn Language Academy', 'elementary', 0, 8, 425, 18, 'North'],
  ['HIS', 'Horizon Independent Study', 'alternative', 0, 12, 269, 18, 'Central'],
  ['PRE', 'Little Alders Preschools', 'preschool', null, null, 0, 4, 'Central'],
  ['JME', 'Juniper Mesa Elementary', 'elementary', 0, 5, 748, 26, 'North'],
  ['KGE', 'Kestrel Gardens Elementary', 'elementary', 0, 5, 539, 20, 'North'],
  ['LPE', 'Larkspur Elementary', 'elementary', 0, 5, 216, 9, 'North'],
  ['MAE', 'Mount Alder Elementary', 'elementary', 0, 5, 693, 22, 'East'],
  ['MAH', 'Mount Alder High', 'high', 9, 12, 1498, 79, 'North'],
  ['NRH', 'North Ridge High', 'high', 9, 12, 1507, 62, 'South'],
  ['OKM', 'Oakhurst Middle', 'middle', 6, 8, 720, 31, 'North'],
  ['OCH', 'Olive Continuation High', 'alternative', 9, 12, 254, 18, 'North'],
  ['PHM', 'Pine Hill Middle', 'middle', 6, 8, 589, 27, 'East'],
  ['PRE2', 'Prairie Run Elementary', 'elementary', 0, 5, 614, 19, 'Central'],
  ['PRM', 'Prairie Run Middle', 'middle', 6, 8, 700, 30, 'Central'],
  ['PSC', 'Prospero Continuation', 'alternative', 9, 12, 66, 5, 'Central'],
  ['RBE', 'River Birch Elementary', 'elementary', 0, 5, 446, 18, 'West'],
  ['RBM', 'River Bend Middle', 'middle', 6, 8, 766, 30, 'West'],
  ['SAE', 'Sage Elementary', 'elementary', 0, 5, 593, 21, 'Central'],
  ['SAM', 'Sage Middle', 'middle', 6, 8, 856, 33, 'Central'],
  ['SHE', 'Shoreline Elementary', 'elementary', 0, 5, 409, 16, 'West'],
  ['SBE', 'Silver Birch Elementary', 'elementary', 0, 5, 515, 20, 'North'],
  ['STE', 'Stonebrook Elementary', 'elementary', 0, 5, 578, 21, 'Central'],
  ['SNE', 'Sunfield Elementary', 'elementary', 0, 5, 364, 14, 'North'],
  ['SRS', 'Sunrise School', 'special', 0, 8, 21, 3, 'North'],
  ['TAE', 'Tamarack Elementary', 'elementary', 0, 5, 631, 23, 'South'],
  ['TVE', 'Terra Verde Elementary', 'elementary', 0, 5, 467, 15, 'South'],
  ['VVM', 'Vista Verde Middle', 'middle', 6, 8, 777, 33, 'Central'],
  ['WAE', 'Walnut Creek Bend Elementary', 'elementary', 0, 5, 638, 21, 'South'],
  ['WEE', 'Westlake Elementary', 'elementary', 0, 5, 245, 11, 'North'],
  ['WSE', 'Willow Springs Elementary', 'elementary', 0, 5, 278, 11, 'North'],
  ['WRE', 'Wren Elementary', 'elementary', 0, 5, 337, 16, 'North'],
  ['YBE', 'Yellow Birch Elementary', 'elementary', 0, 5, 403, 16, 'North'],
  ['YVH', 'Yarrow Valley High', 'high', 9, 12, 1172, 62, 'North'],
  ['DO', 'District Office', 'office', null, null, 0, 0, 'Central'],
  ['WH', 'District Warehouse', 'warehouse', null, null, 0, 0, 'Central'],
];

export const SAMPLE_SITES: SampleSite[] = rows.map(([code, name, kind, low, high, students, teachers, zone]) => ({
  code,
  name,
  kind,
  low,
  high,
  students,
  teachers,
  zone,
}));

/** Where the staff beyond the teachers work: a share at the schools by size, the rest at the office and the warehouse. */
export const STAFF_TOTAL = 4000;
export const OFFICE_STAFF = 420;
export const WAREHOUSE_STAFF = 38;

export const DISTRICT = {
  name: 'Mount Alder Unified School District',
  timeZone: 'America/Los_Angeles',
  fiscalYearStartMonth: 7,
  profile: 'california',
} as const;
