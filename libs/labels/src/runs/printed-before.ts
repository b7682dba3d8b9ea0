import type { Db } from '@app/platform';
import type { PrintedBeforeDto, PrintedBeforeListDto } from './plan.dto.js';
import type { LabelKind, NewItem } from './run.js';

/** Kinds whose codes stand for one thing, with those that print the same codes. A class list is printed every year. */
const SAME_CODES: Partial<Record<LabelKind, readonly LabelKind[]>> = {
  device: ['device', 'tag-range'],
  serial: ['serial'],
  room: ['room'],
  cart: ['cart'],
};

const NAMED = 20;

const BEFORE = `SELECT min(i.code) AS code, count(DISTINCT r.id) AS times, max(r.created_at) AS at,
    (array_agg(r.id ORDER BY r.id DESC))[1] AS "runId",
    identity_account_name((array_agg(r.account_id ORDER BY r.id DESC))[1]) AS by, count(*) OVER () AS total
  FROM (SELECT DISTINCT platform_code_key(c) AS key FROM unnest($1::text[]) AS c) k
  JOIN label_item i ON i.code_key = k.key JOIN label_run r ON r.id = i.run_id
  WHERE r.kind = ANY ($2) AND r.voided_at IS NULL AND r.state = 'done'
  GROUP BY i.code_key ORDER BY i.code_key LIMIT ${NAMED}`;

/** Which of the codes were printed before: of each two labels may be about. */
export async function printedBefore(db: Db, kind: LabelKind, items: readonly NewItem[]): Promise<PrintedBeforeListDto> {
  const kinds = SAME_CODES[kind];
  if (!kinds) return { count: 0, items: [] };
  const rows = await db.query<PrintedBeforeDto & { total: number }>(BEFORE, [items.map(({ code }) => code), kinds]);
  return { count: rows[0]?.total ?? 0, items: rows.map(({ total: _total, ...row }) => row) };
}
