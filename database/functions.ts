import { circulationImportSql } from '../libs/circulation/src/sql/import-loans.sql.js';
import { clearancesSql } from '../libs/circulation/src/sql/clearances.sql.js';
import { circulationForgetSql } from '../libs/circulation/src/sql/forget.sql.js';
import { circulationSql } from '../libs/circulation/src/sql/circulation.sql.js';
import { circulationAccessoriesSql } from '../libs/circulation/src/sql/accessories.sql.js';
import { owedAccessoriesSql } from '../libs/circulation/src/sql/owed-accessories.sql.js';
import { missingSql } from '../libs/circulation/src/sql/missing.sql.js';
import { renewalsSql } from '../libs/circulation/src/sql/renewals.sql.js';
import { reservationsSql } from '../libs/circulation/src/sql/reservations.sql.js';
import { deskAnswersSql } from '../libs/desk/src/sql/desk-answers.sql.js';
import { deskForgetSql } from '../libs/desk/src/sql/desk-forget.sql.js';
import { deskApplySql } from '../libs/desk/src/sql/desk-apply.sql.js';
import { deskCardsSql } from '../libs/desk/src/sql/desk-cards.sql.js';
import { deskSubModesSql } from '../libs/desk/src/sql/desk-sub-modes.sql.js';
import { deskUndoSql } from '../libs/desk/src/sql/desk-undo.sql.js';
import { deskFactsSql } from '../libs/desk/src/sql/desk-facts.sql.js';
import { deskLoadSql } from '../libs/desk/src/sql/desk-load.sql.js';
import { studentsSql } from '../libs/directory/src/people/student.sql.js';
import { schoolDaysSql } from '../libs/directory/src/sql/school-days.sql.js';
import { agreementsSql } from '../libs/directory/src/sql/agreements.sql.js';
import { importAgreementsSql } from '../libs/directory/src/sql/import-agreements.sql.js';
import { directoryImportSql } from '../libs/directory/src/sql/import-people.sql.js';
import { directoryRosterSql } from '../libs/directory/src/sql/roster-people.sql.js';
import { directoryForgetSql } from '../libs/directory/src/sql/forget.sql.js';
import { directorySql } from '../libs/directory/src/sql/directory.sql.js';
import { exchangeForgetSql } from '../libs/exchange/src/sql/forget.sql.js';
import { exchangeSql } from '../libs/exchange/src/sql/exchange.sql.js';
import { exchangeRostersSql } from '../libs/exchange/src/sql/rosters.sql.js';
import { identityBreakGlassSql } from '../libs/identity/src/sql/break-glass.sql.js';
import { identityCardsSql } from '../libs/identity/src/sql/cards.sql.js';
import { identityLeaversSql } from '../libs/identity/src/sql/leavers.sql.js';
import { identityNameSql } from '../libs/identity/src/sql/account-name.sql.js';
import { identitySql } from '../libs/identity/src/sql/identity.sql.js';
import { refreshSql } from '../libs/inventory/src/refresh/due-year.sql.js';
import { siteCountsSql } from '../libs/inventory/src/sites/site-counts.sql.js';
import { inventoryAccessoriesSql } from '../libs/inventory/src/sql/accessories.sql.js';
import { inventoryImportSql } from '../libs/inventory/src/sql/import-devices.sql.js';
import { inventorySql } from '../libs/inventory/src/sql/inventory.sql.js';
import { placesSql } from '../libs/inventory/src/sql/places.sql.js';
import { backDateSql } from '../libs/inventory/src/sql/back-date.sql.js';
import { inventoryForgetSql } from '../libs/inventory/src/sql/forget.sql.js';
import { ledgerSql } from '../libs/inventory/src/sql/ledger.sql.js';
import { labelsForgetSql } from '../libs/labels/src/sql/forget.sql.js';
import { labelsSql } from '../libs/labels/src/sql/labels.sql.js';
import type { SqlFunctions } from '../libs/platform/src/index.js';
import { platformForgetSql } from '../libs/platform/src/sql/forget.sql.js';
import { platformSql } from '../libs/platform/src/sql/platform.sql.js';
import { privacySql } from '../libs/privacy/src/sql/privacy.sql.js';

/** Every lib's SQL functions, lower libs first; `migrate` applies a group again when its text changes. */
export const sqlFunctions: SqlFunctions[] = [
  platformSql,
  platformForgetSql,
  identityNameSql,
  identityBreakGlassSql,
  identityCardsSql,
  identityLeaversSql,
  identitySql,
  directorySql,
  directoryForgetSql,
  studentsSql,
  schoolDaysSql,
  agreementsSql,
  directoryImportSql,
  importAgreementsSql,
  directoryRosterSql,
  backDateSql,
  refreshSql,
  ledgerSql,
  placesSql,
  inventorySql,
  inventoryAccessoriesSql,
  siteCountsSql,
  inventoryImportSql,
  inventoryForgetSql,
  missingSql,
  circulationAccessoriesSql,
  owedAccessoriesSql,
  circulationSql,
  renewalsSql,
  reservationsSql,
  clearancesSql,
  circulationImportSql,
  circulationForgetSql,
  labelsSql,
  labelsForgetSql,
  privacySql,
  exchangeSql,
  exchangeRostersSql,
  exchangeForgetSql,
  deskFactsSql,
  deskAnswersSql,
  deskLoadSql,
  deskSubModesSql,
  deskCardsSql,
  deskUndoSql,
  deskApplySql,
  deskForgetSql,
];
