import { queryOptions } from '@tanstack/react-query';
import { api, ask, type Dto } from './api.js';

export type Backups = Dto<'BackupsDto'>;

const ASK_EVERY_MS = 1_000;

/** Backups and what is wrong with them; while one is taken it is asked again and again. */
export const backupsQuery = queryOptions({
  queryKey: ['backups'],
  queryFn: ({ signal }) => ask(api.GET('/api/v1/backups', { signal })),
  refetchInterval: ({ state }) => (state.data?.running ? ASK_EVERY_MS : false),
});

export const BACKUP_PROBLEMS: Record<Backups['problems'][number], string> = {
  'backup-failed': 'The last backup failed',
  'backup-overdue': 'No backup for more than 26 hours',
  'backup-folder': 'The next backup will fail',
  'proof-failed': 'The last backup could not be restored for proof',
  'proof-overdue': 'No backup was proven for longer than the policy wants',
};
