import { useCurrentSite } from '../../lib/current-site.js';
import { can, useSession, type SessionSite } from '../../lib/session.js';
import { printSiteOf } from './print-site.rules.js';

/** Sites where the account prints, and the one where it prints now, once that is known. */
export function usePrintSite(code: string | undefined): { site: SessionSite | undefined; sites: SessionSite[] } {
  const session = useSession();
  const current = useCurrentSite();
  const sites = session.sites.filter(({ id }) => can(session, 'label:print', id));
  return { site: printSiteOf(sites, code, current), sites };
}
