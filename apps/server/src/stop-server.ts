import type { Socket } from 'node:net';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Database, JobWorker } from '@app/platform';

/** After `stop`, what still waits for the database this long is told that it is away. */
const LAST_STATEMENTS_MS = 5_000;
/** And what still runs this long loses its connection. */
const LAST_REQUESTS_MS = 6_500;

/** Takes nothing new, answers what is in flight, and lets go of everything; the database last. */
export async function stopServer(app: NestFastifyApplication, stopDatabase: () => Promise<void>): Promise<void> {
  const server = app.getHttpServer();
  // A connection that becomes idle after the server stopped listening would otherwise be kept alive for a minute.
  const sweep = setInterval(() => server.closeIdleConnections(), 50);
  const giveUp = setTimeout(() => cutDatabase(app.get(Database)), LAST_STATEMENTS_MS);
  const cut = setTimeout(() => server.closeAllConnections(), LAST_REQUESTS_MS);
  try {
    await Promise.all([app.getHttpAdapter().getInstance().close(), app.get(JobWorker).stop()]);
    await app.close();
  } finally {
    clearInterval(sweep);
    clearTimeout(giveUp);
    clearTimeout(cut);
    await stopDatabase();
  }
}

/** Its statements fail at once and are rolled back: a server that does not answer must not keep us. */
function cutDatabase({ pool }: Database): void {
  const { _clients: clients } = pool as unknown as { _clients: { connection: { stream: Socket } }[] };
  for (const client of [...clients]) client.connection.stream.destroy();
}
