import { Injectable } from '@nestjs/common';
import type { DeviceState, Hold } from '@app/kernel';
import { DeviceNotFound } from '@app/inventory';
import { PersonNotFound } from '@app/directory';
import { Database } from '@app/platform';
import type { Db, Tx, Viewer } from '@app/platform';
import { ReservationRefused } from '../circulation.errors.js';
import type { NewReservationDto, ReservationDto, ReservationLineDto, ReservationPairDto } from './reservation.dto.js';
import { reservationOutcome } from './reservation.rules.js';
import type { ReservationRefusal } from './reservation.rules.js';
import { ReservationsService } from './reservations.service.js';

/** A wish as it was given: ids of a page, or codes of a list. */
interface Wish {
  device: string;
  person: string;
}

interface WishRow {
  line: number;
  deviceId: string | null;
  deviceState: DeviceState | null;
  liveFor: 'nobody' | 'them' | 'another';
  deviceHolds: Hold[] | null;
  with: 'nobody' | 'them' | 'another';
  promised: boolean;
  personId: string | null;
  personState: 'active' | 'withdrawn' | null;
  personName: string | null;
}

interface Planned extends WishRow {
  outcome: 'reserve' | 'unchanged' | ReservationRefusal;
}

/** `$1`, `$2`: devices and people of the lines; `$3`, `$4`: the sites of `device:check-out` and `person:read`, NULL for all. */
const FACTS = (device: string, person: string): string => `
  SELECT w.line::int AS line, d.id AS "deviceId", d.state AS "deviceState", p.id AS "personId", p.state AS "personState",
    p.given_name || ' ' || p.family_name AS "personName",
    CASE WHEN r.id IS NULL THEN 'nobody' WHEN r.person_id = ANY (directory_person_ids(p.id)) THEN 'them' ELSE 'another' END AS "liveFor",
    d.holds AS "deviceHolds",
    CASE WHEN l.id IS NULL THEN 'nobody' WHEN l.person_id = ANY (directory_person_ids(p.id)) THEN 'them' ELSE 'another' END AS with,
    EXISTS (SELECT 1 FROM reservation o WHERE o.person_id = ANY (directory_person_ids(p.id)) AND o.state = 'live' AND o.device_id <> d.id) AS promised
  FROM unnest($1::text[], $2::text[]) WITH ORDINALITY AS w (device, person, line)
  LEFT JOIN LATERAL (SELECT v.* FROM device v WHERE v.id = ${device}
    AND ($3::uuid[] IS NULL OR v.home_site_id = ANY ($3) OR v.location_site_id = ANY ($3))) d ON true
  LEFT JOIN person asked ON asked.id = ${person}
  LEFT JOIN LATERAL (SELECT q.* FROM person q WHERE q.id = coalesce(asked.merged_into_id, asked.id) AND ($4::uuid[] IS NULL
    OR EXISTS (SELECT 1 FROM person_site s WHERE s.person_id = q.id AND s.site_id = ANY ($4)))) p ON true
  LEFT JOIN reservation r ON r.device_id = d.id AND r.state = 'live'
  LEFT JOIN loan l ON l.device_id = d.id AND l.returned_at IS NULL
  ORDER BY w.line`;

const BY_ID = FACTS('w.device::uuid', 'w.person::uuid');
const BY_CODE = FACTS(
  '(SELECT c.record_id FROM inventory.v_code c WHERE c.value_key = platform_code_key(w.device) LIMIT 1)',
  `(SELECT c.record_id FROM directory.v_code c WHERE c.value_key = platform_code_key(w.person) AND c.kind = 'person' LIMIT 1)`,
);

@Injectable()
export class ReserveService {
  constructor(
    private readonly db: Database,
    private readonly reservations: ReservationsService,
  ) {}

  /** @throws DeviceNotFound (outside `device:check-out`), PersonNotFound (outside `person:read`), ReservationRefused */
  reserve(viewer: Viewer, { deviceId, personId }: NewReservationDto): Promise<ReservationDto> {
    return this.db.transaction(async (tx) => {
      const [planned] = await this.lockedPlan(tx, viewer, [{ device: deviceId, person: personId }], BY_ID);
      if (planned.outcome === 'device-unknown') throw new DeviceNotFound();
      if (planned.outcome === 'person-unknown') throw new PersonNotFound();
      if (planned.outcome !== 'reserve')
        throw new ReservationRefused(planned.outcome === 'unchanged' ? 'device-reserved' : planned.outcome);
      const [id] = await this.write(tx, viewer, [planned]);
      return this.reservations.shownById(tx, viewer, id);
    });
  }

