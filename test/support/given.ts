import type { ScanService } from '@app/desk';
import { newId } from '@app/kernel';
import type { Database, SiteScope } from '@app/platform';
import { Viewer } from '@app/platform';
import type { ScanAnswer, ScanRequest } from '@app/scan-engine';
import { EMPTY_CONTEXT } from '@app/scan-engine';

export interface GivenDevice {
  id: string;
  tag: string;
  siteId: string;
}

export interface GivenPerson {
  id: string;
  number: string;
}

const CLERK = [
  'device:read',
  'device:check-out',
  'device:check-in',
  'device:transfer-in-hand',
  'person:read',
  'scan:use',
  'scan:undo-own',
  'site:read',
];

/** Rows that a spec needs, made as the product makes them; only what decides the outcome is named. */
export class Given {
  private count = 0;

  constructor(private readonly db: Database) {}

  private next(): number {
    this.count += 1;
    return this.count;
  }

  async district(timeZone = 'America/Los_Angeles'): Promise<void> {
    await this.db.transaction(async (tx) => {
      await tx.execute(`INSERT INTO district (name, time_zone) VALUES ('Test Unified', $1)`, [timeZone]);
      await tx.execute(
        `INSERT INTO school_year (label, starts_on, ends_on)
         VALUES ('now', current_date - 100, current_date + 150)`,
      );
    });
  }

  /** The day that it is in the district. */
  async today(): Promise<string> {
    const [row] = await this.db.read.query<{ today: string }>('SELECT directory_day(clock_timestamp()) AS today');
    return row.today;
  }

  async site(code = `S${this.next()}`, kind = 'high'): Promise<string> {
    const [row] = await this.db.transaction((tx) =>
      tx.query<{ id: string }>('INSERT INTO site (code, name, kind) VALUES ($1, $2, $3) RETURNING id', [
        code,
        `${code} School`,
        kind,
      ]),
    );
    return row.id;
  }

  async room(siteId: string, code = `ROOM-${this.next()}`): Promise<string> {
    const [row] = await this.db.transaction((tx) =>
      tx.query<{ id: string }>('INSERT INTO room (site_id, code, name) VALUES ($1, $2, $2) RETURNING id', [
        siteId,
        code,
      ]),
    );
    return row.id;
  }

  async cart(siteId: string, code = `CART-${this.next()}`, slots = 32): Promise<string> {
    const [row] = await this.db.transaction((tx) =>
      tx.query<{ id: string }>('INSERT INTO cart (site_id, code, name, slots) VALUES ($1, $2, $2, $3) RETURNING id', [
        siteId,
        code,
        slots,
      ]),
    );
    return row.id;
  }

  async model(supportEndsOn: string | null = null): Promise<string> {
    const [row] = await this.db.transaction((tx) =>
      tx.query<{ id: string }>(
        `INSERT INTO model (maker, name, device_class, support_ends_on) VALUES ('Acer', $1, 'chromebook', $2) RETURNING id`,
        [`Chromebook ${this.next()}`, supportEndsOn],
      ),
    );
    return row.id;
  }

  async person(
    siteId: string,
    given: { kind?: 'student' | 'staff'; name?: [string, string]; withdrawnOn?: string; number?: string } = {},
  ): Promise<GivenPerson> {
    const id = newId();
    const number = given.number ?? String(2_000_000 + this.next());
    const [givenName, familyName] = given.name ?? ['Maya', 'Rivera'];
    await this.db.transaction(async (tx) => {
      await tx.execute(
        `INSERT INTO person (id, kind, number, given_name, family_name, grade, state, withdrawn_on, primary_site_id)
         VALUES ($1, $2, $3, $4, $5, '9', CASE WHEN $6::date IS NULL THEN 'active' ELSE 'withdrawn' END, $6, $7)`,
        [id, given.kind ?? 'student', number, givenName, familyName, given.withdrawnOn ?? null, siteId],
      );
      await tx.execute('INSERT INTO person_site (person_id, site_id) VALUES ($1, $2)', [id, siteId]);
    });
    return { id, number };
  }

