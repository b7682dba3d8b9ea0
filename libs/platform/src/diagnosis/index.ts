export { databaseChecks, isEmptyDatabase } from './database-checks.js';
export type { Diagnosed } from './database-checks.js';
export { advice, ok, problem } from './finding.js';
export type { Finding } from './finding.js';
export { settingsChecks } from './settings-checks.js';
