import { join } from 'node:path';
import { isKnownBackup } from '@app/backups';
import { Database, EmbeddedPostgres } from '@app/platform';
import type { OpenOptions, Settings } from '@app/platform';
import { SAMPLE_DISTRICT } from './sample-district.js';

/** Which district of this machine took this backup: the sample, when it knows the file, else the district itself. */
export async function whoseBackup(settings: Settings, path: string): Promise<OpenOptions> {
  const server = await EmbeddedPostgres.start({ folder: join(settings.DATA_DIR, 'postgres') });
  try {
    if (!(await server.hasDatabase(SAMPLE_DISTRICT.name))) return {};
    const { appUrl } = server.urls(SAMPLE_DISTRICT.name);
    const database = await Database.connect(appUrl, { poolSize: 1, applicationName: 'cubby cli' });
    try {
      return (await isKnownBackup(database.read, path)) ? SAMPLE_DISTRICT : {};
    } finally {
      await database.close();
    }
  } finally {
    await server.stop();
  }
}
