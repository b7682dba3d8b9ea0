import { Injectable } from '@nestjs/common';
import { IdentityFacade, LogReader, positionValues } from '@app/identity';
import type { LogEntry, LogFilter } from '@app/identity';
import type { Language, Page } from '@app/kernel';
import { decodeCursor, encodeCursor } from '@app/kernel';
import { Database, ExportLists, invalidField } from '@app/platform';
import type { Viewer } from '@app/platform';
import { deviceLogSql } from './device-log.sql.js';
import type { LogEntryDto, LogQueryDto } from './log.dto.js';

/** Refusals that a supervisor's card lifted, in the log of administration. */
const LIFTED = 'override';

/** The ledger of devices, the log of administration and the log of looks at people and of exports, as one; each by its permission. */
@Injectable()
export class LogService {
  constructor(
    private readonly db: Database,
    private readonly logs: LogReader,
    private readonly accounts: IdentityFacade,
    private readonly lists: ExportLists,
  ) {}

  /** Newest first. */
  async list(viewer: Viewer, query: LogQueryDto): Promise<Page<LogEntryDto>> {
    const filter = { ...query, ...(await this.instants(query)), after: cursorOf(query.after), limit: query.limit + 1 };
    const wants = (source: LogEntry['source']): boolean => query.source?.includes(source) ?? true;
    const subjectKind = query.view === 'overrides' ? LIFTED : undefined;
    const read = await Promise.all([
      wants('device') ? this.devices(viewer, filter, query) : [],
      wants('admin') && query.view !== 'undos' ? this.logs.admin(viewer, { ...filter, subjectKind }) : [],
      !query.view ? this.looks(viewer, filter, wants) : [],
    ]);
    const entries = read.flat().sort(newestFirst);
    const items = await this.named(entries.slice(0, query.limit), viewer);
    const last = entries.length > query.limit ? items.at(-1) : undefined;
    return { items, next: last ? encodeCursor([last.at, last.key]) : null };
  }

  private async looks(
    viewer: Viewer,
    filter: LogFilter,
    wants: (source: LogEntry['source']) => boolean,
  ): Promise<LogEntry[]> {
    const wanted = (['access', 'export'] as const).filter(wants);
    return wanted.length === 0 ? [] : this.logs.access(viewer, filter, wanted.length === 1 ? wanted[0] : undefined);
  }

  private async devices(viewer: Viewer, filter: LogFilter, { view }: LogQueryDto): Promise<LogEntry[]> {
    const scope = viewer.sitesFor('ledger:verify');
    if (scope.length === 0) return [];
    const { accountId, action, subjectId, siteId, limit } = filter;
    const given = { view, account: !!accountId, type: !!action, device: !!subjectId, site: !!siteId };
    return this.db.read.query<LogEntry>(deviceLogSql(given), [
      ...positionValues(filter),
      ...[accountId, action, subjectId, siteId].map((value) => value ?? null),
      scope === 'all' ? null : scope,
      limit,
    ]);
  }

  /** The days of the district as instants. */
  private async instants({ from, to }: LogQueryDto): Promise<{ from: string | null; until: string | null }> {
    if (from === undefined && to === undefined) return { from: null, until: null };
    const [days] = await this.db.read.query<{ from: string | null; until: string | null }>(
      `SELECT $1::date::timestamp AT TIME ZONE z AS "from", ($2::date + 1)::timestamp AT TIME ZONE z AS until
       FROM (SELECT coalesce((SELECT time_zone FROM district), 'UTC') AS z) t`,
      [from ?? null, to ?? null],
    );
    return days;
  }

  /** With the names of accounts, stations and lists and the tags of devices; a person stays an id. */
  private async named(entries: readonly LogEntry[], { language }: Viewer): Promise<LogEntryDto[]> {
    const ids = (pick: (entry: LogEntry) => string | null): string[] => [
      ...new Set(entries.map(pick).filter((id) => id !== null)),
    ];
    const accounts = await this.accounts.namesOf(ids(({ accountId }) => accountId));
    const labels = await this.db.read.query<{ id: string; label: string }>(
      `SELECT id, asset_tag AS label FROM device WHERE id = ANY ($1::uuid[]) AND asset_tag IS NOT NULL
       UNION ALL SELECT id, name FROM station WHERE id = ANY ($2::uuid[])`,
      [
        ids(({ subjectKind, subjectId }) => (subjectKind === 'device' ? subjectId : null)),
        ids(({ stationId }) => stationId),
      ],
    );
    const labelOf = new Map(labels.map(({ id, label }) => [id, label]));
    return entries.map(({ stationId, ...entry }) => ({
      ...entry,
      accountName: accounts.get(entry.accountId ?? '') ?? null,
      stationName: labelOf.get(stationId ?? '') ?? null,
      subjectLabel: labelOf.get(entry.subjectId ?? '') ?? this.listOf(entry, language),
    }));
  }

  private listOf({ source, after }: Pick<LogEntry, 'source' | 'after'>, language: Language): string | null {
    return source === 'export' && typeof after?.list === 'string' ? this.lists.titleOf(after.list, language) : null;
  }
}

/** As the SQL orders each log: instants as text of one form, keys by their bytes. */
const newestFirst = (a: LogEntry, b: LogEntry): number => {
  const [one, two] = [padded(a.at) + a.key, padded(b.at) + b.key];
  return one < two ? 1 : one > two ? -1 : 0;
};

/** `…:06Z` and `…:06.12Z` in one width. */
function padded(at: string): string {
  const [seconds, decimals = ''] = at.slice(0, -1).split('.');
  return `${seconds}.${decimals.padEnd(6, '0')}`;
}

function cursorOf(after: string | undefined): LogFilter['after'] {
  if (after === undefined) return null;
  const [at, key] = decodeCursor(after, 2) ?? [];
  if (typeof at !== 'string' || typeof key !== 'string' || Number.isNaN(Date.parse(at)))
    throw invalidField('after', 'must be the `next` of a page');
  return { at, key };
}