  async device(
    siteId: string,
    given: {
      state?: string;
      /** `null`: it has none yet. */
      tag?: string | null;
      serial?: string | null;
      modelId?: string;
      holds?: string[];
      locationSiteId?: string;
      loanerPool?: boolean;
      /** Instant of its first entry; now when absent. */
      registeredAt?: string;
    } = {},
  ): Promise<GivenDevice> {
    const n = this.next();
    const id = newId();
    const tag = given.tag === undefined ? `TAG-${String(n).padStart(6, '0')}` : given.tag;
    const modelId = given.modelId ?? (await this.model());
    await this.db.transaction(async (tx) => {
      await tx.execute('INSERT INTO device (id, model_id, loaner_pool) VALUES ($1, $2, $3)', [
        id,
        modelId,
        given.loanerPool ?? false,
      ]);
      const first = {
        asset_tag: tag,
        serial: given.serial === undefined ? `SN${String(n).padStart(8, '0')}` : given.serial,
        state: given.state ?? 'in-stock',
        custody: 'none',
        home_site_id: siteId,
        location_site_id: given.locationSiteId ?? siteId,
        condition: 'B',
        mdm_status: 'unknown',
        holds: given.holds ?? [],
      };
      await this.event(tx, id, 'registered', first, given.registeredAt);
      // Nothing that is missing, stolen or lost commits without its case.
      await tx.query('SELECT circulation_adopt_cases(ARRAY[$1::uuid], NULL)', [id]);
    });
    return { id, tag: tag ?? '', siteId };
  }

  private async event(
    tx: { query: Database['read']['query'] },
    deviceId: string,
    type: string,
    after: object,
    occurredAt?: string,
  ): Promise<void> {
    await tx.query('SELECT inventory_record_events($1::jsonb)', [
      JSON.stringify([{ deviceId, type, source: 'test', after, occurredAt }]),
    ]);
  }

  /** The case of a device that is missing. */
  async missingCase(siteId: string): Promise<string> {
    const { id } = await this.device(siteId, { state: 'missing' });
    const [row] = await this.db.read.query<{ id: string }>('SELECT id FROM missing_case WHERE device_id = $1', [id]);
    return row.id;
  }

  /** Somebody of the site who left owing nothing. */
  async clearance(siteId: string): Promise<string> {
    const { id } = await this.person(siteId, { withdrawnOn: '2026-10-01' });
    const [row] = await this.db.transaction((tx) =>
      tx.query<{ id: string }>(`SELECT circulation_open_clearance($1, '2026-10-09') AS id`, [id]),
    );
    return row.id;
  }

  /** A device of the site, set aside for somebody there. */
  async reservation(siteId: string): Promise<string> {
    const [device, person] = [await this.device(siteId), await this.person(siteId)];
    return this.reserve(device.id, person.id);
  }

  async reserve(deviceId: string, personId: string): Promise<string> {
    const [row] = await this.db.transaction((tx) =>
      tx.query<{ id: string }>('INSERT INTO reservation (device_id, person_id) VALUES ($1, $2) RETURNING id', [
        deviceId,
        personId,
      ]),
    );
    return row.id;
  }

  /** A tag of a run that was voided, “Smeared”. */
  async voidedTag(siteId: string, prefix: string): Promise<string> {
    const run = await this.labelRun(siteId);
    await this.db.transaction((tx) =>
      tx.query(
        `WITH run AS (UPDATE label_run SET voided_at = clock_timestamp(), void_reason = 'Smeared' WHERE id = $1 RETURNING id),
           series AS (INSERT INTO label_tag_series (prefix, digits) VALUES ($2, 1) RETURNING id)
         INSERT INTO label_tag (tag, series_id, number, run_id) SELECT $2 || '1', series.id, 1, run.id FROM run, series`,
        [run, prefix],
      ),
    );
    return `${prefix}1`;
  }

