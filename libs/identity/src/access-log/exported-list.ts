import { LIST_EXPORTED, loggedExport } from '@app/kernel';
import type { Language, LoggedExport } from '@app/kernel';
import type { ExportLists } from '@app/platform';
import type { AccessEntry } from './access-log.js';

/** What was taken along; `null` for any other entry. */
export const exportedOf = (
  { action, detail }: Pick<AccessEntry, 'action' | 'detail'>,
  lists: ExportLists,
  language: Language,
): LoggedExport | null =>
  action === LIST_EXPORTED && typeof detail['list'] === 'string'
    ? loggedExport(detail, lists.titleOf(detail['list'], language))
    : null;
