import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Rosters: who sends them, what each source has said so far, runs with their rows, questions, and who moved. */
export class ExchangeRosters1790000000400 implements MigrationInterface {
  name = 'ExchangeRosters1790000000400';

  async up(q: QueryRunner): Promise<void> {
    await q.query(`
      CREATE TABLE roster_source (
        id uuid NOT NULL DEFAULT uuidv7(),
        -- Its folder, for files that are laid down.
        code text NOT NULL,
        name text COLLATE "und-x-icu" NOT NULL,
        -- identifier, sourcedId, username, userId:<type>; NULL until the first file told.
        number_field text,
        -- Why: {field, matched, of, filled}[], the best first.
        number_why jsonb,
        -- More than this share of the people leaving, and a run stops.
        withdraw_limit_percent smallint NOT NULL DEFAULT 10,
        watched boolean NOT NULL DEFAULT false,
        active boolean NOT NULL DEFAULT true,
        version integer NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        CONSTRAINT pk_roster_source PRIMARY KEY (id),
        CONSTRAINT uq_roster_source_code UNIQUE (code),
        CONSTRAINT ck_roster_source_code CHECK (code ~ '^[a-z0-9][a-z0-9-]{0,39}$'),
        CONSTRAINT ck_roster_source_limit CHECK (withdraw_limit_percent BETWEEN 0 AND 100),
        CONSTRAINT ck_roster_source_number CHECK (number_field IN ('identifier', 'sourcedId', 'username') OR number_field ~ '^userId:.')
      );

      CREATE TABLE roster_run (
        id uuid NOT NULL DEFAULT uuidv7(),
        source_id uuid NOT NULL,
        state text NOT NULL DEFAULT 'checking',
        -- 'upload', 'folder', 'command'
        came_by text NOT NULL,
        -- Nobody looks at it first: it runs when nothing stops it.
        unattended boolean NOT NULL DEFAULT false,
        file_id uuid NOT NULL,
        dialect text NOT NULL,
        -- {version, system} of the manifest, as it says of itself.
        manifest jsonb,
        -- [{file, kind, mode, rows, columns: [{position, field}], unread: [header]}]
        files jsonb NOT NULL,
        job_run_id uuid,
        predicted jsonb,
        result jsonb,
        -- Why it stopped: {reason, before, after, leaving, limitPercent, number}
        guard jsonb,
        approved_by uuid,
        approved_at timestamptz,
        approved_number integer,
        failure jsonb,
        account_id uuid,
        version integer NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        finished_at timestamptz,
        purged_at timestamptz,
        CONSTRAINT pk_roster_run PRIMARY KEY (id),
        CONSTRAINT fk_roster_run_source FOREIGN KEY (source_id) REFERENCES roster_source (id),
        CONSTRAINT fk_roster_run_file FOREIGN KEY (file_id) REFERENCES stored_file (id),
        CONSTRAINT fk_roster_run_job FOREIGN KEY (job_run_id) REFERENCES job_run (id),
        CONSTRAINT fk_roster_run_account FOREIGN KEY (account_id) REFERENCES account (id),
        CONSTRAINT fk_roster_run_approved_by FOREIGN KEY (approved_by) REFERENCES account (id),
        CONSTRAINT ck_roster_run_state CHECK (state IN ('checking', 'checked', 'stopped', 'running', 'done', 'failed', 'cancelled')),
        CONSTRAINT ck_roster_run_came_by CHECK (came_by IN ('upload', 'folder', 'command')),
        CONSTRAINT ck_roster_run_guard CHECK (state <> 'stopped' OR guard IS NOT NULL),
        CONSTRAINT ck_roster_run_approved CHECK ((approved_by IS NULL) = (approved_at IS NULL) AND (approved_by IS NULL) = (approved_number IS NULL))
      );
      CREATE INDEX ix_roster_run_source ON roster_run (source_id, created_at DESC, id DESC);
      CREATE INDEX ix_roster_run_created_at ON roster_run (created_at DESC, id DESC);
      CREATE INDEX ix_roster_run_file ON roster_run (file_id);
      CREATE INDEX ix_roster_run_job ON roster_run (job_run_id);
      CREATE INDEX ix_roster_run_account ON roster_run (account_id);
      CREATE INDEX ix_roster_run_approved_by ON roster_run (approved_by);

      -- One person of the run, or one line of a file that was refused. file NULL: nothing of the files is about them.
      CREATE TABLE roster_row (
        run_id uuid NOT NULL,
        seq integer NOT NULL,
        file text,
        line integer,
        outcome text NOT NULL,
        person_id uuid,
        key text,
        label text,
        -- {field: [old, new]}, in words that people read.
        changes jsonb,
        -- [{field, value, code, …}]: why it was refused, else what was left out.
        problems jsonb,
        CONSTRAINT pk_roster_row PRIMARY KEY (run_id, seq),
        CONSTRAINT fk_roster_row_run FOREIGN KEY (run_id) REFERENCES roster_run (id) ON DELETE CASCADE,
        CONSTRAINT ck_roster_row_outcome CHECK (outcome IN ('create', 'change', 'unchanged', 'withdraw', 'ask', 'refuse'))
      );
      CREATE INDEX ix_roster_row_outcome ON roster_row (run_id, outcome, seq) WHERE outcome <> 'unchanged';

      -- What the source has said so far, after its last run. vals: the fields of its kind (roster-kinds.ts).
      CREATE TABLE roster_record (
        source_id uuid NOT NULL,
        kind text NOT NULL,
        id text NOT NULL,
        -- The file it came with: a bulk file takes the place of what its namesake said before.
        file text NOT NULL,
        -- The person in whose own line it stood.
        owner text,
        vals text[] NOT NULL,
        CONSTRAINT pk_roster_record PRIMARY KEY (source_id, kind, id),
        CONSTRAINT fk_roster_record_source FOREIGN KEY (source_id) REFERENCES roster_source (id),
        CONSTRAINT ck_roster_record_kind CHECK (kind IN ('org', 'user', 'role', 'class', 'enrollment', 'link'))
      );
      CREATE INDEX ix_roster_record_owner ON roster_record (source_id, kind, owner) WHERE owner IS NOT NULL;

      -- Whom of ours a source means.
      CREATE TABLE roster_member (
        source_id uuid NOT NULL,
        user_id text NOT NULL,
        person_id uuid NOT NULL,
        -- Sites that they have from this source.
        site_ids uuid[] NOT NULL DEFAULT '{}',
        present boolean NOT NULL DEFAULT true,
        -- The roster, or an answer to its question, withdrew them.
        withdrew boolean NOT NULL DEFAULT false,
        CONSTRAINT pk_roster_member PRIMARY KEY (source_id, user_id),
        CONSTRAINT fk_roster_member_source FOREIGN KEY (source_id) REFERENCES roster_source (id),
        CONSTRAINT fk_roster_member_person FOREIGN KEY (person_id) REFERENCES person (id)
      );
      CREATE INDEX ix_roster_member_person ON roster_member (person_id);

      -- What somebody said about an organisation of a source. site_id NULL: it is no site of ours.
      CREATE TABLE roster_org_site (
        source_id uuid NOT NULL,
        org_id text NOT NULL,
        site_id uuid,
        answered_by uuid,
        answered_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        CONSTRAINT pk_roster_org_site PRIMARY KEY (source_id, org_id),
        CONSTRAINT fk_roster_org_site_source FOREIGN KEY (source_id) REFERENCES roster_source (id),
        CONSTRAINT fk_roster_org_site_site FOREIGN KEY (site_id) REFERENCES site (id),
        CONSTRAINT fk_roster_org_site_answered_by FOREIGN KEY (answered_by) REFERENCES account (id)
      );
      CREATE INDEX ix_roster_org_site_site ON roster_org_site (site_id);
      CREATE INDEX ix_roster_org_site_answered_by ON roster_org_site (answered_by);

      -- missing: the roster no longer has somebody who is here. returned: it has somebody whom a clerk withdrew.
      CREATE TABLE roster_question (
        id uuid NOT NULL DEFAULT uuidv7(),
        source_id uuid NOT NULL,
        person_id uuid NOT NULL,
        kind text NOT NULL,
        run_id uuid NOT NULL,
        asked_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        state text NOT NULL DEFAULT 'open',
        answer text,
        -- Withdrawn on, or to be asked again on.
        answer_on date,
        answered_by uuid,
        answered_at timestamptz,
        version integer NOT NULL DEFAULT 1,
        CONSTRAINT pk_roster_question PRIMARY KEY (id),
        CONSTRAINT fk_roster_question_source FOREIGN KEY (source_id) REFERENCES roster_source (id),
        CONSTRAINT fk_roster_question_person FOREIGN KEY (person_id) REFERENCES person (id),
        CONSTRAINT fk_roster_question_run FOREIGN KEY (run_id) REFERENCES roster_run (id),
        CONSTRAINT fk_roster_question_answered_by FOREIGN KEY (answered_by) REFERENCES account (id),
        CONSTRAINT ck_roster_question_kind CHECK (kind IN ('missing', 'returned')),
        CONSTRAINT ck_roster_question_state CHECK (state IN ('open', 'answered', 'closed')),
        CONSTRAINT ck_roster_question_answer CHECK (answer IN ('withdraw', 'still-here', 'later', 'take-back', 'stays-withdrawn')),
        CONSTRAINT ck_roster_question_answered CHECK ((answer IS NULL) = (answered_at IS NULL) AND (state <> 'answered' OR answer IS NOT NULL))
      );
      CREATE UNIQUE INDEX uq_roster_question_standing ON roster_question (source_id, person_id, kind) WHERE state <> 'closed';
      CREATE INDEX ix_roster_question_person ON roster_question (person_id);
      CREATE INDEX ix_roster_question_open ON roster_question (asked_at, id) WHERE state = 'open';
      CREATE INDEX ix_roster_question_run ON roster_question (run_id);
      CREATE INDEX ix_roster_question_answered_by ON roster_question (answered_by);

      CREATE TABLE roster_move (
        run_id uuid NOT NULL,
        person_id uuid NOT NULL,
        from_site_id uuid NOT NULL,
        to_site_id uuid NOT NULL,
        grade text,
        moved_on date NOT NULL,
        CONSTRAINT pk_roster_move PRIMARY KEY (run_id, person_id),
        CONSTRAINT fk_roster_move_run FOREIGN KEY (run_id) REFERENCES roster_run (id),
        CONSTRAINT fk_roster_move_person FOREIGN KEY (person_id) REFERENCES person (id),
        CONSTRAINT fk_roster_move_from FOREIGN KEY (from_site_id) REFERENCES site (id),
        CONSTRAINT fk_roster_move_to FOREIGN KEY (to_site_id) REFERENCES site (id)
      );
      CREATE INDEX ix_roster_move_person ON roster_move (person_id);
      CREATE INDEX ix_roster_move_from ON roster_move (from_site_id, moved_on DESC);
      CREATE INDEX ix_roster_move_to ON roster_move (to_site_id, moved_on DESC);

      -- Staging of a run's files, and of the people that they make together with what was said before. Unlogged: filled again from the
      -- kept file.
      CREATE UNLOGGED TABLE roster_line (
        run_id uuid NOT NULL,
        seq integer NOT NULL,
        file text NOT NULL,
        line integer NOT NULL,
        kind text NOT NULL,
        id text,
        owner text,
        gone boolean NOT NULL,
        refused boolean NOT NULL,
        vals text[],
        problems jsonb,
        CONSTRAINT pk_roster_line PRIMARY KEY (run_id, seq)
      );
      CREATE INDEX ix_roster_line_id ON roster_line (run_id, kind, id);
      CREATE UNLOGGED TABLE roster_person (
        run_id uuid NOT NULL,
        seq integer NOT NULL,
        file text,
        line integer,
        -- here, gone (the source deletes them), missing (it does not have them any more)
        standing text NOT NULL,
        user_ids text[] NOT NULL,
        -- Whom of ours it means, when that is known.
        person_id uuid,
        kind text,
        number text,
        number_key text GENERATED ALWAYS AS (platform_code_key(number)) STORED,
        given_name text,
        family_name text,
        grade text,
        homeroom text,
        email text,
        site_id uuid,
        site_ids uuid[] NOT NULL DEFAULT '{}',
        -- Sites that the source gave them before.
        former_site_ids uuid[] NOT NULL DEFAULT '{}',
        -- [{name, relation, email, phone}]; NULL: the source says nothing of guardians.
        guardians jsonb,
        -- May be taken back: the roster itself had withdrawn them.
        may_return boolean NOT NULL DEFAULT false,
        -- Problems refuse the person; notes do not.
        problems jsonb NOT NULL DEFAULT '[]',
        notes jsonb,
        CONSTRAINT pk_roster_person PRIMARY KEY (run_id, seq)
      );
    `);
  }

  async down(q: QueryRunner): Promise<void> {
    await q.query(`DROP TABLE roster_person, roster_line, roster_move, roster_question, roster_org_site, roster_member, roster_record,
      roster_row, roster_run, roster_source`);
  }
}
