import { strToU8, zipSync } from 'fflate';

export interface RosterLine {
  number: string;
  name: [given: string, family: string];
  role?: 'student' | 'teacher';
  /** `org-unknown` is a school that no site is. */
  org?: 'org-lhs' | 'org-unknown';
}

const table = (header: string, lines: readonly string[]): Uint8Array => strToU8(`${[header, ...lines].join('\n')}\n`);

/** A bulk package of OneRoster 1.1 of the school LHS, as its zip file. */
export const rosterZip = (people: readonly RosterLine[]): Buffer =>
  Buffer.from(
    zipSync({
      'manifest.csv': table('propertyName,value', [
        'manifest.version,1.0',
        'oneroster.version,1.1',
        'file.orgs,bulk',
        'file.users,bulk',
      ]),
      'orgs.csv': table('sourcedId,status,dateLastModified,name,type,identifier,parentSourcedId', [
        'org-lhs,,,The High School,school,LHS,',
        'org-unknown,,,Harbor Academy,school,HVA,',
      ]),
      'users.csv': table(
        'sourcedId,status,dateLastModified,enabledUser,orgSourcedIds,role,username,givenName,familyName,identifier,password',
        people.map(
          ({ number, name: [given, family], role = 'student', org = 'org-lhs' }) =>
            `id-${number},,,true,${org},${role},${number},${given},${family},${number},secret`,
        ),
      ),
    }),
  );
