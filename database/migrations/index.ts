import { Platform1790000000001 } from './1790000000001-platform.js';
import { Identity1790000000002 } from './1790000000002-identity.js';
import { Directory1790000000003 } from './1790000000003-directory.js';
import { Inventory1790000000004 } from './1790000000004-inventory.js';
import { Circulation1790000000005 } from './1790000000005-circulation.js';
import { Desk1790000000006 } from './1790000000006-desk.js';
import { Exchange1790000000007 } from './1790000000007-exchange.js';
import { InventoryIndexes1790000000010 } from './1790000000010-inventory-indexes.js';
import { PersonNameWords1790000000040 } from './1790000000040-person-name-words.js';
import { DeviceListIndexes1790000000041 } from './1790000000041-device-list-indexes.js';
import { CirculationMissing1790000000070 } from './1790000000070-circulation-missing.js';
import { StateSince1790000000080 } from './1790000000080-state-since.js';
import { ScannableCodes1790000000085 } from './1790000000085-scannable-codes.js';
import { DirectoryCodeRules1790000000086 } from './1790000000086-directory-code-rules.js';
import { LoanTypes1790000000110 } from './1790000000110-loan-types.js';
import { DeskSubModes1790000000111 } from './1790000000111-desk-sub-modes.js';
import { DeskBatch1790000000120 } from './1790000000120-desk-batch.js';
import { DirectoryCarts1790000000121 } from './1790000000121-directory-carts.js';
import { InventoryCartSlots1790000000122 } from './1790000000122-inventory-cart-slots.js';
import { CirculationCartChecks1790000000123 } from './1790000000123-circulation-cart-checks.js';
import { InventoryViews1790000000130 } from './1790000000130-inventory-views.js';
import { CirculationOverdue1790000000131 } from './1790000000131-circulation-overdue.js';
import { InventoryBulk1790000000132 } from './1790000000132-inventory-bulk.js';
import { InventoryMerges1790000000133 } from './1790000000133-inventory-merges.js';
import { InventoryCycles1790000000134 } from './1790000000134-inventory-cycles.js';
import { TemporaryPeople1790000000140 } from './1790000000140-directory-temporary-people.js';
import { CirculationReservations1790000000141 } from './1790000000141-circulation-reservations.js';
import { CirculationClearances1790000000142 } from './1790000000142-circulation-clearances.js';
import { Households1790000000143 } from './1790000000143-directory-households.js';
import { Agreements1790000000144 } from './1790000000144-directory-agreements.js';
import { DeskPolicies1790000000150 } from './1790000000150-desk-policies.js';
import { IdentityTokens1790000000151 } from './1790000000151-identity-tokens.js';
import { InventoryStandards1790000000152 } from './1790000000152-inventory-standards.js';
import { InventoryLogIndexes1790000000153 } from './1790000000153-inventory-log-indexes.js';
import { DeskStationVersion1790000000154 } from './1790000000154-desk-station-version.js';
import { DeskSessionEnd1790000000160 } from './1790000000160-desk-session-end.js';
import { IdentityLanguage1790000000161 } from './1790000000161-identity-language.js';
import { DeskStationSetup1790000000162 } from './1790000000162-desk-station-setup.js';
import { IdentityCards1790000000170 } from './1790000000170-identity-cards.js';
import { DeskOverrides1790000000171 } from './1790000000171-desk-overrides.js';
import { InventoryAccessories1790000000172 } from './1790000000172-inventory-accessories.js';
import { CirculationAccessories1790000000173 } from './1790000000173-circulation-accessories.js';
import { CirculationStepTakenBack1790000000180 } from './1790000000180-circulation-step-taken-back.js';
import { InventoryLastSeen1790000000190 } from './1790000000190-inventory-last-seen.js';
import { CirculationClearancePolicy1790000000191 } from './1790000000191-circulation-clearance-policy.js';
import { CirculationMissingCarts1790000000192 } from './1790000000192-circulation-missing-carts.js';
import { DeskNotes1790000000193 } from './1790000000193-desk-notes.js';
import { IdentityPasswordOrigin1790000000200 } from './1790000000200-identity-password-origin.js';
import { DeskNarrowerFunctions1790000000201 } from './1790000000201-desk-narrower-functions.js';
import { CirculationClearanceAccessories1790000000210 } from './1790000000210-circulation-clearance-accessories.js';
import { CirculationOneReservation1790000000211 } from './1790000000211-circulation-one-reservation.js';
import { CirculationOtherAccessories1790000000212 } from './1790000000212-circulation-other-accessories.js';
import { CirculationRenewals1790000000220 } from './1790000000220-circulation-renewals.js';
import { IdentityLogKinds1790000000230 } from './1790000000230-identity-log-kinds.js';
import { InventoryListFilters1790000000231 } from './1790000000231-inventory-list-filters.js';
import { DeskTransferReasons1790000000240 } from './1790000000240-desk-transfer-reasons.js';
import { InventoryBulkLeaving1790000000241 } from './1790000000241-inventory-bulk-leaving.js';
import { CirculationAccessoryWithdrawnBy1790000000242 } from './1790000000242-circulation-accessory-withdrawn-by.js';
import { CirculationRenewalUndoneBy1790000000243 } from './1790000000243-circulation-renewal-undone-by.js';
import { DirectoryOptedOut1790000000250 } from './1790000000250-directory-opted-out.js';
import { ExchangeAgreements1790000000251 } from './1790000000251-exchange-agreements.js';
import { DirectoryPersonOrder1790000000260 } from './1790000000260-directory-person-order.js';
import { CirculationFindingsOfAnswers1790000000270 } from './1790000000270-circulation-findings-of-answers.js';
import { DeskPoolDevice1790000000271 } from './1790000000271-desk-pool-device.js';
import { InventoryLooksOfTags1790000000280 } from './1790000000280-inventory-looks-of-tags.js';
import { InventoryBulkMoved1790000000281 } from './1790000000281-inventory-bulk-moved.js';
import { InventoryClosedPlaces1790000000290 } from './1790000000290-inventory-closed-places.js';
import { PlatformForeignKeyIndexes1790000000292 } from './1790000000292-platform-foreign-key-indexes.js';
import { LabelsStock1790000000300 } from './1790000000300-labels-stock.js';
import { LabelsRuns1790000000301 } from './1790000000301-labels-runs.js';
import { ExchangeExports1790000000320 } from './1790000000320-exchange-exports.js';
import { DirectoryNaturalOrder1790000000334 } from './1790000000334-directory-natural-order.js';
import { ExchangeExportTurns1790000000337 } from './1790000000337-exchange-export-turns.js';
import { ExchangeSheets1790000000340 } from './1790000000340-exchange-sheets.js';
import { LabelsOwnStock1790000000344 } from './1790000000344-labels-own-stock.js';
import { ExchangeRosters1790000000400 } from './1790000000400-exchange-rosters.js';
import { DirectoryGuardianOrigin1790000000401 } from './1790000000401-directory-guardian-origin.js';
import { ExchangeRosterIndexes1790000000402 } from './1790000000402-exchange-roster-indexes.js';
import { IdentityProviders1790000000410 } from './1790000000410-identity-providers.js';
import { IdentitySecondFactor1790000000415 } from './1790000000415-identity-second-factor.js';
import { IdentityStaffAccounts1790000000416 } from './1790000000416-identity-staff-accounts.js';
import { DirectoryAccountPerson1790000000417 } from './1790000000417-directory-account-person.js';
import { IdentityBreakGlass1790000000418 } from './1790000000418-identity-break-glass.js';
import { Backups1790000000430 } from './1790000000430-backups.js';
import { BackupsComments1790000000431 } from './1790000000431-backups-comments.js';
import { DirectoryForgotten1790000000440 } from './1790000000440-directory-forgotten.js';
import { Privacy1790000000441 } from './1790000000441-privacy.js';
import { ExchangeExportBasis1790000000442 } from './1790000000442-exchange-export-basis.js';
import { PrivacyTriggers1790000000443 } from './1790000000443-privacy-triggers.js';
import { PrivacyComments1790000000444 } from './1790000000444-privacy-comments.js';
import { CirculationMovedClearances1790000000450 } from './1790000000450-circulation-moved-clearances.js';
import { IdentityLastBreakGlass1790000000460 } from './1790000000460-identity-last-break-glass.js';
import { IdentityFormerToken1790000000461 } from './1790000000461-identity-former-token.js';
import { BackupsProofs1790000000470 } from './1790000000470-backups-proofs.js';
import { ExchangeRosterRefused1790000000483 } from './1790000000483-exchange-roster-refused.js';
import { IdentityLastProvider1790000000486 } from './1790000000486-identity-last-provider.js';
import { PrivacyHearingDay1790000000487 } from './1790000000487-privacy-hearing-day.js';
import { CirculationLoansList1790000000500 } from './1790000000500-circulation-loans-list.js';
import { ExchangeReusedNumbers1790000000520 } from './1790000000520-exchange-reused-numbers.js';
import { BackupsFolder1790000000521 } from './1790000000521-backups-folder.js';
import { ExchangeLeftOutRows1790000000522 } from './1790000000522-exchange-left-out-rows.js';
import { PlatformRemovedFiles1790000000570 } from './1790000000570-platform-removed-files.js';
import { CirculationOpenLoansList1790000000580 } from './1790000000580-circulation-open-loans-list.js';
import { BackupsAttempts1790000000590 } from './1790000000590-backups-attempts.js';
import { IdentityGroupsFault1790000000600 } from './1790000000600-identity-groups-fault.js';
import { ExchangeKeptRows1790000000610 } from './1790000000610-exchange-kept-rows.js';
import { ExchangeLastDay1790000000630 } from './1790000000630-exchange-last-day.js';
import { DirectoryNameLength1790000000631 } from './1790000000631-directory-name-length.js';

