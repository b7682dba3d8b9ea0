import { Injectable } from '@nestjs/common';
import { SitesFacade } from '@app/directory';
import { CONDITIONS, DEVICE_STATES, instantAt } from '@app/kernel';
import type { CalendarDay } from '@app/kernel';
import type { Db, Viewer } from '@app/platform';
import { dueYears } from '../refresh/due-filter.js';
import { HELD_BY } from './device-filter.js';
import type { DeviceFilter, HeldBy, HolderKind } from './device-filter.js';
import { NONE } from './devices-query.dto.js';
import type { DevicesQuery } from './devices-query.dto.js';
import { purchaseMonthsOf } from './purchase-months.rules.js';

/** What libs above know about a device and lists filter by. */
export type OutsideFilter = 'overdue';

/** Turns the words of a request into what the list is read by: codes into ids, days into instants, support into models. */
@Injectable()
export class DeviceFilters {
  private readonly outside = new Map<OutsideFilter, string>();

  constructor(private readonly sites: SitesFacade) {}

  /** Once, when the lib above starts. `condition`: SQL about device `d`, over that lib's published views. */
  register(name: OutsideFilter, condition: string): void {
    this.outside.set(name, condition);
  }

  /** @throws SiteNotFound for a site that the viewer does not reach */
  async of(db: Db, viewer: Viewer, query: DevicesQuery): Promise<DeviceFilter> {
    const { hold, holdNot, room, roomNot, elsewhere, seenBefore, seenAfter, purchasedIn, loanerPool } = query;
    const dated = [seenBefore, seenAfter, purchasedIn].some((asked) => asked !== undefined);
    const clock = dated ? await districtOf(db) : null;
    return {
      ...{ hold, holdNot, room, roomNot, elsewhere, loanerPool },
      holder: without(HELD_BY, eachHolder(query.holder), eachHolder(query.holderNot)),
      state: without(DEVICE_STATES, query.state, query.stateNot),
      condition: without(CONDITIONS, query.condition, query.conditionNot),
      ...{ program: orNone(query.program), programNot: orNone(query.programNot) },
      fundingSplit: await splitsOf(db, query.funding),
      fundingSplitNot: await splitsOf(db, query.fundingNot),
      ...(await modelsOf(db, query)),
      site: await this.sites.named(db, viewer, 'device:read', query.site),
      siteNot: await this.sites.named(db, viewer, 'device:read', query.siteNot),
      homeSite: await this.sites.named(db, viewer, 'device:read', query.homeSite),
      homeSiteNot: await this.sites.named(db, viewer, 'device:read', query.homeSiteNot),
      outside: this.outsideOf(query),
      ...(query.dueIn && { due: await dueYears(db, await this.sites.district(db), query.dueIn) }),
      ...(seenBefore === undefined || !clock ? {} : { seenBefore: startOf(seenBefore, clock.timeZone) }),
      ...(seenAfter === undefined || !clock ? {} : { seenAfter: startOf(seenAfter, clock.timeZone) }),
      ...(purchasedIn === undefined || !clock
        ? {}
        : { purchaseMonths: purchaseMonthsOf(purchasedIn, clock.startMonth) }),
    };
  }

  private outsideOf({ overdue }: DevicesQuery): string[] {
    if (overdue === undefined) return [];
    const condition = this.outside.get('overdue') ?? 'false';
    return [overdue ? condition : `NOT (${condition})`];
  }
}

/** Of a short list of values those that are left: an index serves them, and it serves no exclusion. */
function without<T>(
  all: readonly T[],
  values: readonly T[] | undefined,
  not: readonly T[] | undefined,
): readonly T[] | undefined {
  return not ? (values ?? all).filter((value) => !not.includes(value)) : values;
}

const eachHolder = (kinds: readonly HolderKind[] | undefined): HeldBy[] | undefined =>
  kinds?.flatMap((kind): HeldBy[] => (kind === 'person' ? ['student', 'staff'] : [kind]));

const orNone = (words: readonly string[] | undefined): (string | null)[] | undefined =>
  words?.map((word) => (word === NONE ? null : word));

/** The splits in which these sources have a part: a district has a few dozen. */
async function splitsOf(db: Db, sources: readonly string[] | undefined): Promise<(string | null)[] | undefined> {
  if (sources === undefined) return undefined;
  const rows = await db.query<{ id: string }>(
    'SELECT DISTINCT split_id AS id FROM funding_split_line WHERE funding_source_id = ANY ($1::uuid[])',
    [sources.filter((source) => source !== NONE)],
  );
  return [...rows.map(({ id }) => id), ...(sources.includes(NONE) ? [null] : [])];
}

const startOf = (day: CalendarDay, timeZone: string): string => instantAt(day, '00:00', timeZone);

/** A district has a few hundred models: words about them become their ids. */
async function modelsOf(
  db: Db,
  { model, modelNot, support, accessory }: DevicesQuery,
): Promise<Pick<DeviceFilter, 'model' | 'modelNot'>> {
  const among = support ? await pastSupport(db, model) : model;
  if (accessory === undefined) return { model: among, modelNot };
  const rows = await db.query<{ id: string }>(`SELECT id FROM model WHERE device_class = 'accessory'`);
  const accessories = rows.map(({ id }) => id);
  if (!accessory) return { model: among, modelNot: [...accessories, ...(modelNot ?? [])] };
  return { model: among ? accessories.filter((id) => among.includes(id)) : accessories, modelNot };
}

/** Of these models, or of all, those whose updates have ended: a district has a few dozen. */
async function pastSupport(db: Db, among: readonly string[] | undefined): Promise<string[]> {
  const rows = await db.query<{ id: string }>(
    `SELECT id FROM model WHERE support_ends_on < directory_day(clock_timestamp()) AND ($1::uuid[] IS NULL OR id = ANY ($1))`,
    [among ?? null],
  );
  return rows.map(({ id }) => id);
}

interface DistrictClock {
  timeZone: string;
  startMonth: number;
}

async function districtOf(db: Db): Promise<DistrictClock> {
  const [district] = await db.query<DistrictClock>(
    `SELECT time_zone AS "timeZone", fiscal_year_start_month AS "startMonth" FROM district`,
  );
  return district ?? { timeZone: 'UTC', startMonth: 7 };
}
