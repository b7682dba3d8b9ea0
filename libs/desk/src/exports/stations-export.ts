import { codeWords } from '@app/kernel';
import { IsText, PageQuery } from '@app/platform';
import type { ExportList } from '@app/platform';
import type { ManageStationsService } from '../stations/manage-stations.service.js';
import type { StationStateDto } from '../stations/station.dto.js';

export class StationsExportQuery extends PageQuery {
  @IsText(40, { optional: true, description: 'Code of a site' })
  site?: string;
}

const wordsOf = (code: string | null | undefined): string | null => (code ? codeWords(code) : null);
const yesOrNo = (found: boolean | null | undefined): string | null =>
  typeof found === 'boolean' ? (found ? 'Yes' : 'No') : null;

/** Desks, and what was found when somebody checked each. */
export const stationsExport = (stations: ManageStationsService): ExportList<StationStateDto, StationsExportQuery> => ({
  list: 'stations',
  title: 'Stations',
  anyOf: ['site:edit'],
  query: StationsExportQuery,
  page: async (viewer, { site }) => {
    const items = await stations.list(viewer);
    return { items: items.filter(({ siteCode }) => site === undefined || siteCode === site), next: null };
  },
  columns: [
    { key: 'site', title: 'Site', value: ({ siteCode }) => siteCode },
    { key: 'name', title: 'Station', value: ({ name }) => name },
    { key: 'state', title: 'Status', value: ({ active }) => (active ? 'Open' : 'Closed') },
    { key: 'seen', title: 'Last used', kind: 'instant', value: ({ lastSeenAt }) => lastSeenAt },
    { key: 'by', title: 'By', value: ({ lastUsedBy }) => lastUsedBy },
    { key: 'checked', title: 'Checked', kind: 'instant', value: ({ setupAt }) => setupAt },
    { key: 'sound', title: 'Sound heard', value: ({ setup }) => yesOrNo(setup?.soundHeard) },
    { key: 'suffix', title: 'Scanner ends with', value: ({ setup }) => wordsOf(setup?.suffix) },
    { key: 'doubled', title: 'Sends codes twice', value: ({ setup }) => yesOrNo(setup?.doubled) },
    { key: 'printer', title: 'Prints', value: ({ setup }) => wordsOf(setup?.printer) },
  ],
});
