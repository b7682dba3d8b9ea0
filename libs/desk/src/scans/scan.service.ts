import { hash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { cardHash, SessionChanged } from '@app/identity';
import type { SessionProof } from '@app/identity';
import { PlaceClosed, SiteClosed } from '@app/directory';
import { Database, Settings, Viewer } from '@app/platform';
import type { SiteScope, Tx } from '@app/platform';
import { codeKeys, decide, keptCode, movesOf, renderMessage } from '@app/scan-engine';
import type { Decision, DeskFacts, ScanAnswer, ScanRequest } from '@app/scan-engine';
import { ReachThrottled, ScanIdReused, ScanNotFound, StationNotFound } from '../desk.errors.js';
import { overrideOf } from './override.rules.js';
import { momentOf } from './back-date.rules.js';
import { reachOf } from './reach.rules.js';
import { sightOf } from './sight.rules.js';
import type { Reach } from './reach.rules.js';
import { decideUndo } from './undo.rules.js';
import type { UndoFacts } from './undo.rules.js';

/** What the desk's decisions ask about; narrowed to the station's site before deciding. */
const DESK_PERMISSIONS = [
  'scan:use',
  'scan:undo-own',
  'scan:undo-any',
  'device:check-out',
  'device:check-in',
  'device:transfer-in-hand',
  'device:register',
  'loaner:lend',
] as const;

/** Looks at people of other sites that one account may cause in a minute. */
const REACH_PER_MINUTE = 30;

type LoadRefusal = { sessionChanged: true } | { noStation: true } | { otherAccount: true } | { otherBody: true };

type Loaded = LoadRefusal | { replay: string } | (Omit<DeskFacts, 'permissions'> & { timeZone: string });

interface Decided {
  decision: Decision;
  targetScanId: string | null;
  personId: string | null;
}

/** BEGIN goes with `desk_load`, COMMIT with `desk_apply`. */
const TWO_CALLS = { begin: 'with-first-call' } as const;

const reaches = (scope: SiteScope, siteId: string): boolean => scope === 'all' || scope.includes(siteId);

/** One scan, one call, one transaction: load, decide, apply. A repeat gets the stored answer. */
@Injectable()
export class ScanService {
  private readonly publicHosts: string[];

  constructor(
    private readonly db: Database,
    settings: Settings,
  ) {
    this.publicHosts = [new URL(settings.PUBLIC_URL).host];
  }

  /** @throws StationNotFound, ScanNotFound, ScanIdReused, ReachThrottled */
  async handle(viewer: Viewer, request: ScanRequest): Promise<ScanAnswer> {
    return JSON.parse(await this.handleAsText(viewer, request)) as ScanAnswer;
  }

  /**
   * The answer as the JSON that is stored: read by nobody on its way, and a repeat gets the same bytes.
   * @param proof of a session that was read before: checked together with the load
   * @throws SessionChanged
   */
  handleAsText(viewer: Viewer, request: ScanRequest, proof: SessionProof | null = null): Promise<string> {
    return this.once(viewer, request, proof).catch((error: unknown) => {
      // A site, room or cart was closed between the two calls: nothing was kept, and the second time the table says so.
      if (!(error instanceof SiteClosed || error instanceof PlaceClosed)) throw error;
      return this.once(viewer, request, proof);
    });
  }

  private once(viewer: Viewer, request: ScanRequest, proof: SessionProof | null): Promise<string> {
    return this.db.transaction(async (tx) => {
      const accountId = viewer.accountId;
      if (!accountId) throw new StationNotFound();
      const input = JSON.stringify(this.questionOf(viewer, accountId, request, proof));
      const loaded = loadedOf(await tx.call('desk_load', 'SELECT desk_load($1::jsonb)', [input]));
      if ('replay' in loaded) return loaded.replay;
      const site = loaded.station.site.id;
      if (!reaches(viewer.sitesFor('scan:use'), site)) throw new StationNotFound();
      const permissions = DESK_PERMISSIONS.filter((permission) => reaches(viewer.sitesFor(permission), site));
      const facts: DeskFacts = { ...loaded, permissions };
      const decided =
        request.act.kind === 'undo'
          ? await this.decideUndo(tx, viewer, accountId, request, request.act, facts)
          : this.decideOn(request, facts);
      const reach = reachOf(request, facts, decided.decision);
      if (reach?.foreign) await this.throttleReach(tx, accountId);
      const outcome = JSON.stringify(outcomeOf(viewer, request, facts, decided, reach, loaded.timeZone));
      const answer = await tx.lastCall('desk_apply', 'SELECT desk_apply($1::jsonb)', [outcome]);
      if (answer === null) throw new Error('desk_apply returned nothing');
      return answer;
    }, TWO_CALLS);
  }

  private questionOf(viewer: Viewer, accountId: string, request: ScanRequest, proof: SessionProof | null): object {
    const { act } = request;
    const keys = act.kind === 'code' ? codeKeys(act.raw, { publicHosts: this.publicHosts }) : null;
    // The code of a supervisor's card is kept nowhere, nor what could be made from it.
    const kept = act.kind === 'code' ? { ...request, act: { ...act, raw: keptCode(act.raw) } } : request;
    return {
      proof,
      id: request.id,
      accountId,
      bodyHash: hash('sha256', JSON.stringify(kept)),
      stationId: request.stationId,
      sessionId: request.sessionId,
      seq: request.seq,
      mode: request.mode,
      act: act.kind,
      raw: kept.act.kind === 'code' ? kept.act.raw.slice(0, 500) : null,
      card: keys?.kind === 'supervisor' ? cardHash(keys.code).toString('hex') : null,
      note: act.kind === 'note' ? act.text : null,
      targetScanId: act.kind === 'answer' || act.kind === 'note' ? act.scanId : null,
      key: act.kind === 'answer' ? act.key.toLowerCase() : null,
      reason: act.kind === 'answer' ? (act.text ?? null) : null,
      source: request.source,
      occurredAt: request.occurredAt,
      exact: keys?.kind === 'lookup' ? keys.exact : [],
      normalised: keys?.kind === 'lookup' ? keys.normalised : [],
      pick: act.kind === 'pick' ? { of: act.of, recordId: act.recordId } : null,
      batch: act.kind === 'batch' ? { deviceIds: act.deviceIds, toSiteId: act.toSiteId } : null,
      context: request.context,
      ...sightOf(viewer),
    };
  }

  private async decideUndo(
    tx: Tx,
    viewer: Viewer,
    accountId: string,
    request: ScanRequest,
    act: Extract<ScanRequest['act'], { kind: 'undo' }>,
    { now }: DeskFacts,
  ): Promise<Decided> {
    const [{ target }] = await tx.query<{ target: UndoFacts['target'] }>(
      'SELECT desk_undo_target($1, $2, $3, $4) AS target',
      [request.sessionId, accountId, act.scanId, sightOf(viewer).personSites],
    );
    const scan = target && 'scanId' in target ? target : null;
    const may = (permission: string): boolean => scan !== null && reaches(viewer.sitesFor(permission), scan.siteId);
    const decision = decideUndo(request, {
      now,
      accountId,
      mayUndoOwn: may('scan:undo-own'),
      mayUndoAny: may('scan:undo-any'),
      target,
    });
    return { decision, targetScanId: scan?.scanId ?? null, personId: scan?.personId ?? null };
  }

  private decideOn(request: ScanRequest, facts: DeskFacts): Decided {
    const { act } = request;
    const decision = decide(request, facts, { publicHosts: this.publicHosts });
    const personId =
      decision.context.personId ??
      (act.kind === 'batch' ? null : facts.found.devices[0]?.loan?.person?.id) ??
      (decision.subject?.of === 'person' ? decision.subject.recordId : null);
    const answers = act.kind === 'answer' || act.kind === 'note';
    const targetScanId = answers
      ? (facts.answered?.scanId ?? act.scanId)
      : (overrideOf(facts, decision)?.refusedScanId ?? null);
    return { decision, targetScanId, personId };
  }

  private async throttleReach(tx: Tx, accountId: string): Promise<void> {
    const [row] = await tx.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM (
         SELECT at, detail FROM access_log WHERE account_id = $1 ORDER BY id DESC LIMIT 200) recent
       WHERE at > clock_timestamp() - interval '1 minute' AND detail ->> 'foreign' = 'true'`,
      [accountId],
    );
    if (row.count >= REACH_PER_MINUTE) throw new ReachThrottled();
  }
}

/** @throws SessionChanged, StationNotFound, ScanNotFound, ScanIdReused */
function loadedOf(text: string | null): Exclude<Loaded, LoadRefusal> {
  const loaded = JSON.parse(text ?? 'null') as Loaded;
  if ('sessionChanged' in loaded) throw new SessionChanged();
  if ('noStation' in loaded) throw new StationNotFound();
  if ('otherAccount' in loaded) throw new ScanNotFound();
  if ('otherBody' in loaded) throw new ScanIdReused();
  return loaded;
}

/** What `desk_apply` keeps: the effects, and the answer that every repeat gets. */
function outcomeOf(
  viewer: Viewer,
  request: ScanRequest,
  facts: DeskFacts,
  decided: Decided,
  reach: Reach | null,
  timeZone: string,
): object {
  const { effects, undoable, ...decision } = decided.decision;
  const subject = decision.subject;
  const words = { locale: viewer.language, timeZone, today: facts.today };
  const answer = {
    id: request.id,
    seq: request.seq,
    mode: request.mode,
    ...decision,
    undoable,
    text: {
      headline: renderMessage(decision.headline, words),
      lines: decision.lines.map((line) => renderMessage(line, words)),
    },
    matchedAs: facts.matchedAs,
    moves: movesOf(effects),
    targetScanId: decided.targetScanId,
  };
  return {
    actor: {
      accountId: viewer.accountId,
      stationId: request.stationId,
      siteId: facts.station.site.id,
      scanId: request.id,
      source: request.source,
      ...momentOf(request, facts, decision),
    },
    effects,
    answer,
    deviceId: subject?.of === 'device' ? subject.recordId : null,
    personId: decided.personId,
    shownPersonId: subject?.of === 'person' ? subject.recordId : null,
    shownRoomId: subject?.of === 'room' ? subject.recordId : null,
    undoable,
    ...sightOf(viewer),
    day: facts.today,
    reach,
    override: overrideOf(facts, decided.decision),
  };
}
