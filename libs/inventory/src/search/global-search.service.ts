import { Injectable } from '@nestjs/common';
import { PeopleFacade, SitesFacade } from '@app/directory';
import type { FoundPerson, SiteRef } from '@app/directory';
import { Database } from '@app/platform';
import type { Viewer } from '@app/platform';
import type { MatchGroup } from './device-search.service.js';
import { DeviceSearchService } from './device-search.service.js';

const OF_EACH = 8;

export interface FoundEverywhere {
  devices: MatchGroup[];
  people: FoundPerson[];
  sites: SiteRef[];
}

/** One box for everything: devices, people and sites, eight of each, as far as the viewer may see them. */
@Injectable()
export class GlobalSearchService {
  constructor(
    private readonly db: Database,
    private readonly devices: DeviceSearchService,
    private readonly people: PeopleFacade,
    private readonly sites: SitesFacade,
  ) {}

  async search(viewer: Viewer, q: string): Promise<FoundEverywhere> {
    const [devices, people, sites] = await Promise.all([
      viewer.can('device:read') ? this.devices.search(viewer, { q, limit: OF_EACH }) : [],
      viewer.can('person:read') ? this.people.search(viewer, q, OF_EACH) : [],
      viewer.can('site:read') ? this.sites.search(this.db.read, viewer, q, OF_EACH) : [],
    ]);
    return { devices, people, sites };
  }
}
