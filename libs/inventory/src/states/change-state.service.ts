import { Injectable } from '@nestjs/common';
import { Database, Jobs } from '@app/platform';
import type { Tx, Viewer } from '@app/platform';
import type { DeviceDetailDto } from '../devices/device-detail.dto.js';
import { DeviceDetailService } from '../devices/device-detail.service.js';
import { lockDevice } from '../devices/device-lock.js';
import type { LockedDevice } from '../devices/device-lock.js';
import { DeviceChangedMeanwhile, ReferenceUnknown, StateChangeRefused } from '../inventory.errors.js';
import { DeviceStateChanged } from '../inventory.events.js';
import { recordEvents } from '../ledger/ledger.js';
import { covers, reaches } from '../shared/scope.js';
import type { ChangeStateDto } from './state.dto.js';
import { StateMoves } from './state-moves.js';
import type { MoveEvidence, MoveRefusal, StateMove } from './state.rules.js';
import { ACTIONS, evidenceRefusal, factsAfter, moveBetween, moveRefusal } from './state.rules.js';

@Injectable()
export class ChangeStateService {
  constructor(
    private readonly db: Database,
    private readonly jobs: Jobs,
    private readonly moves: StateMoves,
    private readonly details: DeviceDetailService,
  ) {}

  /**
   * Moves a device to another state on its page: ledger, summary and news commit together.
   * @throws DeviceNotFound, DeviceChangedMeanwhile, StateChangeRefused
   */
  async change(viewer: Viewer, id: string, request: ChangeStateDto): Promise<DeviceDetailDto> {
    const moves = await this.moves.all();
    await this.db.transaction(async (tx) => {
      const device = await lockDevice(tx, viewer, id);
      if (request.lastSeq !== undefined && request.lastSeq !== device.lastSeq)
        throw new DeviceChangedMeanwhile(device.lastSeq);
      const move = legalMove(moves, device, request);
      refuse(moveRefusal(move, device, reaches(viewer, move.permission, device)));
      refuse(evidenceRefusal(move, { ...request.evidence, reason: request.reason }, await today(tx)));
      await this.record(tx, viewer, device, move, request);
    });
    return this.details.get(viewer, id);
  }

  private async record(
    tx: Tx,
    viewer: Viewer,
    device: LockedDevice,
    move: StateMove,
    request: ChangeStateDto,
  ): Promise<void> {
    const { siteId } = request.evidence ?? {};
    if (siteId !== undefined && !covers(viewer.sitesFor(move.permission), siteId)) {
      throw new ReferenceUnknown('evidence.siteId', 'site');
    }
    const [{ seq }] = await recordEvents(tx, viewer, 'page', [
      {
        deviceId: device.id,
        type: ACTIONS[move.action]?.event ?? 'state-changed',
        after: factsAfter(move, device.holderCustody, siteId),
        evidence: { action: move.action, ...kept(move, { ...request.evidence, reason: request.reason }) },
      },
    ]);
    const { id: deviceId, state: from, locationSiteId } = device;
    const { to, action } = move;
    await this.jobs.publish(
      tx,
      new DeviceStateChanged({
        deviceId,
        from,
        to,
        action,
        siteId: siteId ?? locationSiteId,
        seq,
        accountId: viewer.accountId,
      }),
    );
  }
}

/** Only the evidence that the action knows goes into the ledger. */
const kept = (move: StateMove, evidence: MoveEvidence): MoveEvidence =>
  Object.fromEntries(Object.entries(evidence).filter(([field]) => field === 'reason' || move.evidence.includes(field)));

function legalMove(moves: readonly StateMove[], device: LockedDevice, { to }: ChangeStateDto): StateMove {
  const move = moveBetween(moves, device.state, to);
  if (move) return move;
  throw new StateChangeRefused('move-not-legal', 'The device cannot go from its present state to that one', {
    from: device.state,
    to,
  });
}

function refuse(refusal: MoveRefusal | null): void {
  if (!refusal) return;
  const errors = refusal.fields?.map((field) => ({
    field: field === 'reason' ? 'reason' : `evidence.${field}`,
    message: 'is needed for this step, or is not one of its values',
  }));
  throw new StateChangeRefused(refusal.reason, refusal.message, errors ? { errors } : {});
}

async function today(tx: Tx): Promise<string> {
  const [row] = await tx.query<{ today: string }>('SELECT directory_day(clock_timestamp()) AS today');
  return row.today;
}
