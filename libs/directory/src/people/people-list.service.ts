import { Injectable } from '@nestjs/common';
import type { Page } from '@app/kernel';
import { Database } from '@app/platform';
import type { Viewer } from '@app/platform';
import { SitesService } from '../sites/sites.service.js';
import { AgreementAsked } from './agreement-asked.js';
import { idKeyOf, pageById } from '../shared/keyset.js';
import { scopeValue } from '../shared/scope.js';
import type { PeopleFilter, PeoplePage } from './people-list.query.js';
import { inScope, PERSON_FIELDS, PERSON_SITE } from './person.sql.js';
import { countStatement, pageStatement } from './people-list.query.js';
import type { PeopleQuery, PersonDto } from './person.dto.js';
import { cappedTotal, MOST_COUNTED } from '../shared/total.js';
import type { TotalDto } from '../shared/total.js';

export interface PeopleRequest extends Omit<PeopleFilter, 'siteIds' | 'agreementAsked'>, PeoplePage {
  sites?: readonly string[];
}

/** What an address of the list asks for. */
export const peopleRequest = ({ site, sort, after, limit, ...filter }: PeopleQuery): PeopleRequest => ({
  ...filter,
  sites: site,
  after: idKeyOf(after),
  descending: sort === '-name',
  limit,
});

@Injectable()
export class PeopleListService {
  constructor(
    private readonly db: Database,
    private readonly sites: SitesService,
    private readonly asked: AgreementAsked,
  ) {}

  /** People with a site where the viewer holds `person:read`, by name; merged records are left out. @throws SiteNotFound */
  async list(viewer: Viewer, request: PeopleRequest): Promise<Page<PersonDto> & { total: TotalDto }> {
    const { sites } = request;
    const siteIds = sites
      ? await this.sites.named(this.db.read, viewer, 'person:read', sites)
      : scopeValue(viewer.sitesFor('person:read'));
    const filter: PeopleFilter = { ...request, siteIds, agreementAsked: this.asked.condition };
    const page = pageStatement(filter, request);
    const rows = await this.db.read.query<PersonDto>(page.sql, page.values);
    const counting = countStatement(filter, MOST_COUNTED);
    const [{ count }] = await this.db.read.query<{ count: number }>(counting.sql, counting.values);
    const { items, next } = pageById(rows, request.limit);
    return { items, next, total: cappedTotal(count) };
  }

  /** Those of the people who are in scope, in the order of the ids; merged records are left out. */
  rows(viewer: Viewer, ids: readonly string[]): Promise<PersonDto[]> {
    return this.db.read.query<PersonDto>(
      `SELECT ${PERSON_FIELDS} FROM unnest($1::uuid[]) WITH ORDINALITY AS o (id, place) JOIN person p ON p.id = o.id ${PERSON_SITE}
       WHERE p.merged_into_id IS NULL AND ${inScope('$2')} ORDER BY o.place`,
      [ids, scopeValue(viewer.sitesFor('person:read'))],
    );
  }
}
