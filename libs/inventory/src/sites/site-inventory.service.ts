import { Injectable } from '@nestjs/common';
import { SitesFacade } from '@app/directory';
import { addDays, DEVICE_STATES, fiscalYearLabel, HOLDS } from '@app/kernel';
import { Database } from '@app/platform';
import type { Db, Viewer } from '@app/platform';
import type { CountDto, LabelledCountDto, SiteInventoryDto } from './site-inventory.dto.js';

const GONE = ['disposed', 'void'];
const IN_USE = ['in-stock', 'deployed', 'in-repair'];
const NOT_SEEN_DAYS = 90;

/** A tagged charger is no device to count. */
const NO_ACCESSORY = `d.model_id NOT IN (SELECT id FROM model WHERE device_class = 'accessory')`;
/** The same as a filter of the list. */
const DEVICES = { accessory: 'false' };

const TOTALS = `SELECT count(*) AS present,
    count(*) FILTER (WHERE d.state = 'deployed') AS out,
    count(*) FILTER (WHERE d.loaner_pool AND d.state = 'in-stock') AS free,
    count(*) FILTER (WHERE d.loaner_pool AND d.state = 'deployed') AS lent,
    count(*) FILTER (WHERE d.holds <> '{}') AS holds,
    count(*) FILTER (WHERE d.state = ANY ($3) AND d.last_seen_at < ($4::date::timestamp AT TIME ZONE $5)) AS "notSeen"
  FROM device d
  WHERE d.location_site_id = $1 AND d.state <> ALL ($2) AND ${NO_ACCESSORY}`;

const AWAY = `SELECT count(*) AS away FROM device d
  WHERE d.home_site_id = $1 AND d.location_site_id <> $1 AND d.state <> ALL ($2) AND ${NO_ACCESSORY}`;

const STATES = `SELECT d.state AS key, count(*) FROM device d WHERE d.location_site_id = $1 AND ${NO_ACCESSORY}
  GROUP BY d.state ORDER BY count(*) DESC, d.state`;

const YEARS = `SELECT (extract(year FROM purchased_on)
      + CASE WHEN $3 > 1 AND extract(month FROM purchased_on) >= $3 THEN 1 ELSE 0 END)::integer AS key, count(*)
  FROM device d WHERE location_site_id = $1 AND state <> ALL ($2) AND ${NO_ACCESSORY} GROUP BY 1 ORDER BY 1 NULLS LAST`;

const MODELS = `SELECT m.id AS key, m.maker || ' ' || m.name AS label, t.count
  FROM (SELECT model_id, count(*) FROM device d WHERE location_site_id = $1 AND state <> ALL ($2) AND ${NO_ACCESSORY}
        GROUP BY model_id ORDER BY count(*) DESC, model_id LIMIT 8) AS t JOIN model m ON m.id = t.model_id
  ORDER BY t.count DESC, label`;

interface KeyCount<K> {
  key: K;
  label?: string;
  count: number;
}

/** What stands at a site; every number comes with the filter that lists the devices behind it. */
@Injectable()
export class SiteInventoryService {
  constructor(
    private readonly db: Database,
    private readonly sites: SitesFacade,
  ) {}

  /** @throws SiteNotFound outside `device:read` */
  async summary(viewer: Viewer, siteId: string): Promise<SiteInventoryDto> {
    const db = this.db.read;
    await this.sites.require(db, viewer, 'device:read', [siteId]);
    const { timeZone, fiscalYearStartMonth, today } = await this.sites.district(db);
    const site = (await this.sites.refs(db, [siteId])).get(siteId)?.code ?? siteId;
    const day = addDays(today, -NOT_SEEN_DAYS);
    return {
      asOf: new Date().toISOString(),
      ...(await totals(db, siteId, { site, day, timeZone })),
      states: await states(db, siteId, site),
      byPurchaseYear: await years(db, siteId, site, fiscalYearStartMonth),
      byModel: await models(db, siteId, site),
    };
  }
}

/** Every state but those of a device that the district has no more. */
const PRESENT = DEVICE_STATES.filter((state) => state !== 'disposed' && state !== 'void').join(',');

async function totals(
  db: Db,
  siteId: string,
  { site, day, timeZone }: { site: string; day: string; timeZone: string },
): Promise<Pick<SiteInventoryDto, 'present' | 'out' | 'loanersFree' | 'loanersOut' | 'holds' | 'notSeen90' | 'away'>> {
  const [row] = await db.query<Record<'present' | 'out' | 'free' | 'lent' | 'holds' | 'notSeen', number>>(TOTALS, [
    siteId,
    GONE,
    IN_USE,
    day,
    timeZone,
  ]);
  const [{ away }] = await db.query<{ away: number }>(AWAY, [siteId, GONE]);
  const counted = (count: number, filter: Record<string, string>): CountDto => ({
    count,
    filter: { site, ...DEVICES, ...filter },
  });
  return {
    present: counted(row.present, { state: PRESENT }),
    out: counted(row.out, { state: 'deployed' }),
    loanersFree: counted(row.free, { loanerPool: 'true', state: 'in-stock' }),
    loanersOut: counted(row.lent, { loanerPool: 'true', state: 'deployed' }),
    holds: counted(row.holds, { hold: HOLDS.join(','), state: PRESENT }),
    notSeen90: counted(row.notSeen, { state: IN_USE.join(','), seenBefore: day, sort: 'lastSeen' }),
    away: { count: away, filter: { homeSite: site, elsewhere: 'true', ...DEVICES, state: PRESENT } },
  };
}

async function states(db: Db, siteId: string, site: string): Promise<LabelledCountDto[]> {
  const rows = await db.query<KeyCount<string>>(STATES, [siteId]);
  return rows.map(({ key, count }) => ({ key, label: key, count, filter: { site, ...DEVICES, state: key } }));
}

async function years(db: Db, siteId: string, site: string, startMonth: number): Promise<LabelledCountDto[]> {
  const rows = await db.query<KeyCount<number | null>>(YEARS, [siteId, GONE, startMonth]);
  return rows.map(({ key, count }) => {
    const word = key === null ? 'unknown' : String(key);
    const label = key === null ? 'Unknown' : fiscalYearLabel(key, startMonth);
    return { key: word, label, count, filter: { site, ...DEVICES, purchasedIn: word, state: PRESENT } };
  });
}

async function models(db: Db, siteId: string, site: string): Promise<LabelledCountDto[]> {
  const rows = await db.query<Required<KeyCount<string>>>(MODELS, [siteId, GONE]);
  return rows.map(({ key, label, count }) => ({ key, label, count, filter: { site, model: key, state: PRESENT } }));
}
