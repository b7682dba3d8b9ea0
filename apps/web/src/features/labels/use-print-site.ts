import { useCurrentSite } from '../../app/current-site.js';
import { can, useSession, type SessionSite } from '../../lib/session.js';

/** Sites where the account prints; the one of the address, of the top bar, or the first. */
export function usePrintSite(code: string | undefined): { site: SessionSite | undefined; sites: SessionSite[] } {
  const session = useSession();
  const current = useCurrentSite();
  const sites = session.sites.filter(({ id }) => can(session, 'label:print', id));
  const site = sites.find((each) => each.code === code) ?? sites.find(({ id }) => id === current) ?? sites.at(0);
  return { site, sites };
}
