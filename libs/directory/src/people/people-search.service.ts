import { Injectable } from '@nestjs/common';
import { Database } from '@app/platform';
import type { Tx, Viewer } from '@app/platform';
import { SitesService } from '../sites/sites.service.js';
import { scopeValue } from '../shared/scope.js';
import type { Reach } from './people-search.sql.js';
import { byExchangedLetters, byLiteralName, byNumber, bySimilarName, reachOf } from './people-search.sql.js';
import type { PersonDto } from './person.dto.js';
import { exchangedNeighbours, searchPlan, similarityFor } from './search.rules.js';

const USUAL_LIMIT = 20;

export interface PeopleSearch {
  q: string;
  siteId?: string;
  /** 1 to 50; 20 without it. */
  limit?: number;
}

interface Search {
  q: string;
  scope: readonly string[] | null;
  reach: Reach;
  limit: number;
}

/** `whole`: the text stands in the name as it is. */
type Hit = PersonDto & { whole: boolean };

@Injectable()
export class PeopleSearchService {
  constructor(
    private readonly db: Database,
    private readonly sites: SitesService,
  ) {}

  /** People by number or by name, the best match first, inside `person:read`. @throws SiteNotFound */
  search(viewer: Viewer, request: PeopleSearch): Promise<PersonDto[]> {
    // A transaction only because the threshold of `<%` is a setting, and must not stay on the connection.
    return this.db.transaction((tx) => this.searchIn(tx, viewer, request), { readOnly: true, idempotency: 'skip' });
  }

  private async searchIn(tx: Tx, viewer: Viewer, request: PeopleSearch): Promise<PersonDto[]> {
    const { q, siteId, limit = USUAL_LIMIT } = request;
    if (siteId !== undefined) await this.sites.requireAll(tx, viewer, 'person:read', [siteId]);
    const scope = siteId === undefined ? scopeValue(viewer.sitesFor('person:read')) : [siteId];
    const search = { q, limit, scope, reach: reachOf(scope) };
    const plan = searchPlan(q);
    const found = plan.number ? await tx.query<PersonDto>(byNumber(search.reach), [q, scope, limit]) : [];
    if (found.length >= limit || plan.name === 'none') return found;
    return firstOf([...found, ...(await this.byName(tx, search, plan.name))], limit);
  }

  /** What has the text in it, then what has it with two letters exchanged, then what is like it. */
  private async byName(tx: Tx, search: Search, how: 'similar' | 'literal'): Promise<PersonDto[]> {
    const { q, scope, reach, limit } = search;
    const literal = how === 'literal' || !(await this.hasTrigrams(tx, q));
    const hits = await tx.query<Hit>(literal ? byLiteralName(reach) : bySimilarName(reach), [q, scope, limit]);
    const whole = hits.filter((hit) => hit.whole);
    const exchanged = literal || whole.length > 0 ? [] : await this.byExchangedLetters(tx, search);
    return [...whole, ...exchanged, ...hits.filter((hit) => !hit.whole)].map(({ whole: _flag, ...person }) => person);
  }

  private async byExchangedLetters(tx: Tx, { q, scope, reach, limit }: Search): Promise<Hit[]> {
    const variants = exchangedNeighbours(q);
    return variants.length === 0 ? [] : tx.query<Hit>(byExchangedLetters(reach), [variants, scope, limit]);
  }

  /** Sets the threshold for this transaction, and asks whether the text has anything that the index knows. */
  private async hasTrigrams(tx: Tx, q: string): Promise<boolean> {
    const [{ trigrams }] = await tx.query<{ trigrams: number }>(
      `SELECT set_config('pg_trgm.word_similarity_threshold', $1, true), cardinality(show_trgm(platform_fold($2))) AS trigrams`,
      [String(similarityFor(q)), q],
    );
    return trigrams > 0;
  }
}

/** Nobody twice. */
function firstOf(people: readonly PersonDto[], limit: number): PersonDto[] {
  const byId = new Map<string, PersonDto>();
  for (const person of people) if (!byId.has(person.id)) byId.set(person.id, person);
  return [...byId.values()].slice(0, limit);
}
