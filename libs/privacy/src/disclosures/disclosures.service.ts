import { Injectable } from '@nestjs/common';
import { PeopleFacade } from '@app/directory';
import type { PersonFacts } from '@app/directory';
import { AccessLog } from '@app/identity';
import { Database } from '@app/platform';
import type { Db, Tx, Viewer } from '@app/platform';
import { DayInFuture, NotAStudent, RecordNotReady } from '../privacy.errors.js';
import type {
  DisclosureBasis,
  DisclosureDto,
  DisclosureOrigin,
  MakeRecordDto,
  NewDisclosureDto,
} from './disclosure.dto.js';

/** How long whoever made a record may fetch it. */
const READY_HOURS = 24;

const FIELDS = `d.id, $1::uuid AS "personId", d.origin, d.disclosed_on AS "disclosedOn", d.recipient, d.purpose, d.described, d.basis,
  (SELECT count(*)::int FROM disclosure_person o WHERE o.disclosure_id = d.id) AS people,
  identity_account_name(d.recorded_by) AS "recordedBy", d.recorded_at AS "recordedAt",
  CASE WHEN d.origin = 'record' AND d.recorded_by = $2 AND d.recorded_at > clock_timestamp() - make_interval(hours => ${READY_HOURS})
    THEN d.recorded_at + make_interval(hours => ${READY_HOURS}) END AS "readyUntil"`;

interface NewDisclosure {
  origin: DisclosureOrigin;
  recipient: string;
  purpose: string;
  described: string;
  basis: DisclosureBasis;
  on?: string;
  exportId?: string;
  accountId: string | null;
}

/** To whom a student's data went (34 CFR 99.32). What is written here stays. */
@Injectable()
export class DisclosuresService {
  constructor(
    private readonly db: Database,
    private readonly people: PeopleFacade,
    private readonly accessLog: AccessLog,
  ) {}

  /** @throws PersonNotFound */
  async of(viewer: Viewer, personId: string): Promise<DisclosureDto[]> {
    const db = this.db.read;
    const { id } = await this.people.require(db, viewer, 'disclosure:record', personId);
    return db.query<DisclosureDto>(
      `SELECT ${FIELDS} FROM disclosure_person p JOIN disclosure d ON d.id = p.disclosure_id
       WHERE p.person_id = ANY (directory_person_ids($1)) ORDER BY d.disclosed_on DESC, d.id DESC LIMIT 200`,
      [id, viewer.accountId],
    );
  }

  /** One that was made by letter, by telephone, by word of mouth. @throws PersonNotFound, NotAStudent, DayInFuture */
  note(viewer: Viewer, personId: string, { disclosedOn, ...words }: NewDisclosureDto): Promise<DisclosureDto> {
    return this.db.transaction(async (tx) => {
      const { id } = await this.student(tx, viewer, 'disclosure:record', personId);
      await requirePast(tx, 'disclosedOn', disclosedOn);
      const made = { ...words, origin: 'by-hand' as const, on: disclosedOn, accountId: viewer.accountId };
      return this.load(tx, viewer, id, (await this.record(tx, made, [id]))!);
    });
  }

  /**
   * A student's record is handed out: noted first, fetched afterwards, within a day, by the same account.
   * @throws PersonNotFound, NotAStudent
   */
  makeRecord(viewer: Viewer, personId: string, request: MakeRecordDto): Promise<DisclosureDto> {
    return this.db.transaction(async (tx) => {
      const { id, primarySiteId } = await this.student(tx, viewer, 'person:export-record', personId);
      const described = 'The whole record';
      const made = { ...request, described, origin: 'record' as const, accountId: viewer.accountId };
      const disclosureId = (await this.record(tx, made, [id]))!;
      await this.accessLog.record(tx, {
        ...{ viewer, action: 'person.record-made', personId: id, siteId: primarySiteId ?? undefined },
        route: 'POST /api/v1/people/:id/record',
        detail: { disclosureId },
      });
      return this.load(tx, viewer, id, disclosureId);
    });
  }

  /** Whose record it is that may be fetched now. @throws RecordNotReady, PersonNotFound */
  async ready(db: Db, viewer: Viewer, disclosureId: string): Promise<PersonFacts> {
    const [made] = await db.query<{ personId: string }>(
      `SELECT o.person_id AS "personId" FROM disclosure d JOIN disclosure_person o ON o.disclosure_id = d.id
       WHERE d.id = $1 AND d.origin = 'record' AND d.recorded_by = $2
         AND d.recorded_at > clock_timestamp() - make_interval(hours => ${READY_HOURS})`,
      [disclosureId, viewer.accountId],
    );
    if (!made) throw new RecordNotReady();
    return this.people.require(db, viewer, 'person:export-record', made.personId);
  }

  /** In the transaction of the act. @returns its id; `null` when none of the people is a student */
  async record(tx: Tx, disclosure: NewDisclosure, people: readonly string[]): Promise<string | null> {
    const [{ id }] = await tx.query<{ id: string | null }>(`SELECT privacy_record_disclosure($1::jsonb, $2) AS id`, [
      JSON.stringify(disclosure),
      people,
    ]);
    return id;
  }

  private async load(db: Db, viewer: Viewer, personId: string, id: string): Promise<DisclosureDto> {
    const [row] = await db.query<DisclosureDto>(`SELECT ${FIELDS} FROM disclosure d WHERE d.id = $3`, [
      personId,
      viewer.accountId,
      id,
    ]);
    return row;
  }

  private async student(tx: Tx, viewer: Viewer, permission: string, id: string): Promise<PersonFacts> {
    const person = await this.people.require(tx, viewer, permission, id);
    if (person.kind !== 'student') throw new NotAStudent();
    await requireRemembered(tx, person.id);
    return person;
  }
}

/** @throws DayInFuture */
export async function requirePast(db: Db, field: string, day: string): Promise<void> {
  const [{ future }] = await db.query<{ future: boolean }>(
    'SELECT $1::date > directory_day(clock_timestamp()) AS future',
    [day],
  );
  if (future) throw new DayInFuture(field);
}

/** Nobody forgets them meanwhile. @throws PersonForgotten */
export const requireRemembered = async (tx: Tx, personId: string): Promise<void> =>
  void (await tx.query('SELECT directory_keep_remembered($1)', [personId]));
