import type { FieldSpec } from '@app/platform';
import { AGREEMENTS_FIELDS } from './agreements.fields.js';
import { DEVICES_FIELDS } from './devices.fields.js';
import { PEOPLE_FIELDS } from './people.fields.js';

export const IMPORT_KINDS = ['people', 'devices', 'agreements'] as const;
export type ImportKind = (typeof IMPORT_KINDS)[number];

/** How one kind of import is staged, checked and carried out. The functions belong to the lib that owns the records. */
export interface KindPlan {
  fields: readonly FieldSpec[];
  /** `COPY … FROM STDIN` of the staging table, in the order of the fields. */
  copy: string;
  clear: string;
  count: string;
  /** `(run, options, from, to)` → the plan: line, outcome, record, key, label, changes, problems. */
  check: string;
  /** Statements of one slice of lines, each with `(run, options, account, from, to)`; in one transaction. */
  lock: string;
  apply: readonly string[];
  /** `(run, from, to)` → planned lines that cannot be carried out any more, with their problems; keeps the others possible. */
  lapsed: string | null;
  /** How many records there are, for "10 % of them change". */
  existing: string;
}

export const PLANS: Readonly<Record<ImportKind, KindPlan>> = {
  people: {
    fields: PEOPLE_FIELDS,
    copy: `COPY import_person (run_id, line, number, given_name, family_name, kind, grade, homeroom, site, email, language,
             state, withdrawn_on, guardian_name, guardian_email, guardian_phone, problems) FROM STDIN`,
    clear: 'DELETE FROM import_person WHERE run_id = $1',
    count: 'SELECT count(*) AS n FROM import_person WHERE run_id = $1',
    check: 'directory_check_people($1, $2::jsonb, $3, $4)',
    lock: 'SELECT directory_lock_import($1, $2, $3)',
    apply: ['SELECT directory_import_people($1, $2::jsonb, $3, $4, $5)'],
    lapsed: 'directory_closed_places($1, $2, $3)',
    existing: `SELECT count(*) AS n FROM person WHERE state = 'active'`,
  },
  devices: {
    fields: DEVICES_FIELDS,
    copy: `COPY import_device (run_id, line, tag, serial, maker, model, class, site, room, state, condition, purchase_order,
             vendor, purchased_on, received_on, in_service_on, cost_cents, funding, warranty_ends_on, holder, notes, problems)
             FROM STDIN`,
    clear: 'DELETE FROM import_device WHERE run_id = $1',
    count: 'SELECT count(*) AS n FROM import_device WHERE run_id = $1',
    check: 'inventory_check_devices($1, $2::jsonb, $3, $4)',
    lock: 'SELECT inventory_lock_import($1, $2, $3)',
    apply: [
      'SELECT inventory_import_devices($1, $3, $4, $5) WHERE $2::jsonb IS NOT NULL',
      'SELECT circulation_import_loans($1, $3, $4, $5) WHERE $2::jsonb IS NOT NULL',
      'SELECT circulation_import_cases($1, $3, $4, $5) WHERE $2::jsonb IS NOT NULL',
    ],
    lapsed: 'inventory_closed_places($1, $2, $3)',
    existing: 'SELECT count(*) AS n FROM device',
  },
  agreements: {
    fields: AGREEMENTS_FIELDS,
    copy: 'COPY import_agreement (run_id, line, number, signed_on, signed_by, opted_out, problems) FROM STDIN',
    clear: 'DELETE FROM import_agreement WHERE run_id = $1',
    count: 'SELECT count(*) AS n FROM import_agreement WHERE run_id = $1',
    check: 'directory_check_agreements($1, $2::jsonb, $3, $4)',
    lock: 'SELECT directory_lock_agreements($1, $2, $3)',
    apply: ['SELECT directory_import_agreements($1, $3, $4, $5) WHERE $2::jsonb IS NOT NULL'],
    lapsed: null,
    existing: `SELECT count(*) AS n FROM person_agreement
               WHERE school_year_id = directory_agreement_year(directory_day(clock_timestamp()))`,
  },
};

/** Fields of which one must be mapped: by it a line finds its record. */
export const KEY_FIELDS: Readonly<Record<ImportKind, readonly string[]>> = {
  people: ['number'],
  devices: ['tag', 'serial'],
  agreements: ['number'],
};

export const isImportKind = (value: unknown): value is ImportKind => IMPORT_KINDS.includes(value as ImportKind);
