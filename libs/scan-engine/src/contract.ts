/**
 * The words that a station and the server share. A station sends a `ScanRequest`; the server loads `DeskFacts`,
 * `decide` turns both into a `Decision`, the server applies its effects and answers with a `ScanAnswer`.
 * Instants are ISO 8601 in UTC; days are `YYYY-MM-DD` in the district's time zone; ids are UUIDs.
 */
export * from './accessory-facts.js';
export * from './context.js';
export * from './decision.js';
export * from './facts.js';
export * from './request.js';
