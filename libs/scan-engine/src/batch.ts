import { isUndoable, messageKeyOf, noteLines, notesOf, primaryOf } from './choose.js';
import type { BatchBlocker, Decision, DeviceFacts, Effect, Message, ScanAct } from './contract.js';
import type { MessageKey } from './messages.js';
import { worstOutcome } from './outcome.js';
import { effectsOf } from './rows/effects.js';
import type { NoteRow, PrimaryRow } from './rows/row.js';
import { can, type Scene } from './scene.js';
import { listed, say, sayLines } from './values.js';

/** One device of a batch, decided as if it were scanned alone. */
interface Part {
  scene: Scene;
  row: PrimaryRow;
  notes: NoteRow[];
  effects: Effect[];
  blocked: boolean;
}

const MOST_REMARKS = 6;

/** Remarks that name nobody: the answer to a batch is about many people's devices. */
const REMARKS: ReadonlySet<string> = new Set(['O19', 'O22', 'O24', 'O26', 'O30', 'DUE-MOVED', 'I9', 'I13']);

/** Why a row keeps its device from going, as it stands after "Remove 2". */
const WHY: Readonly<Record<string, MessageKey>> = {
  E23: 'why.restricted',
  O5: 'why.withdrawn',
  O14: 'why.with-another',
  O15: 'why.limit',
  O16: 'why.reserved',
  O17: 'why.damaged',
  O20: 'why.stolen',
  O21: 'why.state',
  O22: 'why.elsewhere',
  O23: 'why.not-loaner',
  O27: 'why.full',
  I7: 'why.stolen',
  I8: 'why.repair',
  I10: 'why.state',
  D2: 'why.sent',
  X5: 'why.role',
  X6: 'why.with-another',
  'SITE-NO': 'why.site-closed',
  'PLACE-NO': 'why.place-closed',
  'DATE-NO': 'why.date',
  'DUE-NO': 'why.due',
};

function whyOf({ row, scene }: Part): Message {
  const { state, holds } = scene.device ?? {};
  if (row.id === 'O17' && state === 'in-repair') return say(scene, 'why.repair');
  if (row.id === 'O17' && holds?.includes('legal') && !holds.includes('damaged')) return say(scene, 'why.legal');
  return say(scene, WHY[row.id] ?? 'why.other');
}

/** A device that stays where it is (at the repair shop, or on its way) does not come with the others. */
const stays = (row: PrimaryRow, sending: boolean): boolean =>
  row.id === 'I8' || (sending && row.id === 'D2' && row.variant === 'sent');

function partOf(scene: Scene, toSiteId: string | null): Part {
  const row = primaryOf(scene);
  const notes = notesOf(scene, row.id);
  const refused = row.class === 'STOP' || row.class === 'ALARM';
  const effects = effectsOf(
    scene,
    [row, ...notes].flatMap((each) => each.effects),
  );
  const blocked = refused || stays(row, toSiteId !== null);
  return { scene, row, notes, effects: blocked ? effects : withDestination(effects, scene, toSiteId), blocked };
}

/** Sent where the batch goes, and not home. */
function withDestination(effects: Effect[], { device }: Scene, toSiteId: string | null): Effect[] {
  if (toSiteId === null || !device) return effects;
  return [
    ...effects.filter(({ kind }) => kind !== 'send-home' && kind !== 'see'),
    { kind: 'send-home', deviceId: device.id, toSiteId },
  ];
}

const asDevice = (device: DeviceFacts) => ({ scanned: 'device' as const, device, person: null, room: null });

const givesLoan = ({ effects }: Part): boolean => effects.some(({ kind }) => kind === 'check-out');

/** Under the batch chip a device is only looked at: what would be refused later is said now, and an alarm is one. */
export function decideCollect(scene: Scene): Decision {
  const part = partOf(scene, null);
  const alarms = part.effects.filter(({ kind }) => kind === 'alarm');
  const remarks = part.notes.filter(({ id }) => REMARKS.has(id));
  const key = part.blocked ? messageKeyOf(scene, part.row) : 'BATCH.collected';
  return {
    ...silent(scene, alarms),
    row: part.blocked ? part.row.id : 'BATCH',
    headlineRow: part.blocked ? part.row.id : 'BATCH',
    class: part.blocked ? worstOutcome('STOP', part.row.class) : 'CONTEXT',
    headline: say(scene, part.row.id === 'I8' ? 'BATCH-NO.repair' : key, { on: part.row.id }),
    lines: part.blocked
      ? sayLines(scene, part.row.lines)
      : [...sayLines(scene, ['line.tag']), ...noteLines(scene, remarks, null)],
    subject: scene.device && { of: 'device', recordId: scene.device.id },
    batch: { done: 0, ready: part.blocked ? 0 : 1, blockers: blockersOf([part]) },
  };
}

