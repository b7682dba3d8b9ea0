import type { FieldProblem } from '../components/form-problems.js';
import type { Dto } from './api.js';

export const TIME_ZONES = [
  'America/Los_Angeles',
  'America/Denver',
  'America/Phoenix',
  'America/Chicago',
  'America/New_York',
  'America/Anchorage',
  'Pacific/Honolulu',
  ...Intl.supportedValuesOf('timeZone'),
];

export const MONTHS = Array.from({ length: 12 }, (_, index) => ({
  value: String(index + 1),
  label: new Intl.DateTimeFormat('en-US', { month: 'long', timeZone: 'UTC' }).format(
    new Date(Date.UTC(2026, index, 1)),
  ),
}));

export const PROFILES: { value: Dto<'DistrictProfile'>; label: string; description: string }[] = [
  {
    value: 'california',
    label: 'California',
    description:
      'The Education Code decides: no debt, plan or agreement ever refuses a student a device, no money is shown at the scan station, there are no late fees, and a charge needs a recorded finding first.',
  },
  {
    value: 'generic',
    label: 'Generic, any other state',
    description:
      'The district sets its own rules. Rules that California forbids, such as late fees, can be switched on; check them against your own law.',
  },
];

export const isTimeZone = (name: string): boolean => {
  try {
    new Intl.DateTimeFormat('en-US', { timeZone: name });
    return /^(UTC|[A-Z][A-Za-z_]+\/.+)$/.test(name);
  } catch {
    return false;
  }
};

export interface DistrictValues {
  name?: string;
  timeZone?: string;
  fiscalYearStartMonth?: number;
  profile?: Dto<'DistrictProfile'>;
}

/** What is wrong before the server is asked. */
export function districtProblems(values: Record<string, string>): FieldProblem[] {
  return [
    ...(values.districtName ? [] : [{ field: 'districtName', message: 'Give the name of the district' }]),
    ...(isTimeZone(values.timeZone ?? '')
      ? []
      : [{ field: 'timeZone', message: 'Choose a time zone from the list, such as America/Los_Angeles' }]),
    ...(values.profile ? [] : [{ field: 'profile-california', message: 'Choose the rules that hold' }]),
  ];
}
