import { Injectable } from '@nestjs/common';
import type { PersonDto } from '@app/directory';
import { PeopleFacade, SitesFacade } from '@app/directory';
import { AdminLog } from '@app/identity';
import type { CalendarDay, Page } from '@app/kernel';
import { decodeCursor, encodeCursor, isId } from '@app/kernel';
import type { SiteScope, Tx, Viewer } from '@app/platform';
import { Database, invalidField } from '@app/platform';
import type { QuestionAnswer, QuestionKind } from './roster-question.rules.js';
import { ANSWER_DAYS, answerFault } from './roster-question.rules.js';
import { RosterAnswerInvalid, RosterQuestionClosed, RosterQuestionNotFound } from '../roster.errors.js';

export interface QuestionFilter {
  site?: readonly string[];
  sourceId?: string;
  kind?: QuestionKind;
  after?: string;
  limit: number;
}

/** Whom the roster has under the number of somebody else. */
export interface NumberTaker {
  name: string;
  number: string;
  grade: string | null;
}

/**
 * Whether somebody is still here whom the roster does not have, is back whom somebody withdrew, or is the one whom the
 * roster has with their number under another id.
 */
export interface RosterQuestion {
  id: string;
  kind: QuestionKind;
  sourceId: string;
  sourceName: string;
  person: PersonDto;
  /** Of `number-reused`. */
  taker: NumberTaker | null;
  runId: string;
  askedAt: string;
  /** Was answered with "later", and that day has come. */
  askedBefore: boolean;
  /** Devices that they have. */
  holds: number;
  /** The earliest day that a withdrawal may have. */
  leftFrom: CalendarDay;
  /** Of `missing`: the last day that their enrolments name. */
  leftOn: CalendarDay | null;
  version: number;
}

export interface AnswerRequest {
  answer: QuestionAnswer;
  on?: CalendarDay;
}

type Row = Omit<RosterQuestion, 'person'> & { personId: string };
interface Locked {
  id: string;
  personId: string;
  sourceId: string;
  kind: QuestionKind;
  state: string;
  leftFrom: CalendarDay;
  version: number;
}

/** Who has a number now may be of any site: about that is asked who may edit people everywhere. */
const IN_SCOPE = (place: string): string =>
  `(${place}::uuid[] IS NULL OR q.kind <> 'number-reused' AND EXISTS (SELECT 1 FROM person_site ps WHERE ps.person_id = q.person_id AND ps.site_id = ANY (${place})))`;
/** Whoever took a device was there that day. */
const LEFT_FROM = `greatest(directory_day(q.asked_at) - ${ANSWER_DAYS}, (SELECT directory_day(max(l.loaned_at)) FROM loan l
  WHERE l.person_id = ANY (directory_person_ids(q.person_id)) AND NOT l.corrected))`;
/** Of a question `q` and its source `s`: what the roster says of who has the number now. */
const TAKER = `LEFT JOIN roster_record n ON n.source_id = q.source_id AND n.kind = 'user' AND n.id = q.user_id`;
const TAKEN_NUMBER = 'exchange_roster_number(s.number_field, n.vals)';
/** Asked now: not before the day that somebody named, and of whom it still is one. */
const DUE = `q.state = 'open' AND (q.answer_on IS NULL OR q.answer_on <= directory_day(clock_timestamp()))
  AND p.state = CASE q.kind WHEN 'missing' THEN 'active' WHEN 'returned' THEN 'withdrawn' ELSE p.state END AND p.merged_into_id IS NULL`;

/** What rosters leave to people: nobody is withdrawn, or taken back from a clerk's withdrawal, by a file. */
@Injectable()
export class RosterQuestionsService {
  constructor(
    private readonly db: Database,
    private readonly people: PeopleFacade,
    private readonly sites: SitesFacade,
    private readonly log: AdminLog,
  ) {}

