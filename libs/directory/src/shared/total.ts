import { ApiProperty } from '@nestjs/swagger';
import type { Db } from '@app/platform';

/** Totals are counted no further: beyond it a list says “1,000+”. */
export const MOST_COUNTED = 1_000;

export class TotalDto {
  @ApiProperty({ type: 'integer', maximum: MOST_COUNTED })
  count!: number;

  @ApiProperty({ description: 'There are more than `count`: show “1,000+”' })
  capped!: boolean;
}

/** `counted` may be one more than `MOST_COUNTED`. */
export const cappedTotal = (counted: number): TotalDto => ({
  count: Math.min(counted, MOST_COUNTED),
  capped: counted > MOST_COUNTED,
});

/** How many rows there are; the count ends as soon as there are too many. `rows`: FROM and WHERE of a list, without its order. */
export async function totalOf(db: Db, rows: string, values: readonly unknown[]): Promise<TotalDto> {
  const [{ count }] = await db.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM (SELECT 1 ${rows} LIMIT ${MOST_COUNTED + 1}) AS k`,
    values,
  );
  return cappedTotal(count);
}
