import type { Tx } from '../../libs/platform/src/index.js';
import { actorOf } from './actors.js';
import type { SampleDevice } from './fleet.js';
import { loadMissingCases } from './missing.js';
import { SAMPLE_MODELS } from './models.js';
import { sampleId } from './random.js';

const FUNDING: [string, string, string, string][] = [
  ['general', '0000', 'General fund', 'local'],
  ['lcap', '0001', 'LCAP supplemental', 'state'],
  ['title-i', '3010', 'Title I, Part A', 'federal'],
  ['ecf', 'ECF', 'Emergency Connectivity Fund', 'ecf'],
  ['measure-j', '21-MJ', 'Measure J bond', 'bond'],
];

export async function loadCatalogue(tx: Tx): Promise<void> {
  await tx.execute(
    `INSERT INTO model (id, maker, name, device_class, support_ends_on, support_source, cycle_years, unit_cost_cents, support_tier, standard)
     SELECT id, maker, name, "deviceClass", "supportEndsOn", CASE WHEN "supportEndsOn" IS NULL THEN NULL ELSE 'maker list 2025-12' END, "cycleYears",
            "unitCostCents", CASE WHEN standard THEN 'full' ELSE 'limited' END, standard
       FROM jsonb_to_recordset($1::jsonb) AS m (id uuid, maker text, name text, "deviceClass" text, "supportEndsOn" date, "cycleYears" int, "unitCostCents" bigint, standard boolean)`,
    [JSON.stringify(SAMPLE_MODELS.map((model) => ({ ...model, id: sampleId(`model ${model.key}`) })))],
  );
  for (const [key, code, name, kind] of FUNDING) {
    await tx.execute('INSERT INTO funding_source (id, code, name, kind) VALUES ($1, $2, $3, $4)', [
      sampleId(`fund ${key}`),
      code,
      name,
      kind,
    ]);
    await tx.execute('INSERT INTO funding_split (id, fingerprint) VALUES ($1, $2)', [
      sampleId(`split ${key}`),
      `${code}:10000`,
    ]);
    await tx.execute(
      'INSERT INTO funding_split_line (split_id, funding_source_id, basis_points) VALUES ($1, $2, 10000)',
      [sampleId(`split ${key}`), sampleId(`fund ${key}`)],
    );
  }
}

/** The devices of one chunk: rows, then their events in order, then the loans and missing cases that hang on the events. */
export async function loadDevices(tx: Tx, today: string, devices: readonly SampleDevice[]): Promise<void> {
  await tx.execute(
    `INSERT INTO device (id, model_id, purchase_order, vendor, purchased_on, received_on, in_service_on, cost_cents, funding_split_id, warranty_ends_on, loaner_pool)
     SELECT id, "modelId", "purchaseOrder", 'Campus Technology Supply', "purchasedOn", "receivedOn", "receivedOn" + 14, "costCents", "splitId", "warrantyEndsOn", "loanerPool"
       FROM jsonb_to_recordset($1::jsonb) AS d (id uuid, "modelId" uuid, "purchaseOrder" text, "purchasedOn" date, "receivedOn" date, "costCents" bigint, "splitId" uuid,
            "warrantyEndsOn" date, "loanerPool" boolean)`,
    [
      JSON.stringify(
        devices.map(({ events: _events, loans: _loans, ...device }) => ({
          ...device,
          modelId: sampleId(`model ${device.model.key}`),
          splitId: sampleId(`split ${device.funding}`),
        })),
      ),
    ],
  );
  const events = devices.flatMap(({ id, events: list }) =>
    list.map((event, n) => ({ ...event, ...actorOf(event), id, n, siteId: sampleId(`site ${event.siteCode}`) })),
  );
  await tx.execute(
    `INSERT INTO device_event (device_id, type, occurred_at, account_id, station_id, site_id, source, after, evidence)
     SELECT id, type, at, "accountId", "stationId", "siteId", source, after, coalesce(evidence, '{}')
       FROM jsonb_to_recordset($1::jsonb) AS e (id uuid, n int, type text, at timestamptz, "accountId" uuid, "stationId" uuid, "siteId" uuid,
            source text, after jsonb, evidence jsonb) ORDER BY id, n`,
    [JSON.stringify(events)],
  );
  const loans = devices.flatMap(({ id, loans: list }) => list.map((loan) => ({ ...loan, id })));
  await tx.execute(
    `INSERT INTO loan (device_id, person_id, room_id, cart_id, borrower_name, type, site_id, loaned_at, due_on, returned_at, closed_as, opened_seq, closed_seq,
            opened_by, opened_station_id, closed_by, closed_station_id)
     SELECT l.id, l."personId", l."roomId", l."cartId", coalesce(p.given_name || ' ' || p.family_name, r.name, k.name), l.type, o.site_id, o.occurred_at, l."dueOn",
            c.occurred_at, CASE WHEN c.seq IS NOT NULL THEN 'returned' END, o.seq, c.seq, o.account_id, o.station_id, c.account_id, c.station_id
       FROM jsonb_to_recordset($1::jsonb) AS l (id uuid, "personId" uuid, "roomId" uuid, "cartId" uuid, type text, "dueOn" date, opened int, closed int)
       JOIN device_event o ON o.device_id = l.id AND o.seq = l.opened
       LEFT JOIN device_event c ON c.device_id = l.id AND c.seq = l.closed
       LEFT JOIN person p ON p.id = l."personId" LEFT JOIN room r ON r.id = l."roomId"
       LEFT JOIN cart k ON k.id = l."cartId"`,
    [JSON.stringify(loans)],
  );
  const reported = devices.filter(({ events: list }) => list.some(({ type }) => type === 'reported-missing'));
  await loadMissingCases(
    tx,
    today,
    reported.map(({ id }) => id),
  );
  await loadSightings(
    tx,
    today,
    devices.map(({ id }) => id),
  );
}

/** In the autumn most of the Chromebooks that are out were looked up in class, one school after the other; one in fifty was not there. */
async function loadSightings(tx: Tx, today: string, ids: readonly string[]): Promise<void> {
  await tx.execute(
    `INSERT INTO device_sighting (device_id, seen_at, site_id, source)
     SELECT d.id, $1::date - (1 + abs(hashtext(d.location_site_id::text)) % 40) * interval '1 day' + (8 * 60 + abs(hashtext(d.id::text)) % 420) * interval '1 minute', d.location_site_id, 'scan'
       FROM device d JOIN model m ON m.id = d.model_id
      WHERE d.state = 'deployed' AND m.device_class = 'chromebook' AND abs(hashtext(d.id::text)) % 50 > 0 AND d.id = ANY ($2::uuid[])`,
    [today, ids],
  );
}
