import { randomBytes } from 'node:crypto';
import { hash } from '@node-rs/argon2';
import type { Tx } from '../../libs/platform/src/index.js';
import type { SampleAccount } from './actors.js';
import { accountId, sitesWithDesk, stationId } from './actors.js';
import { sampleId } from './random.js';
import { SAMPLE_SITES } from './sites.js';

export interface SampleSignIn {
  email: string;
  password: string;
  role: string;
  where: string;
}

export async function loadAccounts(tx: Tx, accounts: readonly SampleAccount[]): Promise<SampleSignIn[]> {
  // One password for all, made afresh for each sample: nobody can know it from the source.
  const password = `sample-${randomBytes(9).toString('base64url').toLowerCase()}-district`;
  const passwordHash = await hash(password, { memoryCost: 19_456, timeCost: 2, parallelism: 1 });
  const signIns: SampleSignIn[] = [];
  // Whoever tries the sample has one browser and many parts to play; a real district keeps what the roles bring along.
  await tx.execute('UPDATE role SET second_factor = false');
  // What the next roster would give its staff.
  await tx.execute(
    `INSERT INTO role_rule (matches, value, role_id, scope) SELECT 'roster', v.word, r.id, 'own-sites'
     FROM (VALUES ('administrator', 'site-admin'), ('teacher', 'til')) AS v (word, role) JOIN role r ON r.code = v.role`,
  );
  for (const { name, displayName, role, site, signIn } of accounts) {
    const email = `${name.toLowerCase()}@mountalder.example`;
    await tx.execute('INSERT INTO account (id, email, display_name, password_hash) VALUES ($1, $2, $3, $4)', [
      accountId(name),
      email,
      displayName,
      signIn ? passwordHash : null,
    ]);
    await tx.execute(
      'INSERT INTO role_grant (account_id, role_id, site_id) SELECT $1, id, $3 FROM role WHERE code = $2',
      [accountId(name), role, site ? sampleId(`site ${site}`) : null],
    );
    const where = site ? SAMPLE_SITES.find(({ code }) => code === site)!.name : 'whole district';
    if (signIn) signIns.push({ email, password, role, where });
  }
  for (const site of sitesWithDesk)
    await tx.execute(`INSERT INTO station (id, site_id, name) VALUES ($1, $2, 'Desk 1')`, [
      stationId(site),
      sampleId(`site ${site.code}`),
    ]);
  return signIns;
}
