import { newId } from '@app/kernel';
import type { RosterLine } from './roster-zip.js';
import { rosterZip } from './roster-zip.js';
import { ORIGIN, signIn } from './sign-in.js';
import { until } from './until.js';
import type { WebApp } from './web-app.js';

export interface SeededRosters {
  source: string;
  /** A run that waits to be run, and one that waits for an approval. */
  ready: string;
  stopped: string;
}

/** Two sources: the first has a roster that may run, with a school that nobody knows; the second one without a student, which stops. */
export async function seedRosters(app: WebApp): Promise<SeededRosters> {
  const headers = { cookie: await signIn(app.server.url, app.account), origin: ORIGIN };
  const call = async <T>(path: string, init: RequestInit = {}): Promise<T> => {
    const response = await fetch(`${app.server.url}/api/v1${path}`, {
      ...init,
      headers: { ...headers, 'idempotency-key': newId(), ...init.headers },
    });
    if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
    return (await response.json()) as T;
  };
  const source = async (code: string): Promise<string> => {
    const body = JSON.stringify({ code, name: code });
    return (
      await call<{ id: string }>('/roster-sources', {
        method: 'POST',
        body,
        headers: { 'content-type': 'application/json' },
      })
    ).id;
  };
  const upload = async (sourceId: string, state: string, lines: RosterLine[]): Promise<string> => {
    const form = new FormData();
    form.append('sourceId', sourceId);
    form.append('file', new Blob([new Uint8Array(rosterZip(lines))], { type: 'application/zip' }), `${state}.zip`);
    const { id } = await call<{ id: string }>('/roster-runs', { method: 'POST', body: form });
    await until(
      () => call<{ state: string }>(`/roster-runs/${id}`),
      (run) => run.state === state,
    );
    return id;
  };
  const [sis, charter] = [await source('sis'), await source('charter')];
  return {
    source: sis,
    ready: await upload(sis, 'checked', [
      { number: '300101', name: ['Iris', 'Wu'] },
      { number: '300102', name: ['Omar', 'Haddad'], org: 'org-unknown' },
    ]),
    stopped: await upload(charter, 'stopped', [{ number: 'E3001', name: ['Tess', 'Nguyen'], role: 'teacher' }]),
  };
}
