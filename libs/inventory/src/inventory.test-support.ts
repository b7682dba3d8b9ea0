import { AdminLog } from '@app/identity';
import { PeopleFacade, SiteNotFound, SitesFacade } from '@app/directory';
import { newId } from '@app/kernel';
import type { SiteScope } from '@app/platform';
import { Jobs, Viewer } from '@app/platform';
import type { TestDatabase } from '../../../test/support/database.js';
import { testDatabase } from '../../../test/support/database.js';
import { DeviceDetailService } from './devices/device-detail.service.js';
import type { DeviceDetailDto } from './devices/device-detail.dto.js';
import { DeviceFilters } from './devices/device-filters.js';
import { SitesService } from '../../directory/src/sites/sites.service.js';
import { DeviceListService } from './devices/device-list.service.js';
import { DeviceLookupService } from './devices/device-lookup.service.js';
import { DeviceSelection } from './devices/device-selection.js';
import type { RegisterDeviceDto } from './devices/device-write.dto.js';
import { DevicesQuery } from './devices/devices-query.dto.js';
import { EditDeviceService } from './devices/edit-device.service.js';
import { RegisterDeviceService } from './devices/register-device.service.js';
import { TagWarnings } from './devices/tag-warnings.js';
import { ReplaceCodeService } from './devices/replace-code.service.js';
import { DuplicatesService } from './duplicates/duplicates.service.js';
import { MergeDeviceService } from './duplicates/merge-device.service.js';
import { FundingService } from './funding/funding.service.js';
import { InventoryFacade } from './inventory.facade.js';
import type { NewDeviceEvent } from './ledger/ledger.js';
import { recordEvents } from './ledger/ledger.js';
import { TimelineService } from './ledger/timeline.service.js';
import { ModelsService } from './models/models.service.js';
import { RefreshService } from './refresh/refresh.service.js';
import { DeviceSearchService } from './search/device-search.service.js';
import { SiteInventoryService } from './sites/site-inventory.service.js';
import { ChangeStateService } from './states/change-state.service.js';
import { DeviceMover } from './states/device-mover.js';
import { ClearHoldService } from './states/clear-hold.service.js';
import { StateMoves } from './states/state-moves.js';
import { SavedViewsService } from './views/saved-views.service.js';

export { codeOf } from '../../../test/support/code-of.js';

/** The directory's facades on a test's database: the scope check and the district, as far as this lib asks for them. */
function directoryOn({ database }: TestDatabase): { sites: SitesFacade; people: PeopleFacade } {
  const require = (_db: unknown, viewer: Viewer, permission: string, ids: readonly string[]): Promise<void> => {
    const scope = viewer.sitesFor(permission);
    return scope === 'all' || ids.every((id) => scope.includes(id))
      ? Promise.resolve()
      : Promise.reject(new SiteNotFound());
  };
  const all = new SitesService(database, null as never, null as never);
  const load = async () => (await database.read.query(DISTRICT))[0];
  const sites = new SitesFacade(
    { requireAll: require, requireOpen: require, named: all.named.bind(all) } as never,
    { load } as never,
    null as never,
  );
  return { sites, people: new PeopleFacade(null as never) };
}

const DISTRICT = `SELECT time_zone AS "timeZone", fiscal_year_start_month AS "fiscalYearStartMonth",
  directory_day(clock_timestamp()) AS today FROM district`;

/** The services of this lib on a test's database, without a container. */
export function inventoryOn(test: TestDatabase) {
  const { database } = test;
  const { sites, people } = directoryOn(test);
  const funding = new FundingService(database);
  const moves = new StateMoves(database);
  const mover = new DeviceMover(new Jobs(database), moves);
  const details = new DeviceDetailService(database, moves, funding);
  const filters = new DeviceFilters(sites);
  const models = new ModelsService(database, new AdminLog());
  const lookups = new DeviceLookupService(database, filters);
  const tagWarnings = new TagWarnings();
  return {
    parts: { sites, funding, filters, moves },
    models,
    funding,
    details,
    list: new DeviceListService(database, filters),
    lookups,
    views: new SavedViewsService(database),
    refresh: new RefreshService(database, sites),
    codes: new ReplaceCodeService(database, details, tagWarnings),
    duplicates: new DuplicatesService(database),
    merging: new MergeDeviceService(database, details),
    searching: new DeviceSearchService(database),
    registering: new RegisterDeviceService(database, sites, funding, details, tagWarnings),
    editing: new EditDeviceService(database, funding, details, tagWarnings),
    states: new ChangeStateService(database, mover, details),
    holds: new ClearHoldService(database, details),
    timeline: new TimelineService(database, people),
    summary: new SiteInventoryService(database, sites),
    facade: new InventoryFacade(
      models,
      funding,
      mover,
      filters,
      new DeviceSelection(database, filters, lookups),
      tagWarnings,
    ),
  };
}
export type Inventory = ReturnType<typeof inventoryOn>;

