import { Injectable } from '@nestjs/common';
import { Database } from '@app/platform';
import type { Db, Tx, Viewer } from '@app/platform';
import type { DeviceRow } from '../devices/device-row.js';
import { deviceRows } from '../devices/device-row.js';
import { covers } from '../shared/scope.js';
import type { Finder, Found, MatchReason, SearchScope } from './finders.js';
import {
  byCode,
  byHolder,
  byMistypedHolder,
  byModel,
  byPrefix,
  byRule,
  bySimilarHolder,
  bySimilarModel,
  bySlip,
  byText,
  holderOfCode,
  setGuessing,
} from './finders.js';
import type { SearchTerms } from './search.rules.js';
import { termsOf } from './search.rules.js';

export interface DeviceSearch {
  /** As typed. */
  q: string;
  limit: number;
  /** Only devices that belong to, or are at, this site. */
  siteId?: string;
}

export interface DeviceMatch {
  device: DeviceRow;
  /** The code that matched, when it is not the device's present tag or serial as shown. */
  matched: string | null;
}

/** Devices found for one reason; groups come in order of certainty. */
export interface MatchGroup {
  match: MatchReason;
  items: DeviceMatch[];
}

/** The finders of a step run until the limit is reached; a step runs only when those before it found nothing. */
const CERTAIN: readonly Finder[] = [byCode, byRule, holderOfCode];
const LIKELY: readonly Finder[] = [byPrefix, byModel, byText, byHolder];
const GUESSES: readonly Finder[] = [bySlip, bySimilarModel];

@Injectable()
export class DeviceSearchService {
  constructor(private readonly db: Database) {}

  /**
   * Finds devices as somebody types: a code exactly, then its beginning, model, any part of the text, the holder, and
   * at last what one typing error would explain. Only devices in scope; only holders whose names the viewer may read.
   */
  async search(viewer: Viewer, { q, limit, siteId }: DeviceSearch): Promise<MatchGroup[]> {
    const db = this.db.read;
    const scope = scopeOf(viewer, siteId);
    if (scope.devices.length === 0) return [];
    const [folded] = await db.prepared<{ text: string; key: string }>(
      'inventory_search_terms',
      'SELECT platform_fold($1) AS text, platform_code_key($1) AS key',
      [q],
    );
    const terms = termsOf(folded.text, folded.key);
    const find = (on: Db, finders: readonly Finder[]): Promise<Found[]> => run(on, finders, terms, scope, limit);
    let found = await find(db, CERTAIN);
    if (found.length === 0) found = await find(db, LIKELY);
    if (found.length === 0) found = await find(db, GUESSES);
    if (found.length === 0 && !terms.hasDigit && terms.findable.length > 0) {
      found = await this.guessHolders((tx, finder) => find(tx, [finder]));
    }
    return this.grouped(db, viewer, found);
  }

  private guessHolders(find: (tx: Tx, finder: Finder) => Promise<Found[]>): Promise<Found[]> {
    return this.db.transaction(
      async (tx) => {
        await setGuessing(tx);
        const mistyped = await find(tx, byMistypedHolder);
        return mistyped.length > 0 ? mistyped : find(tx, bySimilarHolder);
      },
      { readOnly: true, idempotency: 'skip' },
    );
  }

  private async grouped(db: Db, viewer: Viewer, found: readonly Found[]): Promise<MatchGroup[]> {
    const rows = await deviceRows(
      db,
      viewer,
      found.map(({ id }) => id),
    );
    const byId = new Map(rows.map((row) => [row.id, row]));
    const groups = new Map<MatchReason, MatchGroup>();
    for (const { id, match, matched } of found) {
      const device = byId.get(id);
      if (!device) continue;
      const group = groups.get(match) ?? { match, items: [] };
      groups.set(match, group);
      group.items.push({ device, matched: matched === device.tag || matched === device.serial ? null : matched });
    }
    return [...groups.values()];
  }
}

async function run(
  db: Db,
  finders: readonly Finder[],
  terms: SearchTerms,
  scope: SearchScope,
  limit: number,
): Promise<Found[]> {
  const found = new Map<string, Found>();
  for (const finder of finders) {
    for (const one of await finder(db, terms, scope, limit)) if (!found.has(one.id)) found.set(one.id, one);
    if (found.size >= limit) break;
  }
  return [...found.values()].slice(0, limit);
}

function scopeOf(viewer: Viewer, siteId: string | undefined): SearchScope {
  const devices = viewer.sitesFor('device:read');
  const people = viewer.sitesFor('person:read');
  if (siteId === undefined) return { devices, people };
  return { devices: covers(devices, siteId) ? [siteId] : [], people };
}