  /** Of the people whom the viewer may edit, the longest asked first. @throws SiteNotFound */
  async list(viewer: Viewer, { site, sourceId, kind, after, limit }: QuestionFilter): Promise<Page<RosterQuestion>> {
    const db = this.db.read;
    const asked = await this.sites.named(db, viewer, 'person:edit', site);
    const [at, id] = after === undefined ? [null, null] : cursorOf(after);
    const rows = await db.query<Row>(
      `SELECT q.id, q.kind, q.source_id AS "sourceId", s.name AS "sourceName", q.person_id AS "personId", q.run_id AS "runId", q.asked_at AS "askedAt",
         q.answer IS NOT NULL AS "askedBefore", ${LEFT_FROM} AS "leftFrom", q.left_on AS "leftOn", q.version,
         CASE WHEN n.id IS NOT NULL THEN jsonb_build_object('name', concat_ws(', ', n.vals[2], n.vals[1]), 'number', ${TAKEN_NUMBER}, 'grade', n.vals[9]) END AS taker,
         (SELECT count(*) FROM loan l WHERE l.person_id = ANY (directory_person_ids(q.person_id)) AND l.returned_at IS NULL) AS holds
       FROM roster_question q JOIN roster_source s ON s.id = q.source_id JOIN person p ON p.id = q.person_id ${TAKER}
       WHERE ${DUE} AND ${IN_SCOPE('$1')} AND ($2::uuid[] IS NULL OR p.primary_site_id = ANY ($2))
         AND ($3::uuid IS NULL OR q.source_id = $3) AND ($4::text IS NULL OR q.kind = $4)
         AND ($5::timestamptz IS NULL OR (q.asked_at, q.id) > ($5, $6::uuid))
       ORDER BY q.asked_at, q.id LIMIT $7`,
      [scopeValue(viewer), asked ?? null, sourceId ?? null, kind ?? null, at, id, limit + 1],
    );
    const page = rows.slice(0, limit);
    const people = await this.people.rows(
      db,
      viewer,
      page.map(({ personId }) => personId),
    );
    const byId = new Map(people.map((person) => [person.id, person]));
    const last = rows.length > limit ? page.at(-1) : undefined;
    return {
      items: page.flatMap(({ personId, ...row }) =>
        byId.has(personId) ? [{ ...row, person: byId.get(personId)! }] : [],
      ),
      next: last ? encodeCursor([last.askedAt, last.id]) : null,
    };
  }

  /** @throws RosterQuestionNotFound (also of people outside `person:edit`), RosterQuestionClosed, RosterAnswerInvalid */
  answer(viewer: Viewer, id: string, { version, ...request }: AnswerRequest & { version: number }): Promise<void> {
    return this.db.transaction(async (tx) => {
      const [question] = await this.lock(tx, viewer, [id]);
      if (!question) throw new RosterQuestionNotFound([id]);
      if (question.state !== 'open' || question.version !== version) throw new RosterQuestionClosed();
      await this.check(tx, [question], request);
      await this.settle(tx, viewer, [question], request);
    });
  }

  /**
   * The same answer to many, of one kind. Those that were settled meanwhile are left out.
   * @returns how many were answered @throws RosterQuestionNotFound (names those that are not there, or not the viewer's), RosterAnswerInvalid
   */
  answerAll(
    viewer: Viewer,
    ids: readonly string[],
    request: AnswerRequest,
  ): Promise<{ answered: number; settledBefore: number }> {
    return this.db.transaction(async (tx) => {
      const questions = await this.lock(tx, viewer, ids);
      const found = new Set(questions.map(({ id }) => id));
      const unknown = [...new Set(ids)].filter((id) => !found.has(id));
      if (unknown.length > 0) throw new RosterQuestionNotFound(unknown);
      const open = questions.filter(({ state }) => state === 'open');
      await this.check(tx, open, request);
      await this.settle(tx, viewer, open, request);
      return { answered: open.length, settledBefore: questions.length - open.length };
    });
  }

  private lock(tx: Tx, viewer: Viewer, ids: readonly string[]): Promise<Locked[]> {
    return tx.query<Locked>(
      `SELECT q.id, q.person_id AS "personId", q.source_id AS "sourceId", q.kind, q.state, ${LEFT_FROM} AS "leftFrom", q.version
       FROM roster_question q
       WHERE q.id = ANY ($1::uuid[]) AND ${IN_SCOPE('$2')} ORDER BY q.id FOR NO KEY UPDATE`,
      [ids, scopeValue(viewer)],
    );
  }

