import { useInventory } from '../inventory.test-support.js';
import type { LedgerFacts } from './as-of.service.js';
import { factsAt } from './as-of.service.js';

const DEVICES = 1_000;

const { test, given } = useInventory();
let sites: string[];
beforeAll(async () => {
  await given.district();
  sites = [await given.site(), await given.site()];
});

/** A generator with a seed: a failure comes again. */
function randomOf(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 4_294_967_296) * below);
  };
}

interface Entry {
  device_id: string;
  seq: number;
  occurred: string;
  recorded: string;
  after: LedgerFacts;
  reverses_seq: number | null;
  desk: boolean;
}

/** Each round adds one entry to some devices: another condition, place or hold, or the last entry taken back. */
async function histories(modelId: string, random: (below: number) => number): Promise<void> {
  const events: object[][] = [[]];
  const stands = new Map<string, number[]>();
  const ids = await test.asSuperuser(`SELECT gen_random_uuid()::text AS id FROM generate_series(1, $1::int)`, [
    DEVICES,
  ]);
  for (const { id } of ids as { id: string }[]) {
    const site = sites[random(2)];
    stands.set(id, [1]);
    events[0].push({
      ...{
        deviceId: id,
        type: 'registered',
        source: 'test',
        occurredAt: `2026-0${1 + random(3)}-1${random(9)}T10:00:00Z`,
      },
      after: {
        ...{ asset_tag: `A-${id}`, state: 'in-stock', custody: 'none', condition: 'A', mdm_status: 'unknown' },
        ...{ home_site_id: site, location_site_id: site },
      },
    });
  }
  const last = new Map<string, number>(ids.map(({ id }) => [id as string, 1]));
  for (let round = 0; round < 6; round += 1) {
    const entries: object[] = [];
    for (const [id, standing] of stands) {
      if (random(3) === 0) continue;
      const seq = last.get(id)! + 1;
      last.set(id, seq);
      const head = standing.at(-1)!;
      // Taken back in a later round only: within one statement both would be known at once.
      if (standing.length > 1 && random(4) === 0) {
        standing.pop();
        entries.push({ deviceId: id, type: 'reversed', source: 'test', reversesSeq: head });
        continue;
      }
      standing.push(seq);
      const occurredAt = `2026-0${4 + random(5)}-1${random(9)}T1${random(9)}:00:00Z`;
      const change = [
        { type: 'condition-reported', after: { condition: 'ABCDF'[random(5)] } },
        { type: 'moved', after: { location_site_id: sites[random(2)] } },
        { type: 'hold-placed', after: { holds: ['damaged', 'legal'].slice(random(2)) } },
        { type: 'identifier-changed', after: { serial: `S-${id}-${seq}` } },
      ][random(4)];
      entries.push({
        ...change,
        deviceId: id,
        source: 'test',
        occurredAt,
        ...(random(3) === 0 ? { stationId: id } : {}),
      });
    }
    events.push(entries);
  }
  await test.database.transaction(async (tx) => {
    await tx.execute('INSERT INTO device (id, model_id) SELECT id, $2 FROM unnest($1::uuid[]) AS id', [
      ids.map(({ id }) => id),
      modelId,
    ]);
    await tx.query('SELECT inventory_record_events($1::jsonb)', [JSON.stringify(events[0])]);
  });
  for (const entries of events.slice(1)) {
    await test.database.transaction((tx) =>
      tx.query('SELECT inventory_record_events($1::jsonb)', [JSON.stringify(entries)]),
    );
  }
}

/** The entries one after the other, as somebody with paper would: what was known, less what was taken back, by when it happened. */
function replay(
  entries: readonly Entry[],
  at: string,
  knownAt: string,
): { facts: LedgerFacts | null; seen: string | null } {
  const known = entries.filter(({ recorded }) => BigInt(recorded) <= BigInt(knownAt));
  const takenBack = new Set(known.map(({ reverses_seq: seq }) => seq).filter((seq) => seq !== null));
  const happened = known
    .filter(
      ({ seq, occurred, reverses_seq: reversal }) =>
        reversal === null && !takenBack.has(seq) && BigInt(occurred) <= BigInt(at),
    )
    .sort((a, b) =>
      BigInt(a.occurred) < BigInt(b.occurred) ? -1 : BigInt(a.occurred) > BigInt(b.occurred) ? 1 : a.seq - b.seq,
    );
  let facts: LedgerFacts | null = null;
  for (const { after } of happened) facts = { ...(facts ?? {}), ...after };
  return { facts, seen: happened.filter(({ desk }) => desk).at(-1)?.occurred ?? null };
}

