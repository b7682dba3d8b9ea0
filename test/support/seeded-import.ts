import { newId } from '@app/kernel';
import { ORIGIN, signIn } from './sign-in.js';
import type { WebApp } from './web-app.js';

/** Uploads a CSV file of people; the id of the import, which waits for its columns to be confirmed. */
export async function uploadPeople(app: WebApp, lines: string[], fileName = 'people.csv'): Promise<string> {
  const form = new FormData();
  form.append('kind', 'people');
  form.append('file', new Blob([lines.join('\r\n')], { type: 'text/csv' }), fileName);
  const response = await fetch(`${app.server.url}/api/v1/imports`, {
    method: 'POST',
    headers: { cookie: await signIn(app.server.url, app.account), origin: ORIGIN, 'idempotency-key': newId() },
    body: form,
  });
  if (!response.ok) throw new Error(`The upload answered ${response.status}: ${await response.text()}`);
  return ((await response.json()) as { id: string }).id;
}