export const everywhere = Viewer.system('test');

/** Somebody with these permissions at these sites. */
export const viewerOf = (scope: SiteScope, ...permissions: string[]): Viewer =>
  new Viewer(newId(), 'test', new Map(permissions.map((permission) => [permission, scope])));

export const query = (facts: Partial<DevicesQuery> = {}): DevicesQuery => Object.assign(new DevicesQuery(), facts);

export interface GivenPerson {
  id: string;
  number: string;
}

let made = 0;
const next = (): number => (made += 1);

/** Rows of a test's own: each call makes new ones, what does not matter is filled in. */
export function givenOn(test: TestDatabase, inventory: Inventory) {
  const insert = async (sql: string, values: readonly unknown[]): Promise<string> =>
    (await test.database.read.query<{ id: string }>(`${sql} RETURNING id`, values))[0].id;
  const site = (code = `S${next()}`): Promise<string> =>
    insert(`INSERT INTO site (code, name, kind) VALUES ($1, 'School ' || $1, 'middle')`, [code]);
  const model = async (name = `Model ${next()}`, maker = 'Acer'): Promise<string> =>
    (await inventory.models.create(everywhere, { maker, name, deviceClass: 'chromebook' })).id;
  /** A device that goes astray gets a case, as an import's does: nothing commits without one. */
  const record = (...events: NewDeviceEvent[]) =>
    test.database.transaction(async (tx) => {
      const recorded = await recordEvents(tx, everywhere, 'test', events);
      await tx.query('SELECT circulation_adopt_cases($1, NULL)', [events.map(({ deviceId }) => deviceId)]);
      return recorded;
    });
  const device = async (facts: Partial<RegisterDeviceDto> = {}): Promise<DeviceDetailDto> => {
    const defaults = { modelId: facts.modelId ?? (await model()), homeSiteId: facts.homeSiteId ?? (await site()) };
    return inventory.registering.register(everywhere, { assetTag: `T-${10_000 + next()}`, ...defaults, ...facts });
  };
  const person = async (
    facts: { name?: string; siteId?: string; kind?: 'student' | 'staff' } = {},
  ): Promise<GivenPerson> => {
    const [givenName, familyName] = (facts.name ?? 'Maya Rivera').split(' ');
    const siteId = facts.siteId ?? (await site());
    const number = `9${100_000 + next()}`;
    const id = newId();
    await test.database.transaction(async (tx) => {
      await tx.execute(
        `INSERT INTO person (id, kind, number, given_name, family_name, primary_site_id) VALUES ($1, $6, $2, $3, $4, $5)`,
        [id, number, givenName, familyName, siteId, facts.kind ?? 'student'],
      );
      await tx.execute('INSERT INTO person_site (person_id, site_id) VALUES ($1, $2)', [id, siteId]);
    });
    return { id, number };
  };
  return {
    site,
    model,
    device,
    person,
    record,
    district: () =>
      test.asSuperuser(`INSERT INTO district (name, time_zone) VALUES ('Test USD', 'America/Los_Angeles')`),
    room: (siteId: string): Promise<string> =>
      insert(`INSERT INTO room (site_id, code, name) VALUES ($1, $2, $2)`, [siteId, `R${next()}`]),
    /** Hands a device to somebody, as the desk's SQL does. */
    checkedOut: (deviceId: string, personId: string) =>
      record({
        deviceId,
        type: 'checked-out',
        after: { state: 'deployed', custody: 'student', holder_person_id: personId },
      }),
  };
}
export type Given = ReturnType<typeof givenOn>;

/** All for the specs of one file, on a database of their own: empty until the first test, and closed after the last. */
export function useInventory(): { test: TestDatabase; inventory: Inventory; given: Given } {
  const [test, inventory, given] = [{} as TestDatabase, {} as Inventory, {} as Given];
  beforeAll(async () => {
    Object.assign(test, await testDatabase());
    Object.assign(inventory, inventoryOn(test));
    Object.assign(given, givenOn(test, inventory));
  });
  afterAll(() => test.close());
  return { test, inventory, given };
}