  /** Two labels that were printed at the site: of rooms, or of somebody twice. */
  async labelRun(siteId: string, person?: GivenPerson): Promise<string> {
    const stock = { id: 'plain', name: 'Plain', maker: 'Own', parts: [], medium: 'sheet', own: true, onlyFor: null };
    const geometry = {
      pageWidth: 215_900,
      pageHeight: 279_400,
      columns: 1,
      rows: 2,
      labelWidth: 100_000,
      labelHeight: 50_000,
    };
    const [row] = await this.db.transaction((tx) =>
      tx.query<{ id: string }>(
        `WITH run AS (INSERT INTO label_run (kind, state, site_id, stock_id, stock, arrangement, options, items, pages, source, finished_at)
           VALUES ($4, 'done', $1, 'plain', $2::jsonb, 'code128', $3::jsonb, 2, 1, '{"by": "ids", "count": 2}', clock_timestamp()) RETURNING id),
         items AS (INSERT INTO label_item (run_id, position, code, subject_id) SELECT run.id, n, coalesce($5, 'ROOM-' || n), $6::uuid FROM run, generate_series(1, 2) n)
         SELECT id FROM run`,
        [
          siteId,
          JSON.stringify({ ...stock, ...geometry, left: 10_000, top: 10_000, pitchX: 0, pitchY: 60_000 }),
          JSON.stringify({ site: true, correction: 'M', text: null }),
          ...[person ? 'person' : 'room', person?.number ?? null, person?.id ?? null],
        ],
      ),
    );
    return row.id;
  }

  /** A further ledger event: `moved`, `state-changed`, … */
  async deviceEvent(deviceId: string, type: string, after: object): Promise<void> {
    await this.db.transaction(async (tx) => {
      await this.event(tx, deviceId, type, after);
      await tx.query('SELECT circulation_adopt_cases(ARRAY[$1::uuid], NULL)', [deviceId]);
    });
  }

  async station(siteId: string, name = `Desk ${this.next()}`): Promise<string> {
    const [row] = await this.db.transaction((tx) =>
      tx.query<{ id: string }>('INSERT INTO station (site_id, name) VALUES ($1, $2) RETURNING id', [siteId, name]),
    );
    return row.id;
  }

  /** An account without a password: for services that take a viewer. */
  async account(displayName = 'K. Ono'): Promise<string> {
    const [row] = await this.db.transaction((tx) =>
      tx.query<{ id: string }>('INSERT INTO account (email, display_name) VALUES ($1, $2) RETURNING id', [
        `account.${this.next()}@test.example`,
        displayName,
      ]),
    );
    return row.id;
  }

  /** A clerk of these sites; `also` adds permissions. */
  async clerk(sites: SiteScope, also: string[] = []): Promise<Viewer> {
    return new Viewer(await this.account(), 'clerk', new Map([...CLERK, ...also].map((code) => [code, sites])));
  }
}

/** What a desk sends: a code as it was read, or another act; `given` stands instead of what the desk would say. */
export type Scanned = [mode: ScanRequest['mode'], act: ScanRequest['act'] | string, given?: Partial<ScanRequest>];

/** One desk in use: builds requests in order and carries the context from answer to answer, as the page does. */
export class GivenDesk {
  readonly sessionId = newId();
  private seq = 0;
  context = { ...EMPTY_CONTEXT };

  constructor(readonly stationId: string) {}

  /** Scans, and goes on from the answer. */
  async scan(scans: ScanService, viewer: Viewer, ...scanned: Scanned): Promise<ScanAnswer> {
    const answer = await scans.handle(viewer, this.request(...scanned));
    this.context = answer.context;
    return answer;
  }

  request(...[mode, act, given]: Scanned): ScanRequest {
    this.seq += 1;
    return {
      id: newId(),
      stationId: this.stationId,
      sessionId: this.sessionId,
      seq: this.seq,
      mode,
      act: typeof act === 'string' ? { kind: 'code', raw: act } : act,
      context: this.context,
      occurredAt: new Date().toISOString(),
      source: 'scanner',
      ...given,
    };
  }
}
