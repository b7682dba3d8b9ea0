import { isDay } from '@app/kernel';
import type { FieldProblem } from '../../components/form-problems.js';
import { problemOf, type Dto } from '../../lib/api.js';
import { districtProblems } from '../../lib/district-values.js';
import { passwordProblems } from '../../lib/password-problems.js';
import { yearLabel } from '../../lib/school-calendar.js';
import { readSites } from './sites-paste.js';

type Request = Dto<'RunSetupDto'>;

/** Everything that is missing or wrong, in the order of the page. */
export function setupProblems(values: Record<string, string>, passwords: [string, string]): FieldProblem[] {
  const missing = (field: string, message: string): FieldProblem[] => (values[field] ? [] : [{ field, message }]);
  return [
    ...missing('code', 'Enter the set-up code from the console'),
    ...districtProblems(values),
    ...yearProblems(values),
    ...missing('displayName', 'Give your name'),
    ...(/^\S+@\S+\.\S+$/.test(values.email ?? '') ? [] : [{ field: 'email', message: 'Give your e-mail address' }]),
    ...passwordProblems(...passwords),
    ...readSites(values.sites ?? '').problems.map((message) => ({ field: 'sites', message })),
  ];
}

function yearProblems({ startsOn = '', endsOn = '' }: Record<string, string>): FieldProblem[] {
  const problems: FieldProblem[] = [];
  if (!isDay(startsOn)) problems.push({ field: 'startsOn', message: 'Give the first day of school' });
  if (!isDay(endsOn)) problems.push({ field: 'endsOn', message: 'Give the last day of school' });
  if (problems.length === 0 && endsOn <= startsOn)
    problems.push({ field: 'endsOn', message: 'The last day of school must be later than the first' });
  return problems;
}

export function setupRequest(values: Record<string, string>, password: string): Request {
  const { code, districtName, timeZone, fiscalYearStartMonth, profile, startsOn, endsOn, displayName, email } = values;
  return {
    code,
    admin: { displayName, email, password },
    district: {
      name: districtName,
      timeZone,
      fiscalYearStartMonth: Number(fiscalYearStartMonth),
      profile: profile as Dto<'DistrictProfile'>,
    },
    schoolYear: { label: yearLabel(startsOn, endsOn), startsOn, endsOn },
    sites: readSites(values.sites ?? '').sites,
  };
}

/** Fields of the request as they are called on the page. */
const FIELDS: Record<string, string> = { name: 'districtName', profile: 'profile-california', newPassword: 'password' };

/** All that is wrong with a field, as it stands under it. */
export const messageAt = (problems: readonly FieldProblem[], field: string): string | undefined =>
  problems
    .filter((each) => each.field === field)
    .map(({ message }) => message)
    .join('\n') || undefined;

/** What the server refused, at the field it is about. */
export function setupRefusals(error: unknown): FieldProblem[] {
  if (!error) return [];
  const { code, errors, detail, title } = problemOf(error);
  if (code === 'network.unreachable')
    return [{ field: 'code', message: 'The server cannot be reached. Nothing you entered is lost: try again.' }];
  if (code.startsWith('setup.') || code.startsWith('session.')) return [{ field: 'code', message: detail ?? title }];
  if (!errors || errors.length === 0) return [{ field: 'code', message: detail ?? title }];
  return errors.map(({ field, message }) => {
    const [part, ...rest] = field.split('.');
    const last = rest.at(-1) ?? part;
    if (part === 'sites') return { field: part, message: `Site ${Number(rest.at(0) ?? 0) + 1}: ${last} ${message}` };
    const id = FIELDS[last] ?? last;
    return { field: id, message: `${labelOf(id)} ${message}` };
  });
}

const LABELS: Record<string, string> = {
  districtName: 'The name of the district',
  timeZone: 'The time zone',
  password: 'The password',
  email: 'The e-mail address',
  displayName: 'Your name',
  code: 'The code',
  startsOn: 'The first day',
  endsOn: 'The last day',
};

const labelOf = (field: string): string => LABELS[field] ?? field;
