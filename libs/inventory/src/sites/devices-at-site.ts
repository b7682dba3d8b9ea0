import { Injectable } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { SitesFacade } from '@app/directory';
import type { Db } from '@app/platform';

/** A site stays open while a device lives or stands there. What is gone for good stays in its history only. */
export async function devicesAtSite(db: Db, siteId: string): Promise<number> {
  const [row] = await db.query<{ count: number }>(
    `SELECT count(*) FROM device
     WHERE (home_site_id = $1 OR location_site_id = $1) AND state <> ALL (ARRAY['disposed', 'void'])`,
    [siteId],
  );
  return row.count;
}

@Injectable()
export class DevicesAtSite implements OnModuleInit {
  constructor(private readonly sites: SitesFacade) {}

  onModuleInit(): void {
    this.sites.keepsOpen('devices', devicesAtSite);
  }
}