/** All of it or nothing: one blocked device keeps the others, and every blocked one is named by its reason. */
export function decideBatch(scene: Scene, { deviceIds, toSiteId }: Extract<ScanAct, { kind: 'batch' }>): Decision {
  const out = scene.mode === 'out';
  if (out && !scene.receiver.person && !scene.receiver.room) return refused(scene, 'BATCH-NO.nobody');
  if (toSiteId !== null && !maySend(scene)) return refused(scene, 'BATCH-NO.site');
  const parts: Part[] = [];
  for (const device of scene.facts.found.devices) {
    const givenBefore = parts.filter(givesLoan).length;
    parts.push(partOf({ ...scene, ...asDevice(device), givenBefore }, toSiteId));
  }
  const blockers = blockersOf(parts);
  const gone = deviceIds.filter((id) => !parts.some(({ scene: { device } }) => device?.id === id));
  if (gone.length > 0) blockers.push({ why: say(scene, 'why.unknown'), deviceIds: gone, tags: [] });
  const ready = parts.filter(({ blocked }) => !blocked).length;
  if (blockers.length === 0 && ready > 0 && scene.mode !== 'look') return done(scene, parts, toSiteId);
  const alarms = parts.flatMap(({ effects }) => effects).filter(({ kind }) => kind === 'alarm');
  return {
    ...refused(scene, 'BATCH-NO', { blocked: blockers.flatMap((each) => each.deviceIds).length }),
    effects: alarms,
    batch: { done: 0, ready, blockers },
  };
}

const maySend = (scene: Scene): boolean =>
  scene.mode === 'in' &&
  can(scene, 'device:check-in') &&
  Boolean(scene.facts.sendTo) &&
  scene.facts.sendTo?.id !== scene.facts.station.site.id;

function blockersOf(parts: readonly Part[]): BatchBlocker[] {
  const groups = new Map<string, BatchBlocker>();
  for (const part of parts.filter(({ blocked }) => blocked)) {
    const why = whyOf(part);
    const key = JSON.stringify(why);
    const group = groups.get(key) ?? { why, deviceIds: [], tags: [] };
    group.deviceIds.push(part.scene.device?.id ?? '');
    group.tags.push(part.scene.device?.tag ?? '');
    groups.set(key, group);
  }
  return [...groups.values()];
}

function done(scene: Scene, parts: readonly Part[], toSiteId: string | null): Decision {
  const effects = parts.flatMap((part) => part.effects);
  const out = scene.mode === 'out';
  const tags = listed(parts.map((part) => part.scene.device?.tag ?? ''));
  const receiver = toSiteId ? scene.facts.sendTo?.code : (scene.receiver.person?.display ?? scene.receiver.room?.name);
  const last = parts.at(-1)?.scene ?? scene;
  const notes = parts.flatMap((part) => part.notes.filter(({ id }) => !(toSiteId && id === 'I9')));
  const remarks = parts.flatMap((part) =>
    noteLines(
      part.scene,
      part.notes.filter((note) => REMARKS.has(note.id) && notes.includes(note)),
      null,
    ),
  );
  const { context } = scene.request;
  return {
    ...silent(scene, effects),
    row: 'BATCH',
    notes: [...new Set(notes.map(({ id }) => id))],
    headlineRow: 'BATCH',
    class: worstOutcome('OK', ...[...notes, ...parts.map(({ row }) => row)].map(asCheck)),
    headline: say(scene, out ? 'BATCH.out' : toSiteId ? 'BATCH.sent' : 'BATCH.in', { n: parts.length }),
    lines: [
      say(scene, out || toSiteId ? 'line.tags-to' : 'line.tags', { tags, receiver: receiver ?? null }),
      ...(out ? sayLines(last, ['line.due']) : []),
      ...distinct(remarks).slice(0, MOST_REMARKS),
    ],
    context: out ? { ...context, personId: null, roomId: null } : context,
    batch: { done: parts.length, ready: 0, blockers: [] },
  };
}

/** Most devices of a batch may have been in already; that is not its outcome. */
const asCheck = (row: PrimaryRow | NoteRow) => (row.class === 'CHECK' ? 'CHECK' : 'OK');

const distinct = (messages: readonly Message[]): Message[] => [
  ...new Map(messages.map((message) => [JSON.stringify(message), message])).values(),
];

const refused = (scene: Scene, key: MessageKey, values: Record<string, number> = {}): Decision => ({
  ...silent(scene, []),
  row: 'BATCH-NO',
  headlineRow: 'BATCH-NO',
  class: 'STOP',
  headline: say(scene, key, values),
  lines: [],
  batch: { done: 0, ready: 0, blockers: [] },
});

type Rest = 'notes' | 'effects' | 'quickAnswers' | 'choices' | 'context' | 'undoable' | 'subject';

function silent({ request, receiver }: Scene, effects: Effect[]): Pick<Decision, Rest> {
  const { person, room } = receiver;
  return {
    notes: [],
    effects,
    quickAnswers: [],
    choices: [],
    context: request.context,
    undoable: isUndoable(effects),
    subject: person ? { of: 'person', recordId: person.id } : room ? { of: 'room', recordId: room.id } : null,
  };
}
