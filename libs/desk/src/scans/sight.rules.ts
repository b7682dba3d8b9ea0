import type { SiteScope, Viewer } from '@app/platform';
import { renderMessage } from '@app/scan-engine';

/** Whose names and which devices the desk shows in full; null: of every site. */
export interface Sight {
  personSites: readonly string[] | null;
  deviceSites: readonly string[] | null;
  /** First name and the initial of the last. */
  shortNames: boolean;
  /** What people are called by who sees nobody, in the language of the account. */
  unnamed: Readonly<Record<'student' | 'staff', string>> | null;
}

const asList = (scope: SiteScope): readonly string[] | null => (scope === 'all' ? null : scope);
const isNowhere = (scope: SiteScope): boolean => scope !== 'all' && scope.length === 0;

const unnamedIn = (locale: string): Sight['unnamed'] => {
  const say = (kind: string): string =>
    renderMessage({ key: `unnamed.${kind}`, values: {} }, { locale, timeZone: 'UTC', today: '' });
  return { student: say('student'), staff: say('staff') };
};

/** A student helper reads no records; at the own site's desk they see just enough of whom they serve. */
export function sightOf(viewer: Viewer): Sight {
  const [people, loaners] = [viewer.sitesFor('person:read'), viewer.sitesFor('loaner:lend')];
  if (isNowhere(people) && !isNowhere(loaners)) {
    return { personSites: asList(loaners), deviceSites: asList(loaners), shortNames: true, unnamed: null };
  }
  return {
    personSites: asList(people),
    deviceSites: asList(viewer.sitesFor('device:read')),
    shortNames: false,
    unnamed: isNowhere(people) ? unnamedIn(viewer.language) : null,
  };
}
