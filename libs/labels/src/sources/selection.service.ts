import { Injectable } from '@nestjs/common';
import { PeopleFacade, SitesFacade } from '@app/directory';
import { InventoryFacade } from '@app/inventory';
import type { Db, Viewer } from '@app/platform';
import { Database, Settings, invalidField } from '@app/platform';
import { COMMAND_CARDS_OF_THE_DESK } from '../commands/command-cards.js';
import { LabelTooMany } from '../labels.errors.js';
import type { UnknownCode } from '../labels.errors.js';
import type { LabelRequestDto, LabelSourceDto } from '../runs/request.dto.js';
import { MOST_LABELS } from '../runs/request.dto.js';
import type { LabelKind, NewItem, RunSource } from '../runs/run.js';
import { codeOnLabel } from '../runs/scanned.rules.js';
import { scopeValue } from '../shared/scope.js';
import type { LookAlikes } from '../tags/look-alikes.js';
import { lookAlikes } from '../tags/look-alikes.js';
import { tagsOf } from '../tags/tag-range.rules.js';
import { TagSeries } from '../tags/tag-series.service.js';
import type { UsedTags } from '../tags/tag-series.service.js';
import { sourceFault } from './source.rules.js';

/** More students than any site has. */
const MOST_PEOPLE = 10_000;

export interface Selection {
  items: NewItem[];
  unknown: UnknownCode[];
  /** Devices that have no such code. */
  withoutCode: number;
  source: RunSource;
  /** Numbers of new tags, which of them are taken, and which look like others. */
  range: { first: number; used: UsedTags; alike: LookAlikes } | null;
}

type Chosen = Pick<Selection, 'items'> & Partial<Omit<Selection, 'source'>>;

/** What labels are of, by each of the ways to choose it. */
@Injectable()
export class LabelSelection {
  constructor(
    private readonly db: Database,
    private readonly inventory: InventoryFacade,
    private readonly sites: SitesFacade,
    private readonly people: PeopleFacade,
    private readonly series: TagSeries,
    private readonly settings: Settings,
  ) {}

  /**
   * Not for use inside of a transaction.
   * @param order people by their homeroom: each of them begins a page
   * @throws RequestRefused, SiteNotFound, LabelTooMany
   */
  async of(viewer: Viewer, request: LabelRequestDto, order: { byHomeroom: boolean }): Promise<Selection> {
    const { kind, source } = request;
    const fault = sourceFault(kind, source);
    if (fault) throw invalidField('source', fault);
    const chosen = await (kind === 'person' ? this.persons(viewer, request, order) : this.chosen(viewer, kind, source));
    if (chosen.items.length > MOST_LABELS) throw new LabelTooMany(MOST_LABELS);
    return { unknown: [], withoutCode: 0, range: null, source: sourceOf(source, chosen), ...chosen };
  }

  private chosen(viewer: Viewer, kind: Exclude<LabelKind, 'person'>, source: LabelSourceDto): Promise<Chosen> {
    switch (kind) {
      case 'device':
        return this.devices(viewer, 'tag', source);
      case 'serial':
        return this.devices(viewer, 'serial', source);
      case 'tag-range':
        return this.newTags(source);
      case 'room':
        return this.rooms(viewer, source.ids ?? []);
      case 'cart':
      case 'cart-slot':
        return this.carts(viewer, kind, source.ids ?? []);
      case 'command':
      case 'pallet':
      case 'ticket':
        return Promise.resolve({
          items: COMMAND_CARDS_OF_THE_DESK.map(({ code }) => ({ subjectId: null, code })),
        });
    }
  }

  private async devices(viewer: Viewer, code: 'tag' | 'serial', source: LabelSourceDto): Promise<Chosen> {
    const codes = source.codes && this.read(source.codes);
    const { ids, missing } = await this.inventory.choose(viewer, { ...source, codes }, MOST_LABELS);
    const rows = await this.db.read.query<{ id: string; tag: string | null; serial: string | null }>(
      `SELECT v.id, v.asset_tag AS tag, v.serial FROM unnest($1::uuid[]) WITH ORDINALITY AS o (id, place)
       JOIN inventory.v_device v ON v.id = o.id ORDER BY o.place`,
      [ids],
    );
    const items = rows.flatMap((row) => {
      const text = row[code];
      return text === null ? [] : [{ subjectId: row.id, code: text }];
    });
    const given = source.codes ?? source.ids ?? [];
    return { items, withoutCode: rows.length - items.length, unknown: unknownOf(given, codes ?? given, missing) };
  }

  /** As the check by scanning reads them; an address of somebody else stays what it is, and is known to nobody. */
  private read(codes: readonly string[]): string[] {
    return codes.map((code) => codeOnLabel(code, this.settings.publicOrigin) ?? code);
  }

  private async newTags({ range: wanted }: LabelSourceDto): Promise<Chosen> {
    if (!wanted) return { items: [] };
    const { used, ...range } = await this.series.plan(this.db.read, wanted);
    return {
      items: tagsOf(range).map((code) => ({ subjectId: null, code })),
      range: { first: range.first, used, alike: await lookAlikes(this.db.read, range) },
    };
  }

