import { Injectable } from '@nestjs/common';
import type { Db } from '@app/platform';

/** How many of a lib's records still belong to a site. */
export type SiteCount = (db: Db, siteId: string) => Promise<number>;

const peopleAt: SiteCount = async (db, siteId) => {
  const [row] = await db.query<{ count: number }>(
    `SELECT count(*) FROM person_site s JOIN person p ON p.id = s.person_id
     WHERE s.site_id = $1 AND p.state = 'active' AND p.merged_into_id IS NULL`,
    [siteId],
  );
  return row.count;
};

/** What keeps a site open. The libs above register what they own when they start; this lib knows none of their tables. */
@Injectable()
export class SiteUse {
  private readonly counts = new Map<string, SiteCount>([['people', peopleAt]]);

  /** @param noun plural, as it is told: `devices` */
  register(noun: string, count: SiteCount): void {
    this.counts.set(noun, count);
  }

  /** Only what is there: empty when nothing keeps the site open. */
  async of(db: Db, siteId: string): Promise<Record<string, number>> {
    const found: Record<string, number> = {};
    for (const [noun, count] of this.counts) {
      const number = await count(db, siteId);
      if (number > 0) found[noun] = number;
    }
    return found;
  }
}
