import type { SqlFunctions } from '@app/platform';
import { importChanges, importDevices, lockDevices, makeNouns, newModels } from './import-devices-apply.sql.js';
import { checkDevices } from './import-devices-check.sql.js';
import { closedPlaces } from './import-devices-closed.sql.js';
import { findFunding, findModels, findRooms, findTagOwners } from './import-devices-lookups.sql.js';

/** Imports of devices: the plan and its execution, set-based, over the staging table that exchange fills. */
export const inventoryImportSql: SqlFunctions = {
  lib: 'inventory-import',
  order: 35,
  statements: [
    findModels,
    findFunding,
    findRooms,
    closedPlaces,
    findTagOwners,
    checkDevices,
    newModels,
    makeNouns,
    importDevices,
    importChanges,
    lockDevices,
  ],
};