  private async rooms(viewer: Viewer, ids: readonly string[]): Promise<Chosen> {
    const rows = await this.db.read.query<{ id: string; code: string }>(
      `SELECT r.id, r.code FROM unnest($1::uuid[]) WITH ORDINALITY AS o (id, place) JOIN room r ON r.id = o.id
       WHERE r.active AND ($2::uuid[] IS NULL OR r.site_id = ANY ($2)) ORDER BY o.place`,
      [[...new Set(ids)], scopeValue(viewer.sitesFor('site:read'))],
    );
    return { items: rows.map(({ id, code }) => ({ subjectId: id, code })), unknown: absent(ids, rows) };
  }

  private async carts(viewer: Viewer, kind: 'cart' | 'cart-slot', ids: readonly string[]): Promise<Chosen> {
    const rows = await this.db.read.query<{ id: string; code: string; slots: number }>(
      `SELECT c.id, c.code, c.slots FROM unnest($1::uuid[]) WITH ORDINALITY AS o (id, place) JOIN cart c ON c.id = o.id
       WHERE c.active AND ($2::uuid[] IS NULL OR c.site_id = ANY ($2)) ORDER BY o.place`,
      [[...new Set(ids)], scopeValue(viewer.sitesFor('site:read'))],
    );
    const items =
      kind === 'cart'
        ? rows.map(({ id, code }) => ({ subjectId: id, code }))
        : rows.flatMap(({ id, slots }) =>
            Array.from({ length: slots }, (_, n) => ({ subjectId: id, code: slotCode(n + 1) })),
          );
    return { items, unknown: absent(ids, rows) };
  }

  private async persons(
    viewer: Viewer,
    { source: { codes, homerooms, ...source }, siteId }: LabelRequestDto,
    { byHomeroom }: { byHomeroom: boolean },
  ): Promise<Chosen> {
    const db: Db = this.db.read;
    await this.sites.require(db, viewer, 'person:read', [siteId]);
    const found = codes && (await this.people.byCodes(db, viewer, this.read(codes)));
    const ids = found?.filter((id) => id !== null) ?? source.ids;
    const wanted = ids ? [...new Set(ids)] : await this.people.roll(db, siteId, homerooms ?? {}, MOST_PEOPLE + 1);
    if (wanted.length > MOST_PEOPLE) throw new LabelTooMany(MOST_PEOPLE);
    const people = await this.people.rows(db, viewer, wanted);
    const ordered = ids && byHomeroom ? inHomerooms(people) : people;
    const items = ordered.map(({ id, number }) => ({ subjectId: id, code: number }));
    if (codes) return { items, unknown: codes.flatMap((code, n) => (found?.[n] ? [] : [{ line: n + 1, code }])) };
    const unknown = ids ? absent(ids, people) : this.noHomerooms(db, siteId, homerooms?.homerooms ?? [], people);
    return { items, unknown: await unknown };
  }

  /** Homerooms that nobody at the site has; one may be without students of a grade. */
  private async noHomerooms(
    db: Db,
    siteId: string,
    wanted: readonly string[],
    people: readonly { homeroom: string | null }[],
  ): Promise<UnknownCode[]> {
    const found = new Set(people.map(({ homeroom }) => homeroom));
    const unknown: UnknownCode[] = [];
    for (const [n, code] of wanted.entries()) {
      if (found.has(code)) continue;
      const [somebody] = await this.people.roll(db, siteId, { homerooms: [code] }, 1);
      if (somebody === undefined) unknown.push({ line: n + 1, code });
    }
    return unknown;
  }
}

const natural = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

/** As a roll has them: 9-01 before 10-01, those without a homeroom last, in each by family name. */
export const inHomerooms = <P extends { homeroom: string | null; familyName: string; givenName: string }>(
  people: readonly P[],
): P[] =>
  people.toSorted(
    (one, other) =>
      Number(one.homeroom === null) - Number(other.homeroom === null) ||
      natural.compare(one.homeroom ?? '', other.homeroom ?? '') ||
      (one.homeroom ?? '').localeCompare(other.homeroom ?? '') ||
      natural.compare(one.familyName, other.familyName) ||
      natural.compare(one.givenName, other.givenName),
  );

/** Three digits: one alone is the key of an answer to the desk, and two are too short to be scanned. */
export const slotCode = (slot: number): string => String(slot).padStart(3, '0');

/** `given`: as they stand in the list. */
function unknownOf(given: readonly string[], read: readonly string[], missing: readonly string[]): UnknownCode[] {
  const lost = new Set(missing);
  return given.flatMap((code, n) => (lost.has(read[n]) ? [{ line: n + 1, code }] : []));
}

function absent(ids: readonly string[], rows: readonly { id: string }[]): UnknownCode[] {
  const found = new Set(rows.map(({ id }) => id));
  return ids.flatMap((code, n) => (found.has(code) ? [] : [{ line: n + 1, code }]));
}

function sourceOf(source: LabelSourceDto, { items, range }: Chosen): RunSource {
  if (source.query !== undefined) return { by: 'query', query: source.query };
  if (source.codes) return { by: 'codes', count: source.codes.length };
  if (source.ids) return { by: 'ids', count: source.ids.length };
  if (source.homerooms) {
    const { grades, homerooms } = source.homerooms;
    return { by: 'homerooms', grades: grades ?? null, homerooms: homerooms ?? null };
  }
  if (source.range) {
    const { prefix, digits } = source.range;
    return { by: 'range', prefix, digits, first: range?.first ?? 0, count: items.length };
  }
  return { by: 'commands' };
}
