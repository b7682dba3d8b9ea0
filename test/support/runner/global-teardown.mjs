import { endServer } from './end-server.mjs';

/** Ends this run's server, if a spec started it. */
export default async function tearDown() {
  const folder = process.env.CUBBY_TEST_FOLDER;
  if (!folder) return;
  delete process.env.CUBBY_TEST_FOLDER;
  await endServer(folder);
}
