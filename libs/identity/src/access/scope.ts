import type { Viewer } from '@app/platform';
import { DistrictWideOnly } from '../identity.errors.js';

/**
 * For what has no site. A permission at one school must not reach the accounts of all others.
 * @throws DistrictWideOnly
 */
export function requireEverywhere(viewer: Viewer, permission: string): void {
  if (viewer.sitesFor(permission) !== 'all') throw new DistrictWideOnly(permission);
}