/** One ordered list; a merged migration is never edited. */
export const migrations = [
  Platform1790000000001,
  Identity1790000000002,
  Directory1790000000003,
  Inventory1790000000004,
  Circulation1790000000005,
  Desk1790000000006,
  Exchange1790000000007,
  InventoryIndexes1790000000010,
  PersonNameWords1790000000040,
  DeviceListIndexes1790000000041,
  CirculationMissing1790000000070,
  StateSince1790000000080,
  ScannableCodes1790000000085,
  DirectoryCodeRules1790000000086,
  LoanTypes1790000000110,
  DeskSubModes1790000000111,
  DeskBatch1790000000120,
  DirectoryCarts1790000000121,
  InventoryCartSlots1790000000122,
  CirculationCartChecks1790000000123,
  InventoryViews1790000000130,
  CirculationOverdue1790000000131,
  InventoryBulk1790000000132,
  InventoryMerges1790000000133,
  InventoryCycles1790000000134,
  TemporaryPeople1790000000140,
  CirculationReservations1790000000141,
  CirculationClearances1790000000142,
  Households1790000000143,
  Agreements1790000000144,
  DeskPolicies1790000000150,
  IdentityTokens1790000000151,
  InventoryStandards1790000000152,
  InventoryLogIndexes1790000000153,
  DeskStationVersion1790000000154,
  DeskSessionEnd1790000000160,
  IdentityLanguage1790000000161,
  DeskStationSetup1790000000162,
  IdentityCards1790000000170,
  DeskOverrides1790000000171,
  InventoryAccessories1790000000172,
  CirculationAccessories1790000000173,
  CirculationStepTakenBack1790000000180,
  InventoryLastSeen1790000000190,
  CirculationClearancePolicy1790000000191,
  CirculationMissingCarts1790000000192,
  DeskNotes1790000000193,
  IdentityPasswordOrigin1790000000200,
  DeskNarrowerFunctions1790000000201,
  CirculationClearanceAccessories1790000000210,
  CirculationOneReservation1790000000211,
  CirculationOtherAccessories1790000000212,
  CirculationRenewals1790000000220,
  IdentityLogKinds1790000000230,
  InventoryListFilters1790000000231,
  DeskTransferReasons1790000000240,
  InventoryBulkLeaving1790000000241,
  CirculationAccessoryWithdrawnBy1790000000242,
  CirculationRenewalUndoneBy1790000000243,
  DirectoryOptedOut1790000000250,
  ExchangeAgreements1790000000251,
  DirectoryPersonOrder1790000000260,
  CirculationFindingsOfAnswers1790000000270,
  DeskPoolDevice1790000000271,
  InventoryLooksOfTags1790000000280,
  InventoryBulkMoved1790000000281,
  InventoryClosedPlaces1790000000290,
  PlatformForeignKeyIndexes1790000000292,
  LabelsStock1790000000300,
  LabelsRuns1790000000301,
  ExchangeExports1790000000320,
  DirectoryNaturalOrder1790000000334,
  ExchangeExportTurns1790000000337,
  ExchangeSheets1790000000340,
  LabelsOwnStock1790000000344,
  ExchangeRosters1790000000400,
  DirectoryGuardianOrigin1790000000401,
  ExchangeRosterIndexes1790000000402,
  IdentityProviders1790000000410,
  IdentitySecondFactor1790000000415,
  IdentityStaffAccounts1790000000416,
  DirectoryAccountPerson1790000000417,
  IdentityBreakGlass1790000000418,
  Backups1790000000430,
  BackupsComments1790000000431,
  DirectoryForgotten1790000000440,
  Privacy1790000000441,
  ExchangeExportBasis1790000000442,
  PrivacyTriggers1790000000443,
  PrivacyComments1790000000444,
  CirculationMovedClearances1790000000450,
  IdentityLastBreakGlass1790000000460,
  IdentityFormerToken1790000000461,
  BackupsProofs1790000000470,
  ExchangeRosterRefused1790000000483,
  IdentityLastProvider1790000000486,
  PrivacyHearingDay1790000000487,
  CirculationLoansList1790000000500,
  ExchangeReusedNumbers1790000000520,
  BackupsFolder1790000000521,
  ExchangeLeftOutRows1790000000522,
  PlatformRemovedFiles1790000000570,
  CirculationOpenLoansList1790000000580,
  BackupsAttempts1790000000590,
  IdentityGroupsFault1790000000600,
  ExchangeKeptRows1790000000610,
  ExchangeLastDay1790000000630,
  DirectoryNameLength1790000000631,
];