  /** What a list would do; writes nothing. */
  async check(viewer: Viewer, pairs: readonly ReservationPairDto[]): Promise<ReservationLineDto[]> {
    return shown(pairs, await this.plan(this.db.read, viewer, wishesOf(pairs), BY_CODE));
  }

  /** Sets aside what can be; the other lines say why not. */
  reserveAll(viewer: Viewer, pairs: readonly ReservationPairDto[]): Promise<ReservationLineDto[]> {
    return this.db.transaction(async (tx) => {
      const planned = await this.lockedPlan(tx, viewer, wishesOf(pairs), BY_CODE);
      await this.write(
        tx,
        viewer,
        planned.filter(({ outcome }) => outcome === 'reserve'),
      );
      return shown(pairs, planned);
    });
  }

  /** Who waits for the locks sees what the one before them has reserved or handed out. */
  private async lockedPlan(tx: Tx, viewer: Viewer, wishes: readonly Wish[], facts: string): Promise<Planned[]> {
    const before = await this.plan(tx, viewer, wishes, facts);
    const devices = before.flatMap(({ deviceId }) => deviceId ?? []);
    await tx.query(
      'SELECT directory_lock_person(x) FROM (SELECT DISTINCT unnest($1::uuid[]) AS x ORDER BY 1) AS people',
      [before.flatMap(({ personId }) => personId ?? [])],
    );
    await tx.query('SELECT inventory_lock_devices($1::uuid[])', [devices]);
    return this.plan(tx, viewer, wishes, facts);
  }

  private async plan(db: Db, viewer: Viewer, wishes: readonly Wish[], facts: string): Promise<Planned[]> {
    const [devices, people] = ['device:check-out', 'person:read'].map((permission) => viewer.sitesFor(permission));
    const rows = await db.query<WishRow>(facts, [
      wishes.map(({ device }) => device),
      wishes.map(({ person }) => person),
      devices === 'all' ? null : devices,
      people === 'all' ? null : people,
    ]);
    const seen = new Set<string>();
    const promised = new Set<string>();
    return rows.map((row) => {
      const repeated = row.deviceId !== null && seen.has(row.deviceId);
      if (row.deviceId !== null) seen.add(row.deviceId);
      const { deviceState, deviceHolds, liveFor, personId, personState } = row;
      const outcome = reservationOutcome({
        device: deviceState === null ? null : { state: deviceState, holds: deviceHolds ?? [], liveFor, with: row.with },
        person:
          personState === null ? null : { state: personState, promised: row.promised || promised.has(personId ?? '') },
        repeated,
      });
      if (outcome === 'reserve' && personId !== null) promised.add(personId);
      return { ...row, outcome };
    });
  }

  private async write(tx: Tx, viewer: Viewer, planned: readonly Planned[]): Promise<string[]> {
    const rows = await tx.query<{ id: string }>(
      `INSERT INTO reservation (device_id, person_id, reserved_by) SELECT d, p, $3 FROM unnest($1::uuid[], $2::uuid[]) AS w (d, p) RETURNING id`,
      [planned.map(({ deviceId }) => deviceId), planned.map(({ personId }) => personId), viewer.accountId],
    );
    return rows.map(({ id }) => id);
  }
}

const wishesOf = (pairs: readonly ReservationPairDto[]): Wish[] =>
  pairs.map(({ tag, number }) => ({ device: tag, person: number }));

const shown = (pairs: readonly ReservationPairDto[], planned: readonly Planned[]): ReservationLineDto[] =>
  planned.map(({ line, outcome, personName }) => {
    const { tag, number } = pairs[line - 1];
    const plain = outcome === 'reserve' || outcome === 'unchanged';
    return { line, tag, number, outcome: plain ? outcome : 'refuse', reason: plain ? null : outcome, personName };
  });
