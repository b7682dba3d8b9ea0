import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

const MAIN = join(import.meta.dirname, '../../dist/apps/server/src/main.js');

export interface ServerProcess {
  readonly url: string;
  readonly process: ChildProcess;
  /** What it wrote so far, both streams. */
  readonly output: () => string;
  /** The exit code, once it has ended; `null` when a signal ended it. */
  readonly exited: Promise<number | null>;
}

/** The built server as people run it, in a process of its own; with these settings and no others. */
export async function spawnServer(settings: Record<string, string>): Promise<ServerProcess> {
  if (!existsSync(MAIN)) throw new Error('The server is not built: run "npm run build:server" first');
  const port = await freePort();
  const child = spawn(process.execPath, [MAIN], {
    env: { PATH: process.env.PATH ?? '', PORT: String(port), ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const exited = new Promise<number | null>((resolve) => child.on('close', (code) => resolve(code)));
  return { url: `http://127.0.0.1:${port}`, process: child, output: () => output, exited };
}

/** Waits until the server can serve; fails with its output when it ends before. */
export async function ready({ url, output, exited }: ServerProcess): Promise<void> {
  let ended = false;
  void exited.then(() => (ended = true));
  for (;;) {
    if (ended) throw new Error(`The server ended before it was ready:\n${output()}`);
    const status = await fetch(`${url}/health/ready`).then(
      (response) => response.status,
      () => 0,
    );
    if (status === 200) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
