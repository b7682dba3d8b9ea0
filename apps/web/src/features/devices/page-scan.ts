import { newId } from '@app/kernel';
import { EMPTY_CONTEXT, type ScanAct, type ScanAnswer, type ScanMode } from '@app/scan-engine';
import { api, ask } from '../../lib/api.js';
import type { StationIdentity } from '../../lib/station-store.js';

/** A check-in or check-out from a device's page: a small desk session of its own, so that it can be taken back here. */
export class PageDesk {
  private readonly sessionId = newId();
  private seq = 0;

  constructor(private readonly station: StationIdentity) {}

  /**
   * Sends one act as a scan of this browser's station.
   * @param personId who receives, for a check-out
   */
  send(mode: ScanMode, act: ScanAct, personId: string | null = null): Promise<ScanAnswer> {
    this.seq += 1;
    return ask<ScanAnswer>(
      api.POST('/api/v1/scan-events', {
        body: {
          id: newId(),
          stationId: this.station.id,
          sessionId: this.sessionId,
          seq: this.seq,
          mode,
          act,
          context: { ...EMPTY_CONTEXT, personId },
          occurredAt: new Date().toISOString(),
          source: 'page',
        },
      }),
    );
  }
}
