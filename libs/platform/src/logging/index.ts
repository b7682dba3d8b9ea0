export { errorFacts } from './error-facts.js';
export type { ErrorFacts } from './error-facts.js';
export { JsonLogger } from './logger.js';
export { logRequests } from './request-log.js';
export type { AnsweredRequest } from './request-log.js';
