import { Injectable } from '@nestjs/common';
import type { Db } from '@app/platform';
import { Database } from '@app/platform';

export interface SiteLabel {
  id: string;
  code: string;
  name: string;
}

/** What sites are called, told by the lib above that has them: a file says codes, as the pages do. */
@Injectable()
export class SiteLabels {
  private read: (db: Db) => Promise<SiteLabel[]> = () => Promise.resolve([]);

  constructor(private readonly db: Database) {}

  readBy(read: (db: Db) => Promise<SiteLabel[]>): void {
    this.read = read;
  }

  async all(): Promise<SiteNames> {
    return new SiteNames(new Map((await this.read(this.db.read)).map((site) => [site.id, site])));
  }
}

export class SiteNames {
  constructor(private readonly sites: ReadonlyMap<string, SiteLabel>) {}

  readonly codeOf = (id: string): string => this.sites.get(id)?.code ?? 'a closed site';

  /** Nothing for the id of another record. */
  readonly knownCodeOf = (id: string): string | undefined => this.sites.get(id)?.code;

  readonly nameOf = (id: string): string | undefined => this.sites.get(id)?.name;
}
