import type { TotalDto } from '@app/directory';
import { SitesFacade, totalOf } from '@app/directory';
import { addDays, decodeCursor, encodeCursor, instantAt, isId } from '@app/kernel';
import { Database, invalidField } from '@app/platform';
import type { Db, Viewer } from '@app/platform';
import { Injectable } from '@nestjs/common';
import type { LoansPageDto, LoansQuery } from './loan.dto.js';
import { LOAN_FIELDS, LOAN_SITE } from './loan.sql.js';
import { loanConditions, type LoanFilter } from './loan-conditions.js';
import type { LoanRow } from './loans.service.js';
import { INSTANT, LoansService } from './loans.service.js';

interface LoanKey {
  loanedAt: string;
  id: string;
}

/** Loans of many sites, open and over: what an audit asks for. */
@Injectable()
export class LoansListService {
  constructor(
    private readonly db: Database,
    private readonly sites: SitesFacade,
    /** Those of one record at a time. */
    readonly loans: LoansService,
  ) {}

  /**
   * Those that were handed out at sites of `device:read`, the last handed out first; how many comes with the first page.
   * Who has them is shown as everywhere. @throws SiteNotFound for a site outside of it
   */
  async list(viewer: Viewer, query: LoansQuery): Promise<LoansPageDto> {
    const db = this.db.read;
    const position = keyOf(query.after);
    const { where, values } = loanConditions(await this.filterOf(db, viewer, query));
    const at = values.length;
    // The page first: joined before, the sites would be read for every loan.
    const rows = await db.query<LoanRow>(
      `SELECT ${LOAN_FIELDS} FROM (SELECT l.* FROM loan l WHERE ${where}
         AND ($${at + 1}::timestamptz IS NULL OR (l.loaned_at, l.id) < ($${at + 1}, $${at + 2}::uuid))
         ORDER BY l.loaned_at DESC, l.id DESC LIMIT $${at + 3}) AS l ${LOAN_SITE}
       ORDER BY l.loaned_at DESC, l.id DESC`,
      [...values, position?.loanedAt ?? null, position?.id ?? null, query.limit + 1],
    );
    const page = rows.slice(0, query.limit);
    const last = rows.length > query.limit ? page.at(-1) : undefined;
    const total: TotalDto | null = position ? null : await totalOf(db, `FROM loan l WHERE ${where}`, values);
    const items = await this.loans.shown(db, viewer, page);
    return { items, next: last ? encodeCursor([last.loanedAt, last.id]) : null, total };
  }

  private async filterOf(
    db: Db,
    viewer: Viewer,
    { site, state, type, holder, from, until }: LoansQuery,
  ): Promise<LoanFilter> {
    const scope = viewer.sitesFor('device:read');
    const sites = (await this.sites.named(db, viewer, 'device:read', site)) ?? (scope === 'all' ? undefined : scope);
    const { timeZone } = await this.sites.district(db);
    return {
      ...{ sites, state, type, holder },
      ...(from && { from: instantAt(from, '00:00', timeZone) }),
      ...(until && { before: instantAt(addDays(until, 1), '00:00', timeZone) }),
    };
  }
}

function keyOf(after: string | undefined): LoanKey | null {
  if (after === undefined) return null;
  const [loanedAt, id] = decodeCursor(after, 2) ?? [];
  if (typeof loanedAt !== 'string' || !INSTANT.test(loanedAt) || !isId(id))
    throw invalidField('after', 'must be the `next` of a page of this list');
  return { loanedAt, id };
}
