export { DisclosuresService } from './disclosures/disclosures.service.js';
export { BASES } from './disclosures/disclosure.dto.js';
export type { DisclosureBasis } from './disclosures/disclosure.dto.js';
export * from './privacy.errors.js';
export { PrivacyModule } from './privacy.module.js';
export { privacySql } from './sql/privacy.sql.js';
