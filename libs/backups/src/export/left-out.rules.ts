/** Of no use without the running product: sessions, counters, rows in between. */
const TABLES = [
  ...['public.session', 'public.setup_code', 'public.throttle', 'public.card_guess', 'public.idempotency_key'],
  ...['public.import_person', 'public.import_device', 'public.import_agreement', 'public.sign_in_attempt'],
  // Whoever has it finds out whom a pseudonym stands for.
  'public.pseudonym_key',
];

/** What opens something: it stays in the backup and does not leave in open files. */
const SECRET =
  /(^|_)(password_hash|token_hash|card_hash|code_hash|secret|secret_sealed|sealed|verifier|nonce|private_key)$/;

export const isLeftOut = (table: string): boolean => TABLES.includes(table);
export const isSecret = (column: string): boolean => SECRET.test(column);
