export * from './calendar-day.js';
export * from './device-words.js';
export * from './domain-error.js';
export * from './fiscal-year.js';
export * from './ids.js';
export * from './money.js';
export * from './page.js';
export * from './slips.js';
