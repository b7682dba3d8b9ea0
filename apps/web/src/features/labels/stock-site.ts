import { can, type Session } from '../../lib/session.js';
import type { LabelStock } from './label-words.js';

const printsEverywhere = ({ permissions }: Session): boolean => permissions['label:print'] === 'all';

/** Stock is changed where it belongs, that of the district by whoever prints everywhere. */
export const mayChange = (session: Session, { siteId }: Pick<LabelStock, 'siteId'>): boolean =>
  siteId ? can(session, 'label:print', siteId) : printsEverywhere(session);

export const DISTRICT = 'district';

export interface StockSites {
  /** Where new stock may belong; one alone is not asked for. */
  choices: { value: string; label: string }[];
  /** What is chosen before anybody chose; '' where nothing should be. */
  usual: string;
}

export function stockSites(session: Session): StockSites {
  const everywhere = printsEverywhere(session);
  const sites = session.sites.filter(({ id }) => can(session, 'label:print', id));
  const choices = [
    ...(everywhere ? [{ value: DISTRICT, label: 'The whole district' }] : []),
    ...sites.map(({ id, code, name }) => ({ value: id, label: `${code} · ${name}` })),
  ];
  return { choices, usual: everywhere || choices.length === 1 ? choices[0].value : '' };
}
