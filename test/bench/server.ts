import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { HttpClient } from './http-client.js';
import { SCRATCH } from './cluster.js';
import { PASSWORD } from './volume.js';

const PRODUCT = join(import.meta.dirname, '../../apps/server/src/main.js');
export const BARE = join(import.meta.dirname, 'bare-server.js');
export const ORIGIN = 'http://localhost:3000';

/** Clock ticks of `/proc`, the same on every Linux that runs Node. */
const TICK_MS = 10;
const READY_MS = 60_000;

export interface Child {
  readonly url: string;
  readonly pid: number;
  /** From the start of the process until it could serve. */
  readonly readyAfterMs: number;
  /** CPU of all its threads so far. */
  cpu(): Cpu;
  stop(): Promise<void>;
}

/** Milliseconds in its own code and in the kernel. */
export interface Cpu {
  user: number;
  system: number;
}

let started = 0;

/** A server in a process of its own, with these settings and the defaults of the product. */
export async function startChild(settings: Record<string, string>, main = PRODUCT): Promise<Child> {
  started += 1;
  const port = await freePort();
  const logFile = join(SCRATCH, `server-${process.pid}-${started}.log`);
  const log = openSync(logFile, 'w');
  const profile = process.env.BENCH_CPU_PROFILE;
  const flags = profile && main === PRODUCT ? ['--cpu-prof', `--cpu-prof-dir=${profile}`] : [];
  const begun = performance.now();
  const child = spawn(process.execPath, [...flags, main], {
    env: { PATH: process.env.PATH ?? '', PORT: String(port), PUBLIC_URL: ORIGIN, ...settings },
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const url = `http://127.0.0.1:${port}`;
  await ready(url, child, logFile);
  return {
    url,
    pid: child.pid!,
    readyAfterMs: performance.now() - begun,
    cpu: () => cpuOf(child.pid!),
    stop: async () => {
      child.kill('SIGTERM');
      await exited;
    },
  };
}

export const startProduct = (urls: { appUrl: string; ownerUrl: string }): Promise<Child> =>
  startChild({ DATABASE_URL: urls.appUrl, DATABASE_OWNER_URL: urls.ownerUrl });

async function ready(url: string, child: ChildProcess, logFile: string): Promise<void> {
  const until = Date.now() + READY_MS;
  const client = new HttpClient(url);
  try {
    for (;;) {
      if (child.exitCode !== null || Date.now() > until) {
        child.kill('SIGKILL');
        throw new Error(`The server did not become ready:\n${readFileSync(logFile, 'utf8').slice(-4_000)}`);
      }
      const status = await client.get('/health/ready').then(
        (answer) => answer.status,
        () => 0,
      );
      if (status === 200) return;
      await pause(10);
    }
  } finally {
    client.close();
  }
}

/** User and system time: fields 14 and 15, counted behind the name in parentheses. */
function cpuOf(pid: number): Cpu {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ');
  return { user: Number(fields[11]) * TICK_MS, system: Number(fields[12]) * TICK_MS };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Signed in, on a connection of its own. */
export async function signedIn(url: string, email: string): Promise<HttpClient> {
  const door = new HttpClient(url, { origin: ORIGIN });
  const answer = await door.post('/api/v1/session', JSON.stringify({ email, password: PASSWORD }));
  door.close();
  const cookie = /\r\nset-cookie: *([^;\r\n]+)/i.exec(answer.headers)?.[1];
  if (answer.status !== 204 || !cookie) throw new Error(`Sign-in answered ${answer.status}: ${answer.body}`);
  return new HttpClient(url, { origin: ORIGIN, cookie });
}
