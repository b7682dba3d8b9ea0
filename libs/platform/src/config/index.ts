export { productVersion } from './product-version.js';
export { LOG_LEVELS, ROLES, Settings, SettingsError } from './settings.js';
export type { Environment } from './settings.js';
