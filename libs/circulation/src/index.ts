export { CirculationFacade } from './circulation.facade.js';
export type { OpenLoan } from './circulation.facade.js';
export * from './circulation.errors.js';
export * from './circulation.events.js';
export { CirculationModule } from './circulation.module.js';
export { LOAN_TYPES } from './loans/loan.dto.js';
export type { LoanType } from './loans/loan.dto.js';
export { circulationSql } from './sql/circulation.sql.js';
export { missingSql } from './sql/missing.sql.js';
