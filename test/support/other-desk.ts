import { ScanService } from '@app/desk';
import type { Viewer } from '@app/platform';
import type { ScanAnswer, ScanMode } from '@app/scan-engine';
import type { TestApp } from './app.js';
import type { Given } from './given.js';
import { GivenDesk } from './given.js';

/** Somebody else at another desk of the school, without a browser. */
export class OtherDesk {
  private constructor(
    private readonly scans: ScanService,
    private readonly clerk: Viewer,
    private readonly desk: GivenDesk,
  ) {}

  static async open(server: TestApp, given: Given, siteId: string, name = 'Desk 2'): Promise<OtherDesk> {
    const desk = new GivenDesk(await given.station(siteId, name));
    return new OtherDesk(server.get(ScanService), await given.clerk([siteId]), desk);
  }

  get sessionId(): string {
    return this.desk.sessionId;
  }

  scan(mode: ScanMode, code: string): Promise<ScanAnswer> {
    return this.desk.scan(this.scans, this.clerk, mode, code);
  }
}
