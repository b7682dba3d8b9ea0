import { Injectable } from '@nestjs/common';
import type { NumberCells } from '@app/platform';
import { Database } from '@app/platform';
import type { ImportKind } from './import-kinds.js';
import type { ImportOptions } from './import-run.js';
import type { CodesOnRecord, PadField, PadOffer } from './padding.rules.js';
import { padFieldsOf, padOffer } from './padding.rules.js';

/** Every code of a large district, from a cold disk. */
const COUNT_MAY_TAKE_MS = 60_000;

const CODES = {
  tag: 'SELECT asset_tag AS code FROM device',
  student: `SELECT number AS code FROM person WHERE kind = 'student'`,
  staff: `SELECT number AS code FROM person WHERE kind = 'staff'`,
};

/** Finds columns of codes that lost the zeros in front, from how the district writes such codes. */
@Injectable()
export class PadOffers {
  constructor(private readonly db: Database) {}

  /** For each column the offers for the fields that it could give, whatever it is mapped to now. */
  async find(
    kind: ImportKind,
    { personKind }: Pick<ImportOptions, 'personKind'>,
    columns: readonly (readonly NumberCells[])[],
  ): Promise<PadOffer[][]> {
    const samples = columns.flatMap((numbers) => numbers.flatMap((like) => like.samples));
    if (samples.length === 0) return columns.map(() => []);
    const ruled = await this.ruled(samples);
    const onRecord = new Map<PadField, CodesOnRecord[]>();
    for (const field of padFieldsOf(kind)) onRecord.set(field, await this.onRecord(field, personKind));
    return columns.map((numbers) =>
      [...onRecord].flatMap(([field, codes]) => padOffer(field, numbers, { ruled, onRecord: codes }) ?? []),
    );
  }

  private async ruled(codes: readonly string[]): Promise<Map<string, string[]>> {
    const rows = await this.db.read.query<{ code: string; made: string[] }>(
      'SELECT c.code, directory_code_rule_keys(c.code, NULL) AS made FROM (SELECT DISTINCT unnest($1::text[]) AS code) c',
      [codes],
    );
    return new Map(rows.map(({ code, made }) => [code, made]));
  }

  private onRecord(field: PadField, personKind: ImportOptions['personKind']): Promise<CodesOnRecord[]> {
    const whose = field === 'number' ? personKind : field === 'holder' ? 'student' : field;
    const counts = `SELECT CASE WHEN code ~ '^[0-9]+$' THEN length(code) END AS digits, count(*) AS codes,
        count(*) FILTER (WHERE code LIKE '0%') AS zeros
      FROM (${CODES[whose]}) c GROUP BY 1`;
    return this.db.transaction((tx) => tx.query<CodesOnRecord>(counts), {
      statementTimeoutMs: COUNT_MAY_TAKE_MS,
      readOnly: true,
      idempotency: 'skip',
    });
  }
}
