import { codeWords } from '@app/kernel';
import { PageQuery } from '@app/platform';
import type { ExportList } from '@app/platform';
import type { StandardDto } from '../standards/standards.dto.js';
import type { StandardsService } from '../standards/standards.service.js';

/** For everybody who signs in, as its page is. */
export const standardsExport = (standards: StandardsService): ExportList<StandardDto, PageQuery> => ({
  list: 'standards',
  title: 'Standards',
  anyOf: [],
  query: PageQuery,
  page: async () => ({ items: (await standards.published()).items, next: null }),
  columns: [
    { key: 'class', title: 'Class', value: ({ deviceClass }) => codeWords(deviceClass) },
    { key: 'maker', title: 'Maker', value: ({ maker }) => maker },
    { key: 'name', title: 'Model', value: ({ name }) => name },
    { key: 'standard', title: 'Standard', value: ({ standard }) => (standard ? 'Yes' : 'No') },
    { key: 'tier', title: 'Support tier', value: ({ supportTier }) => supportTier && codeWords(supportTier) },
    { key: 'ends', title: 'Updates end', kind: 'day', value: ({ supportEndsOn }) => supportEndsOn },
    { key: 'decision', title: 'Committee', value: ({ decision }) => decision && codeWords(decision) },
    { key: 'decided', title: 'Decided on', kind: 'day', value: ({ decidedOn }) => decidedOn },
  ],
});
