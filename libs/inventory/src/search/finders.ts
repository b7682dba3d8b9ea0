import { isLike, isSpelled, nameWords } from '@app/directory';
import type { Db, SiteScope, Tx } from '@app/platform';
import { likeLiteral, Params } from '../shared/params.js';
import type { SearchTerms } from './search.rules.js';
import { slipsOf } from './search.rules.js';

export const MATCH_REASONS = [
  'tag',
  'former-tag',
  'alias',
  'serial',
  'former-serial',
  'code-part',
  'model',
  'text',
  'holder',
  'similar-code',
  'similar-name',
] as const;
/** Why a device was found. */
export type MatchReason = (typeof MATCH_REASONS)[number];

export interface Found {
  id: string;
  match: MatchReason;
  /** The code, where one matched. */
  matched: string | null;
}

export interface SearchScope {
  devices: SiteScope;
  /** Sites of people who may be found, and shown, by name. */
  people: SiteScope;
}

/** One way to find devices. Its cost is bounded by the limit, not by the number of devices. */
export type Finder = (db: Db, terms: SearchTerms, scope: SearchScope, limit: number) => Promise<Found[]>;

/** The devices and people of up to this many sites are looked through one by one; above, indexes of triples are used. */
const FEW_SITES = 3;
/** Codes with a common beginning that are looked at before the scope is applied. */
const MOST_PREFIXED = 1_000;

const inScope = (scope: SiteScope, params: Params): string => {
  if (scope === 'all') return 'true';
  const sites = params.add(scope);
  return `(d.location_site_id = ANY (${sites}::uuid[]) OR d.home_site_id = ANY (${sites}::uuid[]))`;
};

const isNarrow = (scope: SiteScope): scope is readonly string[] => scope !== 'all' && scope.length <= FEW_SITES;

const contains = (column: string, words: readonly string[], params: Params): string =>
  words.map((word) => `${column} LIKE ${params.add(`%${likeLiteral(word)}%`)}`).join(' AND ');

const MODEL_SIMILARITY = 0.5;
/** `obrien` has 0.57 of `o'brien`; the default of 0.6 misses it. */
const NAME_SIMILARITY = '0.5';

/** People who may be meant and whose devices are looked for: the first that come. */
const MOST_GUESSED = 200;

/** Folded maker and name; a model table has hundreds of rows, so they are all compared. */
const MODEL_TEXT = `(m.maker_key || ' ' || m.name_key)`;

/** The code itself, as it stands or with leading zeros lost or added. */
export const byCode: Finder = async (db, { key }, { devices }, limit) => {
  if (key === '') return [];
  const params = new Params();
  const bound = params.add(key);
  return db.query<Found>(
    `SELECT c.device_id AS id, c.kind AS match, c.value AS matched
     FROM (SELECT device_id, kind, value, 0 AS distance FROM device_identifier WHERE value_key = ${bound}
           UNION ALL
           SELECT device_id, kind, value, 1 FROM device_identifier
            WHERE value_core = platform_code_core(${bound}) AND value_core <> '' AND value_key <> ${bound}) AS c
     JOIN device d ON d.id = c.device_id
     WHERE ${inScope(devices, params)}
     ORDER BY c.distance, array_position(ARRAY['tag', 'alias', 'former-tag', 'serial', 'former-serial'], c.kind), c.value
     LIMIT ${params.add(limit)}`,
    params.values,
  );
};

/** What the rules of the district and of the sites in scope make of the code: `MA-1` is MA-000001. */
export const byRule: Finder = async (db, { key }, { devices }, limit) => {
  if (key === '') return [];
  const params = new Params();
  const ruled = `directory_code_rule_keys(${params.add(key)}, ${params.add(devices === 'all' ? null : devices)}::uuid[])`;
  return db.query<Found>(
    `SELECT i.device_id AS id, i.kind AS match, i.value AS matched FROM device_identifier i JOIN device d ON d.id = i.device_id
     WHERE i.value_key = ANY (ARRAY(SELECT unnest(${ruled}))) AND ${inScope(devices, params)}
     ORDER BY i.value_key, d.id LIMIT ${params.add(limit)}`,
    params.values,
  );
};

/** The number or card of a person, of any of their records; the code of a room or of a cart: what they have. */
export const holderOfCode: Finder = async (db, { key }, { devices, people }, limit) => {
  if (key === '') return [];
  const params = new Params();
  const bound = params.add(key);
  const named = params.add(people === 'all' ? null : people);
  return db.query<Found>(
    `WITH d AS MATERIALIZED (
       SELECT h.id, h.asset_tag, h.home_site_id, h.location_site_id FROM person_identifier i
         CROSS JOIN LATERAL (SELECT directory_person_ids(i.person_id) AS ids) AS p JOIN device h ON h.holder_person_id = ANY (p.ids)
        WHERE i.value_key = ${bound} AND (${named}::uuid[] IS NULL OR EXISTS (
          SELECT 1 FROM person_site s WHERE s.person_id = p.ids[1] AND s.site_id = ANY (${named})))
       UNION ALL
       SELECT h.id, h.asset_tag, h.home_site_id, h.location_site_id FROM room r JOIN device h ON h.holder_room_id = r.id
        WHERE r.code_key = ${bound}
       UNION ALL
       SELECT h.id, h.asset_tag, h.home_site_id, h.location_site_id FROM cart c JOIN device h ON h.holder_cart_id = c.id
        WHERE c.code_key = ${bound})
     SELECT d.id, 'holder' AS match, NULL AS matched FROM d WHERE ${inScope(devices, params)}
     ORDER BY d.asset_tag, d.id LIMIT ${params.add(limit)}`,
    params.values,
  );
};

