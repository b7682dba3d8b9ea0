import type { SampleEvent } from './fleet.js';
import type { SamplePerson } from './people.js';
import { sampleId } from './random.js';
import type { SampleSite } from './sites.js';
import { SAMPLE_SITES } from './sites.js';

export interface SampleAccount {
  name: string;
  displayName: string;
  role: string;
  /** Code of the site; `null`: the whole district. */
  site: string | null;
  /** Gets the sample's password; the others have none, so nobody signs in as them. */
  signIn: boolean;
}

/** Who wrote an entry, from where, and how it came in. */
export interface SampleActor {
  accountId: string;
  stationId: string | null;
  source: string;
}

const SIGN_INS: [string, string, string, string | null][] = [
  ['admin', 'Avery Admin', 'it-admin', null],
  ['clerk', 'K. Ono', 'site-clerk', 'CPH'],
  ['principal', 'Pat Rivera', 'site-admin', 'CPH'],
  ['clerk.middle', 'Lee Park', 'site-clerk', 'FTM'],
  ['helper', 'Harper Lin', 'student-helper', 'CPH'],
  ['technician', 'Tess Nguyen', 'technician', null],
  ['warehouse', 'Walt Díaz', 'warehouse', null],
  ['finance', 'Fern Cole', 'finance', null],
  ['auditor', 'Uma Shah', 'auditor', null],
];

const isSchool = ({ kind }: SampleSite): boolean => kind !== 'office' && kind !== 'warehouse';
const clerkOf = (code: string): string =>
  SIGN_INS.find(([, , role, site]) => role === 'site-clerk' && site === code)?.[0] ?? `clerk.${code}`;
export const accountId = (name: string): string => sampleId(`account ${name}`);
export const stationId = (site: SampleSite): string => sampleId(`station ${site.code}`);
/** Schools have a desk; the office and the warehouse do not. */
export const sitesWithDesk = SAMPLE_SITES.filter(isSchool);

/** The sign-ins, and at each other school one of its staff as its clerk. */
export function sampleAccounts(staff: readonly SamplePerson[]): SampleAccount[] {
  const known = SIGN_INS.map(([name, displayName, role, site]) => ({ name, displayName, role, site, signIn: true }));
  const clerks = sitesWithDesk
    .filter(({ code }) => !known.some(({ name }) => name === clerkOf(code)))
    .flatMap((site) => {
      const clerk = staff.find((person) => person.site === site);
      if (!clerk) return [];
      const displayName = `${clerk.givenName} ${clerk.familyName}`;
      return [{ name: clerkOf(site.code), displayName, role: 'site-clerk', site: site.code, signIn: false }];
    });
  return [...known, ...clerks];
}

/** Who does what on the device's page; everything else happens at the school's desk. */
const ON_THE_PAGE: Record<string, string> = {
  ...{ 'in-repair': 'technician', retired: 'technician' },
  ...{ lost: 'admin', received: 'admin', void: 'admin' },
};

/** The warehouse receives, the desk hands out and takes back, the technician repairs and retires. */
export function actorOf({ type, siteCode, after }: SampleEvent): SampleActor {
  if (type === 'registered') return { accountId: accountId('warehouse'), stationId: null, source: 'import' };
  if (type === 'state-changed')
    return {
      accountId: accountId(ON_THE_PAGE[String(after['state'])] ?? 'technician'),
      stationId: null,
      source: 'page',
    };
  const site = sitesWithDesk.find(({ code }) => code === siteCode);
  if (!site) return { accountId: accountId('warehouse'), stationId: null, source: 'page' };
  const scanned = type === 'checked-out' || type === 'checked-in';
  return {
    accountId: accountId(clerkOf(site.code)),
    stationId: scanned ? stationId(site) : null,
    source: scanned ? 'scanner' : 'page',
  };
}
