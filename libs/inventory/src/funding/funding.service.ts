import { Injectable } from '@nestjs/common';
import { newId } from '@app/kernel';
import { Database } from '@app/platform';
import type { Db, Tx } from '@app/platform';
import { FundingInvalid } from '../inventory.errors.js';
import type { FundingSourceDto, FundingSplitDto, NewFundingSourceDto } from './funding.dto.js';
import type { FundingLine } from './funding.rules.js';
import { fingerprintOf, splitFault } from './funding.rules.js';

const SOURCE = `id, code, name, kind, award_number AS "awardNumber"`;

@Injectable()
export class FundingService {
  constructor(private readonly db: Database) {}

  sources(): Promise<FundingSourceDto[]> {
    return this.db.read.query<FundingSourceDto>(`SELECT ${SOURCE} FROM funding_source ORDER BY code, id`);
  }

  /** @throws FundingSourceTaken */
  createSource({ code, name, kind, awardNumber }: NewFundingSourceDto): Promise<FundingSourceDto> {
    return this.db.transaction(async (tx) => {
      const [source] = await tx.query<FundingSourceDto>(
        `INSERT INTO funding_source (id, code, name, kind, award_number) VALUES ($1, $2, $3, $4, $5) RETURNING ${SOURCE}`,
        [newId(), code, name, kind ?? 'local', awardNumber ?? null],
      );
      return source;
    });
  }

  async split(db: Db, id: string): Promise<FundingSplitDto> {
    const lines = await db.query<FundingSplitDto['lines'][number]>(
      `SELECT s.id AS "sourceId", s.code, s.name, l.basis_points AS "basisPoints"
       FROM funding_split_line l JOIN funding_source s ON s.id = l.funding_source_id
       WHERE l.split_id = $1 ORDER BY l.basis_points DESC, s.code`,
      [id],
    );
    return { id, lines };
  }

  /**
   * The id of the split with these lines, made when there is none; a split never changes.
   * @throws FundingInvalid unless the lines sum to 10,000 basis points and name each source once; ReferenceUnknown
   */
  async splitOf(tx: Tx, lines: readonly FundingLine[]): Promise<string> {
    const fault = splitFault(lines);
    if (fault) throw new FundingInvalid(fault);
    const fingerprint = fingerprintOf(lines);
    const made = await tx.query<{ id: string }>(
      `INSERT INTO funding_split (id, fingerprint) VALUES ($1, $2) ON CONFLICT (fingerprint) DO NOTHING RETURNING id`,
      [newId(), fingerprint],
    );
    if (made.length === 0) {
      // A statement of its own: only it sees the split that a twin committed while we waited.
      const [known] = await tx.query<{ id: string }>(`SELECT id FROM funding_split WHERE fingerprint = $1`, [
        fingerprint,
      ]);
      return known.id;
    }
    const [{ id }] = made;
    await tx.execute(
      `INSERT INTO funding_split_line (split_id, funding_source_id, basis_points)
       SELECT $1, * FROM unnest($2::uuid[], $3::integer[])`,
      [id, lines.map(({ sourceId }) => sourceId), lines.map(({ basisPoints }) => basisPoints)],
    );
    return id;
  }
}
