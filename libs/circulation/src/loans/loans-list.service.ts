import { SitesFacade } from '@app/directory';
import { decodeCursor, encodeCursor, isId } from '@app/kernel';
import type { Page } from '@app/kernel';
import { Database, invalidField } from '@app/platform';
import type { Viewer } from '@app/platform';
import { Injectable } from '@nestjs/common';
import type { LoansQuery, PersonLoanDto } from './loan.dto.js';
import { LOAN_FIELDS, LOAN_SITE } from './loan.sql.js';
import type { LoanRow } from './loans.service.js';
import { LoansService } from './loans.service.js';

/** Out for some of the time from the one day to the other. In the order of the key, which needs no index per filter. */
const PAGE = `SELECT ${LOAN_FIELDS} FROM loan l ${LOAN_SITE}
  WHERE NOT l.corrected AND ($1::uuid[] IS NULL OR l.site_id = ANY ($1)) AND ($2::uuid[] IS NULL OR l.site_id = ANY ($2))
    AND ($3::boolean IS NULL OR (l.returned_at IS NULL) = $3) AND ($4::text[] IS NULL OR l.type = ANY ($4))
    AND ($5::date IS NULL OR l.returned_at IS NULL OR directory_day(l.returned_at) >= $5)
    AND ($6::date IS NULL OR directory_day(l.loaned_at) <= $6)
    AND ($7::uuid IS NULL OR l.id < $7)
  ORDER BY l.id DESC LIMIT $8`;

/** Loans of many sites, open and over: what an audit asks for. */
@Injectable()
export class LoansListService {
  constructor(
    private readonly db: Database,
    private readonly sites: SitesFacade,
    /** Those of one record at a time. */
    readonly loans: LoansService,
  ) {}

  /** Those that were handed out at sites of `person:read`, the last recorded first. @throws SiteNotFound for a site outside of it */
  async list(
    viewer: Viewer,
    { site, open, type, from, until, after, limit }: LoansQuery,
  ): Promise<Page<PersonLoanDto>> {
    const db = this.db.read;
    const sites = await this.sites.named(db, viewer, 'person:read', site);
    const scope = viewer.sitesFor('person:read');
    const values = [
      scope === 'all' ? null : scope,
      sites ?? null,
      open ?? null,
      type ?? null,
      from ?? null,
      until ?? null,
      positionOf(after),
    ];
    const rows = await db.query<LoanRow>(PAGE, [...values, limit + 1]);
    const page = rows.slice(0, limit);
    const items = await this.loans.shown(db, viewer, page);
    return { items, next: rows.length > limit ? encodeCursor([page[limit - 1].id]) : null };
  }
}

function positionOf(after: string | undefined): string | null {
  if (after === undefined) return null;
  const [id] = decodeCursor(after, 1) ?? [];
  if (!isId(id)) throw invalidField('after', 'must be the `next` of a page of this list');
  return id;
}