/** Codes that begin with what was typed. */
export const byPrefix: Finder = async (db, { key }, { devices }, limit) => {
  if (key.length < 2) return [];
  const params = new Params();
  const pattern = params.add(`${likeLiteral(key)}%`);
  return db.query<Found>(
    `SELECT d.id, 'code-part' AS match, i.value AS matched
     FROM (SELECT device_id, value, value_key FROM device_identifier WHERE value_key LIKE ${pattern}
           ORDER BY value_key USING ~<~ LIMIT ${MOST_PREFIXED}) AS i
     JOIN device d ON d.id = i.device_id
     WHERE ${inScope(devices, params)}
     ORDER BY i.value_key USING ~<~ LIMIT ${params.add(limit)}`,
    params.values,
  );
};

/** Devices of the models whose name has all the words. */
export const byModel: Finder = async (db, { words, findable }, { devices }, limit) => {
  if (findable.length === 0) return [];
  const params = new Params();
  return devicesOfModels(db, params, `${contains(MODEL_TEXT, words, params)} ORDER BY m.name, m.id`, {
    devices,
    match: 'model',
    limit,
  });
};

interface Wanted {
  devices: SiteScope;
  match: MatchReason;
  limit: number;
}

/** Some devices of the models, by tag; across the district of the first five models only. */
function devicesOfModels(db: Db, params: Params, models: string, { devices, match, limit }: Wanted): Promise<Found[]> {
  const most = params.add(limit);
  const scoped = inScope(devices, params);
  const source = isNarrow(devices)
    ? `(SELECT d.id, d.model_id, d.asset_tag FROM device d WHERE ${scoped} OFFSET 0) AS d
       WHERE d.model_id IN (SELECT m.id FROM model m WHERE ${models}) ORDER BY d.asset_tag, d.id`
    : `(SELECT m.id FROM model m WHERE ${models} LIMIT 5) AS w
       CROSS JOIN LATERAL (SELECT d.id FROM device d WHERE d.model_id = w.id AND ${scoped} ORDER BY d.asset_tag, d.id LIMIT ${most}) AS d`;
  return db.query<Found>(
    `SELECT d.id, '${match}' AS match, NULL AS matched FROM ${source} LIMIT ${most}`,
    params.values,
  );
}

/**
 * Any part of a code, with or without words of the maker and model: each word somewhere in the device's text. The index
 * is asked only for words that no model has: the others would read half the district, and are checked on what it found.
 */
export const byText: Finder = async (db, terms, { devices }, limit) => {
  const { words, key } = terms;
  const narrow = isNarrow(devices);
  const rare = narrow ? [] : await rareWords(db, terms);
  if (words.length === 0 || !(narrow || rare.length > 0)) return [];
  const params = new Params();
  const common = words.filter((word) => !rare.includes(word));
  const like = [
    ...(rare.length > 0 ? [contains('d.search_text', rare, params)] : []),
    ...(common.length > 0 ? [`(${contains('d.search_text', common, params)}) IS TRUE`] : []),
  ].join(' AND ');
  const first = params.add(`${likeLiteral(key)}%`);
  const scoped = inScope(devices, params);
  // OFFSET 0 keeps the planner from looking through the whole district for the text first.
  const source = narrow
    ? `(SELECT d.id, d.asset_tag, d.serial, d.search_text FROM device d WHERE ${scoped} OFFSET 0) AS d WHERE ${like}`
    : `device d WHERE ${like} AND ${scoped}`;
  return db.query<Found>(
    `SELECT t.id, 'text' AS match, NULL AS matched FROM (
       SELECT d.id, d.asset_tag, upper(d.asset_tag) LIKE ${first} OR upper(d.serial) LIKE ${first} AS begins
       FROM ${source} LIMIT ${params.add(limit * 5)}) AS t
     ORDER BY t.begins DESC NULLS LAST, t.asset_tag, t.id LIMIT ${params.add(limit)}`,
    params.values,
  );
};

/** Words that the index can find and that are no part of any maker or model. */
async function rareWords(db: Db, { findable }: SearchTerms): Promise<string[]> {
  if (findable.length === 0) return [];
  const found = await db.query<{ word: string }>(
    `SELECT w.word FROM unnest($1::text[], $2::text[]) AS w (word, pattern)
     WHERE NOT EXISTS (SELECT 1 FROM model m WHERE ${MODEL_TEXT} LIKE w.pattern)`,
    [findable, findable.map((word) => `%${likeLiteral(word)}%`)],
  );
  return found.map(({ word }) => word);
}

