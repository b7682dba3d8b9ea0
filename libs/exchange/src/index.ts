export * from './exchange.errors.js';
export { Importer } from './exchange.facade.js';
export { ExchangeModule } from './exchange.module.js';
export { IMPORT_KINDS, isImportKind, type ImportKind } from './imports/import-kinds.js';
export type { ImportRow } from './imports/import-rows.service.js';
export type { PadOffer, Pads } from './imports/padding.rules.js';
export type { ImportCounts, ImportOutcome, ImportRun, ImportState } from './imports/import-run.js';
export { exchangeSql } from './sql/exchange.sql.js';
