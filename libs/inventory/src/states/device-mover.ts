import type { DeviceState } from '@app/kernel';
import { Injectable } from '@nestjs/common';
import { Jobs } from '@app/platform';
import type { Tx, Viewer } from '@app/platform';
import type { LockedDevice } from '../devices/device-lock.js';
import { ReferenceUnknown, StateChangeRefused } from '../inventory.errors.js';
import { DeviceStateChanged } from '../inventory.events.js';
import type { RecordedEvent } from '../ledger/ledger.js';
import { recordEvents } from '../ledger/ledger.js';
import { covers, reaches } from '../shared/scope.js';
import { StateMoves } from './state-moves.js';
import type { MoveEvidence, MoveRefusal, StateMove } from './state.rules.js';
import { ACTIONS, evidenceRefusal, factsAfter, moveBetween, moveRefusal } from './state.rules.js';

export interface MoveRequest {
  to: DeviceState;
  /** Who asks: the device's page, or its missing case. A move is made in one place only. */
  place: 'page' | 'case';
  evidence?: MoveEvidence;
  /** Found: the site where it is now. */
  siteId?: string;
  /** Further facts of the same entry. */
  facts?: Readonly<Record<string, string>>;
  /** Further evidence: ids and codes. */
  ids?: Readonly<Record<string, string>>;
}

/** Moves a locked device along the table of legal moves: its ledger entry and the news of it. */
@Injectable()
export class DeviceMover {
  constructor(
    private readonly jobs: Jobs,
    private readonly moves: StateMoves,
  ) {}

  /** @throws StateChangeRefused, ReferenceUnknown */
  async move(tx: Tx, viewer: Viewer, device: LockedDevice, request: MoveRequest): Promise<RecordedEvent> {
    const move = legalMove(await this.moves.all(), device, request.to);
    const evidence = request.evidence ?? {};
    refuse(moveRefusal(move, device, reaches(viewer, move.permission, device), request.place));
    refuse(evidenceRefusal(move, evidence, await today(tx)));
    const { siteId } = request;
    if (siteId !== undefined && !covers(viewer.sitesFor(move.permission), siteId)) {
      throw new ReferenceUnknown('evidence.siteId', 'site');
    }
    const [recorded] = await recordEvents(tx, viewer, request.place, [
      {
        deviceId: device.id,
        type: ACTIONS[move.action]?.event ?? 'state-changed',
        after: { ...factsAfter(move, device.holderCustody, siteId), ...request.facts },
        evidence: { action: move.action, ...kept(move, evidence), ...request.ids },
      },
    ]);
    await this.tell(tx, viewer, device, move, recorded.seq, siteId);
    return recorded;
  }

  private tell(
    tx: Tx,
    viewer: Viewer,
    { id: deviceId, state: from, locationSiteId }: LockedDevice,
    { to, action }: StateMove,
    seq: number,
    siteId = locationSiteId,
  ): Promise<void> {
    const { accountId } = viewer;
    return this.jobs.publish(tx, new DeviceStateChanged({ deviceId, from, to, action, siteId, seq, accountId }));
  }
}

/** Only the evidence that the action knows goes into the ledger. */
const kept = (move: StateMove, evidence: MoveEvidence): MoveEvidence =>
  Object.fromEntries(
    Object.entries(evidence).filter(
      ([field, value]) => value !== undefined && (field === 'reason' || move.evidence.includes(field)),
    ),
  );

function legalMove(moves: readonly StateMove[], device: LockedDevice, to: DeviceState): StateMove {
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
