import type { SiteScope, Viewer } from '@app/platform';

/** Where a device belongs and where it is: it is in scope by either. */
export interface DeviceSites {
  homeSiteId: string;
  locationSiteId: string;
}

export const covers = (scope: SiteScope, siteId: string): boolean => scope === 'all' || scope.includes(siteId);

/** Whether the viewer holds the permission for the device's home or location site. */
export function reaches(viewer: Viewer, permission: string, device: DeviceSites): boolean {
  const scope = viewer.sitesFor(permission);
  return covers(scope, device.homeSiteId) || covers(scope, device.locationSiteId);
}

/** The scope as a bound value: `$1::uuid[] IS NULL OR site_id = ANY ($1)`. */
export const scopeValue = (scope: SiteScope): readonly string[] | null => (scope === 'all' ? null : scope);

/** A condition for devices in scope; `place` is the bound value of `scopeValue`. */
export const deviceInScope = (alias: string, place: string): string =>
  `(${place}::uuid[] IS NULL OR ${alias}.home_site_id = ANY (${place}) OR ${alias}.location_site_id = ANY (${place}))`;

/** Whether person `alias` may be named: one of their sites is in the scope bound at `place`, as on the person's page. */
export const personNamed = (alias: string, place: string): string =>
  `(${place}::uuid[] IS NULL OR EXISTS (
    SELECT 1 FROM person_site own WHERE own.person_id = ${alias}.id AND own.site_id = ANY (${place})))`;
