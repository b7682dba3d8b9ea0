import { identityOn } from '@app/identity';
import type { Database } from '@app/platform';

/** Where the tests' browsers say they are. */
export const ORIGIN = 'http://localhost:3000';

let made = 0;
const hashes = new Map<string, Promise<string>>();

export interface TestAccount {
  id: string;
  email: string;
  password: string;
}

/** An account with one built-in role, for one site or (`null`) the whole district. */
export async function accountAs(database: Database, role: string, siteId: string | null): Promise<TestAccount> {
  made += 1;
  const { facade } = identityOn(database);
  const password = 'correct horse battery staple';
  const passwordHash = await (hashes.get(password) ??
    hashes.set(password, facade.hashPassword(password)).get(password)!);
  const email = `${role}.${made}@test.example`;
  const account = await database.transaction((tx) =>
    facade.seedAccount(tx, { email, displayName: `Test ${role}`, passwordHash, grants: [{ role, siteId }] }),
  );
  return { id: account.id, email, password };
}

/** Signs in over HTTP; gives the `cookie` header. */
export async function signIn(url: string, { email, password }: TestAccount, origin = ORIGIN): Promise<string> {
  const response = await fetch(`${url}/api/v1/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin },
    body: JSON.stringify({ email, password }),
  });
  const [cookie] = response.headers.getSetCookie();
  if (response.status !== 204 || !cookie)
    throw new Error(`Sign-in answered ${response.status}: ${await response.text()}`);
  return cookie.split(';')[0];
}