const MICROS = (column: string): string => `((extract(epoch FROM ${column}) * 1000000)::bigint)::text`;
/** With all six digits of the second. */
const padded = (at: string): string => at.replace(/(\.\d+)?Z$/, (part) => `.${part.slice(1, -1).padEnd(6, '0')}Z`);
const instant = (micros: string): string =>
  `${new Date(Number(BigInt(micros) / 1000n)).toISOString().slice(0, -1)}${String(BigInt(micros) % 1000n).padStart(3, '0')}Z`;

it('is the replay of the ledger, for 1,000 devices at random times', async () => {
  const random = randomOf(20_261_126);
  await histories(await given.model(), random);
  const all = (await test.asSuperuser(
    `SELECT device_id, seq, ${MICROS('occurred_at')} AS occurred, ${MICROS('recorded_at')} AS recorded, after, reverses_seq,
       station_id IS NOT NULL AS desk
     FROM device_event ORDER BY device_id, seq`,
  )) as unknown as Entry[];
  const byDevice = new Map<string, Entry[]>();
  for (const entry of all) byDevice.set(entry.device_id, [...(byDevice.get(entry.device_id) ?? []), entry]);
  expect(byDevice.size).toBe(DEVICES);
  const times = all.map(({ occurred }) => occurred);
  const knowledge = all.map(({ recorded }) => recorded);
  let [absent, reversed, sighted] = [0, 0, 0];
  for (const [id, entries] of byDevice) {
    const at = random(4) === 0 ? knowledge[random(knowledge.length)] : times[random(times.length)];
    const knownAt = random(2) === 0 ? knowledge.at(-1)! : entries[random(entries.length)].recorded;
    const expected = replay(entries, at, knownAt);
    const { facts, seenAt } = await factsAt(test.database.read, id, instant(at), instant(knownAt));
    const seen = expected.seen && instant(expected.seen);
    expect({ id, at, knownAt, facts, seenAt: seenAt && padded(seenAt) }).toEqual({
      ...{ id, at, knownAt },
      ...{ facts: expected.facts, seenAt: seen },
    });
    if (expected.facts === null) absent += 1;
    if (seen !== null) sighted += 1;
    if (entries.some(({ reverses_seq: seq }) => seq !== null)) reversed += 1;
  }
  // The times were no easy ones.
  expect(absent).toBeGreaterThan(20);
  expect(sighted).toBeGreaterThan(100);
  expect(reversed).toBeGreaterThan(200);
});

it('is the device itself, when everything is known and past', async () => {
  const rows = (await test.asSuperuser(
    `SELECT id, inventory_summary_of(d) AS summary, nullif(last_seen_at, '-infinity') AS seen FROM device d ORDER BY id LIMIT 200`,
  )) as { id: string; summary: LedgerFacts; seen: Date | null }[];
  const now = new Date(Date.now() + 60_000).toISOString();
  for (const { id, summary, seen } of rows) {
    const { facts, seenAt } = await factsAt(test.database.read, id, now, now);
    expect(seenAt && new Date(seenAt)).toEqual(seen);
    expect({ ...nothing(summary), ...facts }).toEqual(summary);
  }
});

const nothing = (summary: LedgerFacts): LedgerFacts => ({
  ...Object.fromEntries(Object.keys(summary).map((name) => [name, null])),
  holds: [],
});

it('tells what was thought from what was so', async () => {
  const { id } = await given.device({ homeSiteId: sites[0], condition: 'A' });
  const person = await given.person({ siteId: sites[0], name: 'Maya Rivera' });
  const [{ seq }] = await given.checkedOut(id, person.id);
  const [out] = await test.asSuperuser('SELECT clock_timestamp() AS at');
  await test.asSuperuser('SELECT pg_sleep(0.01)');
  await test.database.transaction((tx) =>
    tx.query('SELECT inventory_record_events($1::jsonb)', [
      JSON.stringify([{ deviceId: id, type: 'reversed', source: 'test', reversesSeq: seq }]),
    ]),
  );
  const at = (out.at as Date).toISOString().replace('Z', '999Z');
  const now = new Date(Date.now() + 60_000).toISOString();
  expect((await factsAt(test.database.read, id, at, at)).facts).toMatchObject({ state: 'deployed' });
  expect((await factsAt(test.database.read, id, at, now)).facts).toMatchObject({ state: 'in-stock' });
  expect((await factsAt(test.database.read, id, '2020-01-01T00:00:00Z', now)).facts).toBeNull();
});
