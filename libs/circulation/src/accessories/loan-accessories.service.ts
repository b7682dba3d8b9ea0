import { Injectable } from '@nestjs/common';
import { PeopleFacade } from '@app/directory';
import { AccessLog } from '@app/identity';
import { Database } from '@app/platform';
import type { Viewer } from '@app/platform';
import { AccessoryLineNotFound, AccessoryNotOwed } from '../circulation.errors.js';
import type { OwedAccessoryDto } from './loan-accessory.dto.js';

/** Chargers and cases that did not come back with their device. */
@Injectable()
export class LoanAccessoriesService {
  constructor(
    private readonly db: Database,
    private readonly people: PeopleFacade,
    private readonly accessLog: AccessLog,
  ) {}

  /** @throws PersonNotFound outside `person:read` */
  async owedBy(viewer: Viewer, personId: string): Promise<OwedAccessoryDto[]> {
    const db = this.db.read;
    const { id, primarySiteId } = await this.people.require(db, viewer, 'person:read', personId);
    await this.accessLog.look(db, {
      viewer,
      action: 'loans.viewed',
      personId: id,
      siteId: primarySiteId,
      route: 'GET /api/v1/people/:id/owed-accessories',
    });
    return db.query<OwedAccessoryDto>(
      `SELECT v.id, v.name, v.kind, v.device_id AS "deviceId", coalesce(d.asset_tag, d.serial) AS tag, v.given, v.owed, v.returned_at AS "returnedAt"
       FROM loan l JOIN circulation.v_accessory v ON v.loan_id = l.id JOIN device d ON d.id = l.device_id
       WHERE l.person_id = ANY (directory_person_ids($1)) AND l.returned_at IS NOT NULL AND v.tag_loan_id IS NULL AND v.owed > 0
       ORDER BY v.returned_at, v.name LIMIT 100`,
      [id],
    );
  }

  /** One of what is owed, at a site where the viewer takes devices back. @throws AccessoryLineNotFound, AccessoryNotOwed */
  takeBack(viewer: Viewer, lineId: string, how: string): Promise<void> {
    const sites = viewer.sitesFor('device:check-in');
    return this.db.transaction(async (tx) => {
      const [line] = await tx.query(
        `SELECT FROM loan_accessory a JOIN loan l ON l.id = a.loan_id
         WHERE a.id = $1 AND NOT l.corrected AND ($2::uuid[] IS NULL OR l.site_id = ANY ($2)) FOR NO KEY UPDATE OF a`,
        [lineId, sites === 'all' ? null : sites],
      );
      if (!line) throw new AccessoryLineNotFound();
      const [{ owed }] = await tx.query<{ owed: boolean }>(
        `SELECT owed > 0 AND tag_loan_id IS NULL AND returned_at IS NOT NULL AS owed FROM circulation.v_accessory WHERE id = $1`,
        [lineId],
      );
      if (!owed) throw new AccessoryNotOwed();
      await tx.execute('INSERT INTO accessory_return (line_id, count, how, returned_by) VALUES ($1, 1, $2, $3)', [
        lineId,
        how,
        viewer.accountId,
      ]);
    });
  }
}
