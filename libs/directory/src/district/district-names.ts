import type { Db } from '@app/platform';

/** The district and its schools: what somebody who guesses passwords here would try first. */
export async function districtNames(db: Db): Promise<string[]> {
  const rows = await db.query<{ name: string }>(`SELECT name FROM district UNION SELECT name FROM site WHERE active`);
  return rows.map(({ name }) => name);
}
