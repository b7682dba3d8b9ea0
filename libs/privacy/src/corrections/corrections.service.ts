import { Injectable } from '@nestjs/common';
import { PeopleFacade, PersonNotFound } from '@app/directory';
import { Database } from '@app/platform';
import type { Db, Tx, Viewer } from '@app/platform';
import { requirePast, requireRemembered } from '../disclosures/disclosures.service.js';
import {
  CorrectionAnswered,
  CorrectionNotFound,
  HearingNotTold,
  NotAStudent,
  NothingCorrected,
} from '../privacy.errors.js';
import type { AnswerCorrectionDto, CorrectionDto, NewCorrectionDto } from './correction.dto.js';

export const HANDLES_RECORDS = 'person:export-record';

const FIELDS = `c.id, c.person_id AS "personId", c.state, c.asked_on AS "askedOn", c.asked_by AS "askedBy", c.wrong, c.answer, c.hearing_told_on AS "hearingToldOn", c.statement,
  identity_account_name(c.recorded_by) AS "recordedBy", identity_account_name(c.answered_by) AS "answeredBy", c.answered_at AS "answeredAt", c.version`;

/** What a family says is wrong, and what was answered (34 CFR 99.20 to 99.22). The record itself is corrected on its own page. */
@Injectable()
export class CorrectionsService {
  constructor(
    private readonly db: Database,
    private readonly people: PeopleFacade,
  ) {}

  /** @throws PersonNotFound */
  async of(viewer: Viewer, personId: string): Promise<CorrectionDto[]> {
    const db = this.db.read;
    const { id } = await this.people.require(db, viewer, HANDLES_RECORDS, personId);
    return db.query<CorrectionDto>(
      `SELECT ${FIELDS} FROM record_correction c WHERE c.person_id = ANY (directory_person_ids($1))
       ORDER BY c.recorded_at DESC, c.id DESC LIMIT 200`,
      [id],
    );
  }

  /** @throws PersonNotFound, NotAStudent, PersonForgotten, DayInFuture */
  ask(viewer: Viewer, personId: string, { askedOn, askedBy, wrong }: NewCorrectionDto): Promise<CorrectionDto> {
    return this.db.transaction(async (tx) => {
      const { id, kind } = await this.people.require(tx, viewer, HANDLES_RECORDS, personId);
      if (kind !== 'student') throw new NotAStudent();
      await requireRemembered(tx, id);
      await requirePast(tx, 'askedOn', askedOn);
      const [made] = await tx.query<{ id: string }>(
        `INSERT INTO record_correction (person_id, asked_on, asked_by, wrong, recorded_by) VALUES ($1, $2, $3, $4, $5) RETURNING id`,
        [id, askedOn, askedBy, wrong, viewer.accountId],
      );
      return load(tx, made.id);
    });
  }

  /** @throws CorrectionNotFound, CorrectionAnswered, HearingNotTold, NothingCorrected, DayInFuture */
  answer(viewer: Viewer, id: string, asked: AnswerCorrectionDto): Promise<CorrectionDto> {
    return this.db.transaction(async (tx) => {
      const { state, version, askedOn } = await this.lock(tx, viewer, id);
      if (state !== 'open' || version !== asked.version) throw new CorrectionAnswered();
      await requireHearing(tx, asked, askedOn);
      const { elsewhere } = asked;
      if (asked.state === 'corrected' && elsewhere === undefined) await requireChange(tx, id);
      const answer = elsewhere === undefined ? asked.answer : `${asked.answer}\n${elsewhere}`;
      await tx.execute(
        `UPDATE record_correction SET state = $2, answer = $3, hearing_told_on = $4, statement = $5, answered_by = $6,
           answered_at = clock_timestamp(), version = version + 1 WHERE id = $1`,
        [id, asked.state, answer, asked.hearingToldOn ?? null, asked.statement ?? null, viewer.accountId],
      );
      return load(tx, id);
    });
  }

  private async lock(tx: Tx, viewer: Viewer, id: string): Promise<{ state: string; version: number; askedOn: string }> {
    const [row] = await tx.query<{ personId: string; state: string; version: number; askedOn: string }>(
      `SELECT person_id AS "personId", state, version, asked_on AS "askedOn" FROM record_correction WHERE id = $1 FOR NO KEY UPDATE`,
      [id],
    );
    if (!row) throw new CorrectionNotFound();
    await this.people.require(tx, viewer, HANDLES_RECORDS, row.personId).catch((error: unknown) => {
      throw error instanceof PersonNotFound ? new CorrectionNotFound() : error;
    });
    return row;
  }
}

/** Since the day of the request, whenever it was recorded. What rosters and desks change, this log does not know. */
async function requireChange(tx: Tx, id: string): Promise<void> {
  const [{ changed }] = await tx.query<{ changed: boolean }>(
    `SELECT coalesce(directory_day(identity_last_change('person', directory_person_ids(c.person_id))) >= c.asked_on, false) AS changed
     FROM record_correction c WHERE c.id = $1`,
    [id],
  );
  if (!changed) throw new NothingCorrected();
}

async function requireHearing(
  tx: Tx,
  { state, hearingToldOn, statement, elsewhere }: AnswerCorrectionDto,
  askedOn: string,
): Promise<void> {
  if (state === 'declined') {
    if (hearingToldOn === undefined)
      throw new HearingNotTold('hearingToldOn', 'must be given when a request is declined');
    await requirePast(tx, 'hearingToldOn', hearingToldOn);
    if (elsewhere !== undefined) throw new HearingNotTold('elsewhere', 'belongs to a request that is met');
    if (hearingToldOn < askedOn) throw new HearingNotTold('hearingToldOn', 'must not be before the request');
    return;
  }
  for (const [field, value] of Object.entries({ hearingToldOn, statement })) {
    if (value !== undefined) throw new HearingNotTold(field, 'belongs to a request that is declined');
  }
}

async function load(db: Db, id: string): Promise<CorrectionDto> {
  const [row] = await db.query<CorrectionDto>(`SELECT ${FIELDS} FROM record_correction c WHERE c.id = $1`, [id]);
  return row;
}