  private async check(tx: Tx, questions: readonly Locked[], request: AnswerRequest): Promise<void> {
    const [{ today }] = await tx.query<{ today: CalendarDay }>('SELECT directory_day(clock_timestamp()) AS today');
    for (const { kind, leftFrom } of questions) {
      const fault = answerFault(kind, request, { today, leftFrom });
      if (fault) throw new RosterAnswerInvalid(fault.field, fault.message);
    }
  }

  private async settle(
    tx: Tx,
    viewer: Viewer,
    questions: readonly Locked[],
    { answer, on }: AnswerRequest,
  ): Promise<void> {
    const ids = questions.map(({ id }) => id);
    const people = questions.map(({ personId }) => personId);
    if (answer === 'withdraw') await withdraw(tx, people, on!);
    if (answer === 'same-person') await tx.execute(SAME_PERSON, [ids]);
    if (answer === 'somebody-else') await tx.query(SOMEBODY_ELSE, [ids]);
    if (answer === 'take-back') await tx.query('SELECT directory_take_back($1::uuid[])', [people]);
    await tx.execute(
      `UPDATE roster_question SET state = CASE WHEN $2 = 'later' THEN 'open' WHEN $2 IN ('still-here', 'stays-withdrawn') THEN 'answered' ELSE 'closed' END, answer = $2,
         answer_on = $3::date, answered_by = $4, answered_at = clock_timestamp(), version = version + 1 WHERE id = ANY ($1::uuid[])`,
      [ids, answer, on ?? null, viewer.accountId],
    );
    for (const { id, personId } of questions) {
      await this.log.record(tx, {
        viewer,
        action: 'roster-question.answered',
        subjectKind: 'person',
        subjectId: personId,
        after: { questionId: id, answer, on },
      });
    }
  }
}

/** The id means them from the next run on; who was withdrawn by the roster is taken back by it. */
const SAME_PERSON = `
  INSERT INTO roster_member (source_id, user_id, person_id, withdrew)
  SELECT q.source_id, q.user_id, q.person_id, EXISTS (SELECT FROM roster_member m WHERE m.source_id = q.source_id AND m.person_id = q.person_id AND m.withdrew)
  FROM roster_question q WHERE q.id = ANY ($1::uuid[])
  ON CONFLICT (source_id, user_id) DO UPDATE SET person_id = excluded.person_id, present = true, withdrew = excluded.withdrew`;

/**
 * The number is free for who has it in the roster now: the next run makes them. One that another source gives to whom we
 * have stays theirs, or the two sources would take it from each other: the runs refuse who comes with it.
 */
const SOMEBODY_ELSE = `
  SELECT directory_free_number(q.person_id, ${TAKEN_NUMBER})
  FROM roster_question q JOIN roster_source s ON s.id = q.source_id ${TAKER}
  WHERE q.id = ANY ($1::uuid[]) AND NOT EXISTS (SELECT 1 FROM roster_member m JOIN roster_source o ON o.id = m.source_id AND o.active
    WHERE m.person_id = q.person_id AND m.source_id <> q.source_id AND m.present)
  ORDER BY q.person_id`;

/** The roster's silence was the reason: when it names them again, they are taken back. */
async function withdraw(tx: Tx, people: readonly string[], on: CalendarDay): Promise<void> {
  await tx.query('SELECT directory_withdraw($1::uuid[], $2)', [people, on]);
  await tx.execute('UPDATE roster_member SET withdrew = true, present = false WHERE person_id = ANY ($1::uuid[])', [
    people,
  ]);
}

function scopeValue(viewer: Viewer): readonly string[] | null {
  const scope: SiteScope = viewer.sitesFor('person:edit');
  return scope === 'all' ? null : scope;
}

function cursorOf(after: string): [string, string] {
  const [at, id] = decodeCursor(after, 2) ?? [];
  if (typeof at === 'string' && /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(at) && isId(id)) return [at, id];
  throw invalidField('after', 'must be the `next` of a page');
}
