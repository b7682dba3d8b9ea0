import { Injectable } from '@nestjs/common';
import type { Db } from '@app/platform';

export interface OpenLoan {
  id: string;
  deviceId: string;
  personId: string | null;
  roomId: string | null;
}

/** Loans, for the libs above. They are opened and closed by the SQL functions of this lib, inside the caller's transaction. */
@Injectable()
export class CirculationFacade {
  /** The open loans of these devices, by device. */
  async openLoans(db: Db, deviceIds: readonly string[]): Promise<Map<string, OpenLoan>> {
    const loans = await db.query<OpenLoan>(
      `SELECT id, device_id AS "deviceId", person_id AS "personId", room_id AS "roomId"
       FROM loan WHERE device_id = ANY ($1::uuid[]) AND returned_at IS NULL`,
      [deviceIds],
    );
    return new Map(loans.map((loan) => [loan.deviceId, loan]));
  }
}