/** What people have whose name has all the words. */
export const byHolder: Finder = async (db, { words, findable }, scope, limit) => {
  if (findable.length === 0) return [];
  const params = new Params();
  return devicesOfPeople(db, params, contains('p.search_name', words, params), scope, { match: 'holder', limit });
};

function devicesOfPeople(
  db: Db,
  params: Params,
  people: string,
  scope: SearchScope,
  { match, limit, most }: { match: MatchReason; limit: number; most?: number },
): Promise<Found[]> {
  if (scope.people !== 'all' && scope.people.length === 0) return Promise.resolve([]);
  const scoped = inScope(scope.devices, params);
  const first = params.add(limit);
  const sites = scope.people === 'all' ? null : params.add(scope.people);
  // Two branches, each read by its own index: merged records are few, and the planner would read everybody for them.
  const branches = [visiblePeople(sites, isNarrow(scope.people)), namesOfMerged(sites)].map(
    (names) => `(SELECT d.id FROM (SELECT p.id FROM ${names} AS p WHERE ${people}${most ? ` LIMIT ${most}` : ''}) AS p
     JOIN device d ON d.holder_person_id = p.id WHERE ${scoped} LIMIT ${first})`,
  );
  return db.query<Found>(
    `SELECT f.id, '${match}' AS match, NULL AS matched FROM (${branches.join(' UNION ALL ')}) AS f LIMIT ${first}`,
    params.values,
  );
}

const peopleOf = (sites: string): string =>
  `SELECT s.person_id FROM person_site s WHERE s.site_id = ANY (${sites}::uuid[])`;

/** `sites`: the bound list; null: all. */
function visiblePeople(sites: string | null, narrow: boolean): string {
  if (sites === null) return 'person';
  return `(SELECT o.id, o.search_name FROM person o WHERE o.merged_into_id IS NULL AND o.id IN (${peopleOf(sites)})${narrow ? ' OFFSET 0' : ''})`;
}

/** Whoever was merged is found, under each of the records, by the name of either. */
const namesOfMerged = (sites: string | null): string =>
  `(SELECT h.id, n.search_name FROM person m JOIN person s ON s.id = m.merged_into_id
     CROSS JOIN unnest(ARRAY[m.id, s.id]) AS h (id) CROSS JOIN unnest(ARRAY[m.search_name, s.search_name]) AS n (search_name)
    WHERE m.merged_into_id IS NOT NULL${sites === null ? '' : ` AND s.id IN (${peopleOf(sites)})`})`;

/** One slip of the finger in a code. */
export const bySlip: Finder = async (db, { key, hasDigit }, { devices }, limit) => {
  const slips = hasDigit ? slipsOf(key) : [];
  if (slips.length === 0) return [];
  const params = new Params();
  return db.query<Found>(
    `SELECT d.id, 'similar-code' AS match, i.value AS matched FROM device_identifier i JOIN device d ON d.id = i.device_id
     WHERE i.value_key = ANY (${params.add(slips)}::text[]) AND ${inScope(devices, params)}
     ORDER BY i.value_key, d.id LIMIT ${params.add(limit)}`,
    params.values,
  );
};

/** A model that resembles the words, when none has them as they are. */
export const bySimilarModel: Finder = async (db, { words, findable }, { devices }, limit) => {
  if (findable.length === 0) return [];
  const params = new Params();
  const text = params.add(words.join(' '));
  const similarity = `word_similarity(${text}, ${MODEL_TEXT})`;
  const models = `${similarity} >= ${MODEL_SIMILARITY} ORDER BY ${similarity} DESC, m.name, m.id`;
  return devicesOfModels(db, params, models, { match: 'similar-name', limit, devices });
};

/** What people have in whose name each word is a slip of the finger away. */
export const byMistypedHolder: Finder = (db, { words }, scope, limit) => {
  const params = new Params();
  const people = isSpelled('p.search_name', nameWords(words.join(' ')), isNarrow(scope.people), params);
  return devicesOfPeople(db, params, people, scope, { match: 'similar-name', limit, most: MOST_GUESSED });
};

/** What people have whose name resembles the words. */
export const bySimilarHolder: Finder = (db, { words }, scope, limit) => {
  const params = new Params();
  const people = isLike('p.search_name', nameWords(words.join(' ')), isNarrow(scope.people), params);
  return devicesOfPeople(db, params, people, scope, { match: 'similar-name', limit, most: MOST_GUESSED });
};

/**
 * For the two finders above, in their transaction: how alike a name must be; and that the index is read for it, since
 * the planner does not know that it costs 20 µs to compare a name.
 */
export const setGuessing = (tx: Tx): Promise<unknown> =>
  tx.query(
    `SELECT set_config('pg_trgm.word_similarity_threshold', $1, true), set_config('enable_seqscan', 'off', true)`,
    [NAME_SIMILARITY],
  );
