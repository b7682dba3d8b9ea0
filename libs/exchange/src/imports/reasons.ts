import { PLAUSIBLE_YEARS } from '@app/kernel';
import type { CellProblem } from '@app/platform';

/** A refusal in words: why, and what to do about it. */
export interface Reason {
  reason: string;
  fix: string;
}

type Words = (problem: CellProblem) => Reason;
const say =
  (reason: string, fix: string): Words =>
  () => ({ reason, fix });

const text = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? String(value) : '');
const lines = (problem: CellProblem): number[] => (Array.isArray(problem.lines) ? (problem.lines as number[]) : []);

const twice: Words = (problem) => {
  const [first, second] = lines(problem);
  return {
    reason: `stands on line ${first} and again on line ${second}; only the first of the two is read`,
    fix: 'Keep one of the two lines',
  };
};

const WORDS: Readonly<Record<string, Words>> = {
  missing: say('is empty', 'Fill it in: a new record needs it'),
  repeated: twice,
  'same-device': (problem) => {
    const [first, second] = lines(problem);
    return {
      reason: `lines ${first} and ${second} are the same device; only the first of the two is read`,
      fix: 'Keep one of the two lines',
    };
  },
  'reserved-code': say('begins like a command of the scan station (CMD- or /)', 'Use another code'),
  'not-scannable': say(
    'cannot be scanned: a code has at least 3 plain letters, digits or signs and is no web link',
    'Correct it, or give the record another code',
  ),
  'control-character': say('has a control character or a line break in it', 'Type it again by hand'),
  'invisible-character': say('has an invisible character in it', 'Type it again by hand'),
  'damaged-character': say(
    'has a character that could not be read',
    'Save the file as CSV (UTF-8) and check the accents',
  ),
  'scientific-notation': say(
    'was turned into a number by a spreadsheet, and its digits are lost',
    'Set the column to Text before pasting, and export again',
  ),
  'too-long': (problem) => ({ reason: `is longer than ${text(problem.max)} characters`, fix: 'Shorten it' }),
  'not-a-day': say('is not a day', 'Write days as 2027-08-15 or 8/15/2027'),
  'implausible-day': say(`is not a day of the years ${PLAUSIBLE_YEARS.join(' to ')}`, 'Check the year'),
  'not-a-grade': say('is not a grade', 'Write grades as K, 7 or 12'),
  'not-a-language': say('is not a language', 'Write languages as es, zh-Hant or Spanish'),
  'ambiguous-day': say('could be two days', 'Choose whether month or day comes first'),
  'not-money': say('is not an amount of money', 'Write amounts as 289.00 or $1,234.50'),
  'not-an-email': say('is not an e-mail address', 'Correct it or leave it empty'),
  'not-a-choice': (problem) => ({
    reason: 'is not a word that this column may have',
    fix: `Use one of: ${Array.isArray(problem.allowed) ? problem.allowed.join(', ') : ''}`,
  }),
  'record-quotes': say(
    'The quotation marks of this record do not match',
    'Double every quotation mark inside a quoted cell',
  ),
  'record-too-many-cells': say(
    'The record has more cells than the header has columns',
    'Put cells that have a comma in them in quotation marks',
  ),
  'record-cell-too-long': say('A cell of this record is too long', 'Shorten it to 32,000 characters'),
  'number-is-a-card': say("is the number of somebody's ID card", 'Check the number'),
  'student-unknown': say('is not the number of a student', 'Import the student first, or check the number'),
  'not-a-student': say('is the number of a member of staff', 'Leave the line out: agreements are those of students'),
  'signed-in-future': say('is in the future', 'An agreement was signed today or earlier'),
  'signed-for-other-year': say(
    'lies in an earlier school year, and its agreement was for that one',
    'Leave the line out, or correct the day',
  ),
  'no-school-year': say('There is no school year of today or to come', 'Add the school year in the calendar first'),
  merged: (problem) => ({
    reason: `belongs to a record that was merged into number ${text(problem.into)}`,
    fix: `Use ${text(problem.into)} or leave the line out`,
  }),
  'site-unknown': say('is not a site', 'Use the code or the name of a site, or add the site first'),
  'site-ambiguous': say('is the name of more than one site', "Use the site's code"),
  'site-closed': say('is a closed site', 'Use another site, or open it again'),
  'active-but-withdrawn': say('is in the past, but the state says active', 'Correct one of the two'),
  'day-in-future': say('is in the future', 'A withdrawal is today or earlier'),
  'guardian-needs-name': say(
    'is empty, but an e-mail address or a phone number of a guardian is given',
    'Add the name of the guardian',
  ),
  'void-device': say('belongs to a device that was created in error; its tag is never used again', 'Use another tag'),
  'serial-ambiguous': say('is the serial of more than one device', 'Add the maker'),
  'serial-of-other': (problem) => ({
    reason: `is the serial of ${text(problem.tag) || 'another device'}`,
    fix: 'Check the tag and the serial on the device',
  }),
  'tag-of-record': (problem) => ({
    reason: `is the code of a ${text(problem.record)}: the desk could not tell the two apart`,
    fix: 'Use another tag',
  }),
  'tag-prefix': say(
    'begins like the code of a supervisor’s card (SUP-), an eWaste lot (LOT-) or a repair ticket (R-)',
    'Use another tag',
  ),
  'tag-of-other': (problem) => ({
    reason: `is the tag of another device${text(problem.serial) ? `, serial ${text(problem.serial)}` : ''}`,
    fix: 'Check the tag and the serial on the device',
  }),
  'model-needs-maker': say(
    'is not a model on the list',
    'Add the maker to make the model new, or use a name from the list',
  ),
  'model-ambiguous': say('is the name of more than one model', 'Add the maker'),
  'other-maker': (problem) => ({
    reason: `is of another maker than the device, whose serial is one of ${text(problem.maker)}`,
    fix: 'Check the tag; a device keeps its maker',
  }),
  'room-unknown': say(
    'is not a room of this site',
    'Use the code or the name of a room of the site, or add the room first',
  ),
  'room-closed': say('is a closed room of this site', 'Use another room, or open it again'),
  'holder-unknown': say('is not the number of a person', 'Import the person first, or check the number'),
  'holder-withdrawn': say('has left the district', 'Leave the holder empty'),
  'holder-needs-deployed': (problem) => ({
    reason: `a device that is ${text(problem.state)} cannot be with a person`,
    fix: 'Leave the holder empty, or the state',
  }),
  'held-by-other': say('somebody else has this device', 'Check it in at the desk first'),
  'on-hold': say('the device has a hold on it and cannot be given out', 'Clear the hold on its page first'),
  'deployed-needs-holder': say('needs a holder or a room', 'Fill in the holder or the room, or leave the state empty'),
  'state-not-by-file': (problem) => ({
    reason: problem.held === true ? 'cannot be set: somebody has the device' : 'cannot be set by a file',
    fix:
      problem.held === true
        ? 'Check it in at the desk, or leave the state empty'
        : "Change it on the device's page, or leave the state empty",
  }),
};

const UNKNOWN = say('cannot be imported', 'Check the value');

/** Every code that a plan may hold, for the test that holds the lists against each other. */
export const REASON_CODES: readonly string[] = Object.keys(WORDS);

export const reasonOf = (problem: CellProblem): Reason => (WORDS[problem.code] ?? UNKNOWN)(problem);

/** `Serial "5CD1" stands on line 2 and again on line 4; …. Keep one of the two lines.` */
export function sentenceOf(problem: CellProblem, label: string | null): string {
  const { reason, fix } = reasonOf(problem);
  const what = [label, problem.value === null ? null : `“${problem.value}”`].filter((part) => part !== null).join(' ');
  return `${what === '' ? '' : `${what} `}${reason}. ${fix}.`;
}
