import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { PersonRecords } from '@app/directory';
import { AccessLog } from '@app/identity';
import { Database } from '@app/platform';
import type { Viewer } from '@app/platform';
import { DisclosuresService } from '../disclosures/disclosures.service.js';
import type { PersonRecord } from './person-record.js';
import { recordJson } from './person-record.js';
import { drawRecord } from './record-pdf.js';

export type RecordFormat = 'pdf' | 'json';

/** Reads what every lib holds about one student, as it stands in one moment. Nothing of it is kept as a file. */
@Injectable()
export class RecordReader {
  constructor(
    private readonly db: Database,
    private readonly records: PersonRecords,
    private readonly disclosures: DisclosuresService,
    private readonly accessLog: AccessLog,
  ) {}

  /** @throws RecordNotReady, PersonNotFound */
  async fetch(viewer: Viewer, disclosureId: string, format: RecordFormat): Promise<string | Readable> {
    const record = await this.read(viewer, disclosureId);
    return format === 'json' ? `${JSON.stringify(recordJson(record), null, 2)}\n` : drawRecord(record);
  }

  private read(viewer: Viewer, disclosureId: string): Promise<PersonRecord> {
    // The scans of one person have no index: on a busy district that is a look at all of them.
    const options = { isolation: 'repeatable read' as const, statementTimeoutMs: 60_000 };
    return this.db.transaction(async (tx) => {
      const { id, primarySiteId } = await this.disclosures.ready(tx, viewer, disclosureId);
      const [head] = await tx.query<
        Pick<PersonRecord, 'district' | 'timeZone' | 'madeAt' | 'madeBy'> & { ids: string[] }
      >(
        `SELECT d.name AS district, d.time_zone AS "timeZone", clock_timestamp() AS "madeAt",
           coalesce(identity_account_name($2), 'Cubby') AS "madeBy", directory_person_ids($1) AS ids FROM district d`,
        [id, viewer.accountId],
      );
      await this.accessLog.record(tx, {
        ...{ viewer, action: 'person.record-fetched', personId: id, siteId: primarySiteId ?? undefined },
        route: 'GET /api/v1/disclosures/:id/record',
        detail: { disclosureId },
      });
      const { ids, ...rest } = head;
      const sections: PersonRecord['sections'] = [];
      for (const holding of this.records.all()) sections.push(...(await holding.sections(tx, ids)));
      return { format: 'cubby-student-record/1', ...rest, disclosureId, sections };
    }, options);
  }
}
