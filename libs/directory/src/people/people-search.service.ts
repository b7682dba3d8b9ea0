import { Injectable } from '@nestjs/common';
import { Database } from '@app/platform';
import type { Tx, Viewer } from '@app/platform';
import { SitesService } from '../sites/sites.service.js';
import { scopeValue } from '../shared/scope.js';
import type { NameSearch, Reach, Statement } from './people-search.sql.js';
import { byLikeness, byLiteralName, byNumber, bySlips, byWords, reachOf } from './people-search.sql.js';
import type { PersonDto } from './person.dto.js';
import type { NameWord } from './search.rules.js';
import { guessesFor, nameWords, searchPlan, similarityFor } from './search.rules.js';

const USUAL_LIMIT = 20;

export interface PeopleSearch {
  q: string;
  siteId?: string;
  /** 1 to 50; 20 without it. */
  limit?: number;
}

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
    const plan = searchPlan(q);
    const found = plan.number ? await tx.query<PersonDto>(byNumber(reachOf(scope)), [q, scope, limit]) : [];
    const isNumber = found.length > 0 && !/\p{L}/u.test(q);
    if (found.length >= limit || isNumber || plan.name === 'none') return found;
    const search = { q, scope, limit, words: await this.words(tx, q, reachOf(scope)) };
    return firstOf([...found, ...(await this.byName(tx, search, plan.name))], limit);
  }

  /** What has the words in it; where that leaves room, what has them with a slip; what is only like it at the very last. */
  private async byName(tx: Tx, search: NameSearch, how: 'similar' | 'literal'): Promise<PersonDto[]> {
    const find = ({ sql, values }: Statement): Promise<PersonDto[]> => tx.query<PersonDto>(sql, values);
    if (how === 'literal' || search.words.length === 0) return find(byLiteralName(search));
    const guesses = guessesFor(search.words);
    const whole = await find(byWords(search));
    if (whole.length >= search.limit) return whole;
    const found = guesses.slips ? [...whole, ...(await find(bySlips(search)))] : whole;
    return found.length === 0 && guesses.likeness ? find(byLikeness(search)) : found;
  }

  /**
   * Takes the text apart as the database folds it; sets for this transaction how alike a name must be, and that the index
   * is read for it, since the planner does not know that it costs 20 µs to compare a name. Of a few sites names are compared
   * without that index: there the setting would have the whole table read by its key.
   */
  private async words(tx: Tx, q: string, reach: Reach): Promise<NameWord[]> {
    const [{ folded }] = await tx.query<{ folded: string }>(
      `SELECT platform_fold($1) AS folded, set_config('pg_trgm.word_similarity_threshold', $2, true), set_config('enable_seqscan', $3, true)`,
      [q, String(similarityFor(q)), reach === 'few' ? 'on' : 'off'],
    );
    return nameWords(folded);
  }
}

/** Nobody twice. */
function firstOf(people: readonly PersonDto[], limit: number): PersonDto[] {
  const byId = new Map<string, PersonDto>();
  for (const person of people) if (!byId.has(person.id)) byId.set(person.id, person);
  return [...byId.values()].slice(0, limit);
}
