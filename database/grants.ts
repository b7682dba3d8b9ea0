/** What the running product may do: no DDL, nothing but reading and adding on append-only tables, no summary of a device. */
const APPEND_ONLY = [
  'device_event',
  'access_log',
  'admin_log',
  'cart_check',
  'ledger_anchor',
  'funding_split',
  'funding_split_line',
  'model_decision',
  'missing_case_step_taken_back',
  'label_item',
  'label_run',
  'label_tag',
  'backup_proof',
  'disclosure',
  'disclosure_person',
];
const READ_ONLY = [
  'device_state_move',
  'event_type',
  'event_subscription',
  'permission',
  'migrations',
  'sql_function_checksum',
  'pseudonym_key',
];
/** Rows that change and never go away. */
const KEPT = [
  'missing_case',
  'missing_case_step',
  'write_off',
  'loan_renewal',
  'reservation',
  'cart',
  'clearance',
  'clearance_item',
  'grant_proposal',
  'api_token',
  'label_stock',
  'label_printer',
  'label_tag_series',
  'export_run',
  'backup_run',
  'record_correction',
  'retention_run',
  'roster_source',
  'roster_run',
  'roster_question',
  'roster_move',
];
/** A change is a further row; of a row in force only its end moves. */
const POLICIES = [
  'policy_backup',
  'policy_clearance',
  'policy_desk',
  'policy_loan_limit',
  'policy_missing_step',
  'policy_retention',
  'policy_standards',
];
/** Columns of `device` that people edit; all others belong to the ledger's trigger. */
const DEVICE_COLUMNS = [
  'model_id',
  'purchase_order',
  'vendor',
  'purchased_on',
  'received_on',
  'in_service_on',
  'cost_cents',
  'funding_split_id',
  'warranty_ends_on',
  'program',
  'loaner_pool',
  'notes',
  'version',
];

/** Of a label run what becomes of it; all else is what its document is made of. */
const RUN_COLUMNS = ['state', 'job_run_id', 'file_id', 'finished_at', 'voided_at', 'voided_by', 'void_reason'];

/** Statements for the owner, safe to repeat. `appRole` comes from our own settings, never from a request. */
export const grantStatements = (appRole: string): string[] => {
  const role = `"${appRole.replaceAll('"', '""')}"`;
  return [
    `REVOKE ALL ON ALL TABLES IN SCHEMA public FROM ${role}`,
    `GRANT USAGE ON SCHEMA public, directory, inventory, circulation TO ${role}`,
    `GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO ${role}`,
    `GRANT SELECT ON ALL TABLES IN SCHEMA directory, inventory, circulation TO ${role}`,
    `GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO ${role}`,
    `GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA public TO ${role}`,
    ...APPEND_ONLY.map((table) => `REVOKE UPDATE, DELETE, TRUNCATE ON ${table} FROM ${role}`),
    `GRANT UPDATE (${RUN_COLUMNS.join(', ')}) ON label_run TO ${role}`,
    `GRANT UPDATE (verified_at) ON label_item TO ${role}`,
    ...KEPT.map((table) => `REVOKE DELETE, TRUNCATE ON ${table} FROM ${role}`),
    ...POLICIES.flatMap((table) => [
      `REVOKE UPDATE, TRUNCATE ON ${table} FROM ${role}`,
      `GRANT UPDATE (effective) ON ${table} TO ${role}`,
    ]),
    ...READ_ONLY.map((table) => `REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON ${table} FROM ${role}`),
    `REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON device FROM ${role}`,
    `GRANT INSERT (id, created_at, ${DEVICE_COLUMNS.join(', ')}), UPDATE (${DEVICE_COLUMNS.join(', ')}) ON device TO ${role}`,
    `REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON device_identifier FROM ${role}`,
  ];
};
