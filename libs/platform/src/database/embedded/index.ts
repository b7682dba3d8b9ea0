export { ClusterInUse, EmbeddedPostgres } from './embedded-postgres.js';
export type { DatabaseUrls, EmbeddedOptions } from './embedded-postgres.js';
