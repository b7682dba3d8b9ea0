import { ScanService } from '@app/desk';
import { Settings } from '@app/platform';
import type { Viewer } from '@app/platform';
import type { TestDatabase } from './database.js';
import { testDatabase } from './database.js';
import { Given } from './given.js';

export interface TestDesk {
  test: TestDatabase;
  given: Given;
  scans: ScanService;
  site: string;
  clerk: Viewer;
}

/** A district with one school, LHS, and a clerk there. */
export async function openDesk(): Promise<TestDesk> {
  const test = await testDatabase();
  const given = new Given(test.database);
  const scans = new ScanService(test.database, Settings.from({ PUBLIC_URL: 'http://localhost:3000' }));
  await given.district();
  const site = await given.site('LHS');
  return { test, given, scans, site, clerk: await given.clerk([site]) };
}
