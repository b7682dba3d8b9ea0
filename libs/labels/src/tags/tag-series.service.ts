import { Injectable } from '@nestjs/common';
import type { Db, Tx } from '@app/platform';
import { Database, invalidField } from '@app/platform';
import { LabelTagsUsed } from '../labels.errors.js';
import type { TagSeriesDto } from './tag-series.dto.js';
import { rangeFault, tagOf, tagsOf } from './tag-range.rules.js';
import type { TagRange } from './tag-range.rules.js';

/** `first` left out: the number after the last one that is printed or in use. */
export type WantedRange = Omit<TagRange, 'first'> & { first?: number };

export interface UsedTags {
  count: number;
  tags: string[];
}

const NAMED = 20;

/** The greatest number that follows the prefix: devices had tags from elsewhere, other series may write them too. A step in each index. */
const LAST_IN_USE = `SELECT max(last) AS last FROM (${['inventory.v_code', 'label_tag']
  .map(
    (codes) => `(SELECT right(c.value_key, $2::int)::bigint AS last FROM ${codes} c
  WHERE c.value_key BETWEEN $1::text || repeat('0', $2) AND $1 || repeat('9', $2) AND length(c.value_key) = length($1) + $2
    AND right(c.value_key, $2) ~ '^[0-9]+$'
  ORDER BY c.value_key DESC LIMIT 1)`,
  )
  .join(' UNION ALL ')}) AS numbers`;

const USED = `SELECT t.tag, count(*) OVER () AS total FROM unnest($1::text[]) WITH ORDINALITY AS t (tag, place)
  WHERE EXISTS (SELECT 1 FROM label_tag l WHERE l.value_key = platform_code_key(t.tag))
     OR EXISTS (SELECT 1 FROM inventory.v_code c WHERE c.value_key = platform_code_key(t.tag))
     OR EXISTS (SELECT 1 FROM directory.v_code c WHERE c.value_key = platform_code_key(t.tag))
  ORDER BY t.place LIMIT ${NAMED}`;

/** Numbers for tags that no device has yet. What was given out once is never given out again, whatever becomes of its run. */
@Injectable()
export class TagSeries {
  constructor(private readonly db: Database) {}

  /** The one that was used last comes first: the run of its greatest number is the newest. */
  async list(): Promise<TagSeriesDto[]> {
    const rows = await this.db.read.query<{ prefix: string; digits: number; next: number; printed: number }>(
      `SELECT s.prefix, s.digits, s.next_number AS next, (SELECT count(*) FROM label_tag t WHERE t.series_id = s.id) AS printed
       FROM label_tag_series s
       ORDER BY (SELECT t.run_id FROM label_tag t WHERE t.series_id = s.id ORDER BY t.number DESC LIMIT 1) DESC NULLS LAST, s.prefix, s.digits
       LIMIT 500`,
    );
    return Promise.all(
      rows.map(async ({ prefix, digits, next, printed }) => {
        const number = Math.max(next, (await lastInUse(this.db.read, prefix, digits)) + 1);
        return { prefix, digits, next: number, nextTag: tagOf(prefix, digits, number), printed };
      }),
    );
  }

  /** Which tags a run would have now. @throws RequestRefused for numbers that do not fit their digits */
  async plan(db: Db, wanted: WantedRange): Promise<TagRange & { used: UsedTags }> {
    const range = { ...wanted, first: wanted.first ?? (await nextNumber(db, wanted)) };
    requireSound(range);
    return { ...range, used: await usedTags(db, tagsOf(range)) };
  }

  /** Those of them that are taken. */
  used(db: Db, tags: readonly string[]): Promise<UsedTags> {
    return usedTags(db, tags);
  }

  /**
   * The tags for a run that the transaction is about to insert. Until it ends, whoever asks for tags of this beginning waits
   * here, and so does a device that is given one of them.
   * @throws LabelTagsUsed, RequestRefused
   */
  async lock(tx: Tx, wanted: WantedRange): Promise<TagRange & { seriesId: string }> {
    const { prefix, digits } = wanted;
    await tx.execute('INSERT INTO label_tag_series (prefix, digits) VALUES ($1, $2) ON CONFLICT DO NOTHING', [
      prefix,
      digits,
    ]);
    const [{ id }] = await tx.query<{ id: string }>(
      'SELECT id FROM label_tag_series WHERE prefix = $1 AND digits = $2 FOR NO KEY UPDATE',
      [prefix, digits],
    );
    await tx.query('SELECT inventory_keep_tags($1)', [prefix]);
    // Another statement: what the one before us took is seen only after the wait.
    const { used, ...range } = await this.plan(tx, wanted);
    if (used.count > 0) throw new LabelTagsUsed(used.tags, used.count);
    return { ...range, seriesId: id };
  }

  async take(tx: Tx, runId: string, range: TagRange & { seriesId: string }): Promise<void> {
    await tx.execute(
      `INSERT INTO label_tag (tag, series_id, number, run_id)
       SELECT t.tag, $2, $3 + t.place - 1, $4 FROM unnest($1::text[]) WITH ORDINALITY AS t (tag, place)`,
      [tagsOf(range), range.seriesId, range.first, runId],
    );
    await tx.execute('UPDATE label_tag_series SET next_number = greatest(next_number, $2) WHERE id = $1', [
      range.seriesId,
      range.first + range.count,
    ]);
  }
}

function requireSound(range: TagRange): void {
  const fault = rangeFault(range);
  if (fault) throw invalidField(fault.field, fault.message);
}

async function lastInUse(db: Db, prefix: string, digits: number): Promise<number> {
  const [row] = await db.query<{ last: number | null }>(LAST_IN_USE, [prefix, digits]);
  return row?.last ?? 0;
}

async function nextNumber(db: Db, { prefix, digits }: WantedRange): Promise<number> {
  const [series] = await db.query<{ next: number }>(
    'SELECT next_number AS next FROM label_tag_series WHERE prefix = $1 AND digits = $2',
    [prefix, digits],
  );
  return Math.max(series?.next ?? 1, (await lastInUse(db, prefix, digits)) + 1);
}

async function usedTags(db: Db, tags: readonly string[]): Promise<UsedTags> {
  const rows = await db.query<{ tag: string; total: number }>(USED, [tags]);
  return { count: rows[0]?.total ?? 0, tags: rows.map(({ tag }) => tag) };
}
