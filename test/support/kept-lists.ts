import { createHash } from 'node:crypto';
import { newId } from '@app/kernel';
import type { TestDatabase } from './database.js';
import type { Given } from './given.js';

/** Something for every list that is not about loans: what is printed, who is responsible, what looks alike. @returns queries of those that need one */
export async function listsOf(
  test: TestDatabase,
  given: Given,
  { site, account }: { site: string; account: string },
): Promise<Record<string, string>> {
  const siteId = `siteId=${site}`;
  const teacher = await given.person(site, { kind: 'staff' });
  await given.room(site);
  await test.asSuperuser(
    `INSERT INTO cart_responsibility (cart_id, person_id, effective) VALUES ($1, $2, daterange(current_date, NULL))`,
    [await given.cart(site), teacher.id],
  );
  for (const serial of ['LOOK0001', 'L00K0001']) await given.device(site, { serial });
  await test.asSuperuser(
    `INSERT INTO label_printer (site_id, name, offset_x_tenths, offset_y_tenths) VALUES ($1, 'Front office', 3, -12)`,
    [site],
  );
  await test.asSuperuser(
    `INSERT INTO label_stock (name, medium, page_width_um, page_height_um, columns, rows, label_width_um, label_height_um, left_um, top_um,
       pitch_x_um, pitch_y_um, created_by, site_id)
     VALUES ('Silver tags', 'roll', 50800, 25400, 1, 1, 50800, 25400, 0, 0, 0, 0, $1, $2)`,
    [account, site],
  );
  await test.asSuperuser(
    `INSERT INTO api_token (id, account_id, name, token_hash, permissions, expires_on)
     VALUES ($1, $2, 'Nightly report', $3, '{device:read}', current_date + 30)`,
    [newId(), account, createHash('sha256').update(newId()).digest()],
  );
  await test.asSuperuser(
    `INSERT INTO backup_run (cause, state, begun_at, ended_at, error)
     VALUES ('scheduled', 'failed', clock_timestamp() - interval '2 minutes', clock_timestamp() - interval '1 minute', 'The disk is full')`,
  );
  return {
    rooms: siteId,
    carts: siteId,
    'label-items': `runId=${await given.labelRun(site)}`,
    'label-people': `runId=${await given.labelRun(site, await given.person(site, { number: '2000000' }))}`,
  };
}
