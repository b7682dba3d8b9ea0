import type { DeviceState } from '@app/kernel';
import { dayIn } from '@app/kernel';
import type { Dto } from '../../lib/api.js';
import { dayText } from '../../lib/time.js';
import { CONDITIONS, HOLDS, MDM, TRANSFER_REASONS, words } from '../../lib/device-words.js';

export type TimelineEvent = Dto<'TimelineEventDto'>;
type Person = Dto<'TimelinePersonDto'>;

/** A piece of a sentence: words, or somebody to link to. */
export type Part = string | Person;

/** An entry of the ledger, or a renewal that stands beside it. */
export type LineEvent = Omit<TimelineEvent, 'type'> & { type: TimelineEvent['type'] | 'renewed' };

/** What the ids in an event stand for. */
export interface TimelineNames {
  people: ReadonlyMap<string, Person>;
  sites: ReadonlyMap<string, { code: string; name: string }>;
  rooms: ReadonlyMap<string, { name: string }>;
  state: (state: DeviceState) => string;
  /** By scan: what the desk noted on it. */
  notes?: ReadonlyMap<string, string>;
}

export interface TimelineLine {
  event: LineEvent;
  sentence: Part[];
  /** Who and where: "by K. Ono, LHS Desk 1". */
  actor: string;
  /** The entry that took this one back, when it is known: stands beside it. */
  undone: { by: string; at: string } | null;
  /** What the desk noted on the scan. */
  note: string | null;
}

export interface TimelineDay {
  /** `YYYY-MM-DD` in the district's zone. */
  day: string;
  lines: TimelineLine[];
}

const text = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? String(value) : '');
const list = (value: unknown): string[] => (Array.isArray(value) ? value.map(text) : []);

const siteOf = (id: unknown, names: TimelineNames): string => names.sites.get(text(id))?.code ?? 'another site';

function holderOf(facts: Record<string, unknown>, names: TimelineNames): Part | null {
  const person = text(facts.holder_person_id);
  const room = text(facts.holder_room_id);
  if (person) return names.people.get(person) ?? 'somebody';
  const cart = text(facts.holder_cart_id);
  if (cart) return `${names.rooms.get(cart)?.name ?? 'a cart'}, slot ${text(facts.cart_slot)}`;
  if (room) return names.rooms.get(room)?.name ?? 'a room';
  return null;
}

/** E23: why the device left the program that bought it; what is said in words stands in the note. */
const transferReason = (code: string): string => {
  const said = TRANSFER_REASONS[code as keyof typeof TRANSFER_REASONS] ?? '';
  return said.charAt(0).toLowerCase() + said.slice(1);
};

/** The note of a scan, after its reason for a transfer. */
export function notesByScan(items: readonly { scanId: string; text: string }[]): Map<string, string> {
  const notes = new Map<string, string>();
  for (const { scanId, text: words } of items)
    notes.set(scanId, [words, notes.get(scanId)].filter(Boolean).join(' · '));
  return notes;
}

/** Evidence in words, always behind a dash; ids stay out. */
function remark({ evidence }: LineEvent): string {
  const { reason, finding, lastSeenOn, policeAgency, policeReportNumber } = evidence;
  const parts = [
    text(finding) && words(text(finding)).toLowerCase(),
    text(reason) && words(text(reason)).toLowerCase(),
    transferReason(text(evidence.transferReason)),
    text(lastSeenOn) && `last seen ${dayText(text(lastSeenOn))}`,
    [text(policeAgency), text(policeReportNumber)].filter(Boolean).join(' '),
    text(evidence.bulkReason),
    evidence.forced === true && 'handed to somebody else',
  ].filter((part) => part !== '' && part !== false);
  return parts.length > 0 ? ` – ${parts.join(', ')}` : '';
}

type Sentence = (event: LineEvent, names: TimelineNames) => Part[];

const stateMove = ({ before, after }: LineEvent, { state }: TimelineNames): string =>
  `${state(text(before.state) as DeviceState)} → ${state(text(after.state) as DeviceState)}`;

function identifiers({ before, after }: LineEvent): string {
  const of = (key: string, label: string): string[] =>
    key in after && after[key] !== before[key]
      ? [`${label} ${text(before[key]) || '(none)'} → ${text(after[key]) || '(none)'}`]
      : [];
  return [...of('asset_tag', 'Asset tag'), ...of('serial', 'Serial')].join(', ') || 'Codes changed';
}

/** The hold that came or went; older entries name it only by the difference. */
function holdOf({ before, after, evidence }: LineEvent): string {
  const was = list(before.holds);
  const is = list(after.holds);
  const hold = text(evidence.hold) || [...is, ...was].find((each) => was.includes(each) !== is.includes(each)) || '';
  return HOLDS[hold as keyof typeof HOLDS] ?? words(hold);
}

/** `warrantyEndsOn` as words. */
const fieldName = (name: string): string => name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);

const SENTENCES: Record<LineEvent['type'], Sentence> = {
  registered: ({ after }, names) => [
    `Registered${text(after.asset_tag) && ` as ${text(after.asset_tag)}`} at ${siteOf(after.home_site_id, names)}`,
  ],
  'checked-out': ({ after }, names) => ['Checked out to ', holderOf(after, names) ?? 'nobody'],
  'checked-in': ({ before }, names) => {
    const holder = holderOf(before, names);
    return holder ? ['Checked in from ', holder] : ['Checked in'];
  },
  received: ({ after, site }, names) => [`Received at ${site?.code ?? siteOf(after.location_site_id, names)}`],
  sent: ({ after }, names) => [`Sent to ${siteOf(after.location_site_id, names)}`],
  found: ({ before, after, site }, names) => [
    `Found at ${site?.code ?? siteOf(after.location_site_id, names)}`,
    ...(before.state ? [` (was ${names.state(text(before.state) as DeviceState).toLowerCase()})`] : []),
  ],
  'transferred-in-hand': ({ before, after }, names) => [
    `Handed over from ${siteOf(before.home_site_id, names)} to ${siteOf(after.home_site_id, names)}, its new home site`,
  ],
  moved: ({ after }, names) => {
    const room = text(after.location_room_id);
    if (room) return [`Moved to ${names.rooms.get(room)?.name ?? 'a room'}`];
    return [after.location_site_id ? `Moved to ${siteOf(after.location_site_id, names)}` : 'Taken out of its room'];
  },
  'condition-reported': ({ before, after }) => {
    const [was, is] = [before.condition, after.condition].map((grade) => CONDITIONS[grade as keyof typeof CONDITIONS]);
    return [is ? (was ? `Condition ${was} → ${is}` : `Condition ${is}`) : 'Condition reported'];
  },
  'hold-placed': (event) => [`Hold “${holdOf(event)}” placed`],
  'hold-cleared': (event) => [`Hold “${holdOf(event)}” cleared`],
  'state-changed': (event, names) => [stateMove(event, names)],
  'reported-missing': () => ['Reported missing'],
  'reported-stolen': () => ['Reported stolen'],
  'identifier-changed': (event) => [identifiers(event)],
  'mdm-changed': ({ before, after }) => {
    const [was, is] = [before.mdm_status, after.mdm_status].map((status) => MDM[status as keyof typeof MDM] ?? '?');
    return [`Device management: ${was} → ${is}`];
  },
  edited: ({ evidence }) => [
    `Edited: ${Object.keys(evidence.after ?? {})
      .map(fieldName)
      .join(', ')}`,
  ],
  merged: ({ evidence }) => [
    text(evidence.mergedFrom) ? 'Another record was merged into this one' : 'Merged into another record',
  ],
  reversed: ({ reverses }) => [`Entry ${reverses ?? ''} taken back`],
  renewed: ({ before, after }) => [
    `Renewed until ${dayText(text(after.dueOn))}, was due ${dayText(text(before.dueOn))}`,
  ],
};

export const sentenceOf = (event: LineEvent, names: TimelineNames): Part[] => {
  const rest = remark(event);
  return [...SENTENCES[event.type](event, names), ...(rest ? [rest] : [])];
};

export function actorOf({ account, station, site }: LineEvent): string {
  const desk = station && site && !station.name.includes(site.code) ? `${site.code} ${station.name}` : station?.name;
  const where = desk ?? site?.code;
  return `by ${account?.name ?? 'the system'}${where ? `, ${where}` : ''}`;
}

/** What an entry is about, for the chips over the timeline. */
export const TOPICS = {
  custody: 'Custody',
  repair: 'Repair and condition',
  place: 'Place',
  data: 'Data',
} as const;
export type Topic = keyof typeof TOPICS;

const TOPIC_OF: Record<LineEvent['type'], Topic> = {
  registered: 'data',
  'checked-out': 'custody',
  'checked-in': 'custody',
  received: 'place',
  sent: 'place',
  found: 'custody',
  'transferred-in-hand': 'place',
  moved: 'place',
  'condition-reported': 'repair',
  'hold-placed': 'repair',
  'hold-cleared': 'repair',
  'state-changed': 'repair',
  'reported-missing': 'custody',
  'reported-stolen': 'custody',
  'identifier-changed': 'data',
  'mdm-changed': 'data',
  edited: 'data',
  merged: 'data',
  reversed: 'custody',
  renewed: 'custody',
};

/** The days with what is about the topic; `null`: everything. */
export const aboutTopic = (days: readonly TimelineDay[], topic: Topic | null): readonly TimelineDay[] =>
  topic === null
    ? days
    : days
        .map(({ day, lines }) => ({ day, lines: lines.filter(({ event }) => TOPIC_OF[event.type] === topic) }))
        .filter(({ lines }) => lines.length > 0);

const SOURCES: Record<string, string> = {
  scan: 'Scan',
  scanner: 'Scanner',
  typed: 'Typed',
  camera: 'Camera',
  card: 'Card',
  page: 'Page',
  import: 'Import',
  bulk: 'Bulk change',
  system: 'System',
};

/** How an entry came in. */
export const sourceOf = ({ source }: LineEvent): string => SOURCES[source] ?? words(source);

/** A renewal as an entry, and its undo as the entry that takes it back; the ledger's own numbers are above 0. */
function renewalEvents({ scanId, wasDueOn, dueOn, renewed, undone }: Dto<'RenewalDto'>, index: number): LineEvent[] {
  const seq = -2 * index - 1;
  const entry = ({ at, ...who }: Dto<'RenewalActDto'>) => ({
    ...who,
    ...{ occurredAt: at, recordedAt: at, scanId: null, source: 'scan', before: {}, after: {}, evidence: {} },
  });
  return [
    ...(undone ? [{ ...entry(undone), type: 'reversed' as const, seq: seq - 1, reverses: seq, reversedBy: null }] : []),
    {
      ...entry(renewed),
      ...{ type: 'renewed' as const, seq, scanId, before: { dueOn: wasDueOn }, after: { dueOn } },
      ...{ reverses: null, reversedBy: undone && seq - 1 },
    },
  ];
}

/** The entries of the ledger and the renewals beside them, in the order in which they were written down; those behind the last page wait for it. */
export function withRenewals(
  events: readonly TimelineEvent[],
  renewals: readonly Dto<'RenewalDto'>[],
  hasMore: boolean,
): LineEvent[] {
  const at = ({ recordedAt }: LineEvent): number => Date.parse(recordedAt);
  const oldest = hasMore && events.length > 0 ? at(events[events.length - 1]) : -Infinity;
  const beside = renewals.flatMap(renewalEvents).filter((event) => at(event) >= oldest);
  return [...events, ...beside].sort((a, b) => at(b) - at(a));
}

/**
 * The lines of a timeline by day, the newest first. An entry that was taken back carries its reversal; the reversal has no line
 * of its own while the entry it takes back is on the page.
 */
export function timelineDays(events: readonly LineEvent[], names: TimelineNames, timeZone: string): TimelineDay[] {
  const bySeq = new Map(events.map((event) => [event.seq, event]));
  const unsaid = new Map(names.notes);
  const days: TimelineDay[] = [];
  for (const event of events) {
    if (event.type === 'reversed' && event.reverses !== null && bySeq.has(event.reverses)) continue;
    const reversal = event.reversedBy === null ? undefined : bySeq.get(event.reversedBy);
    // One scan may make several entries; its note stands on the newest.
    const note = (event.scanId && unsaid.get(event.scanId)) || null;
    if (event.scanId) unsaid.delete(event.scanId);
    const line: TimelineLine = {
      event,
      note,
      sentence: sentenceOf(event, names),
      actor: actorOf(event),
      undone: reversal ? { by: actorOf(reversal), at: reversal.occurredAt } : null,
    };
    const day = dayIn(timeZone, event.occurredAt);
    const last = days.at(-1);
    if (last?.day === day) last.lines.push(line);
    else days.push({ day, lines: [line] });
  }
  return days;
}

const STEPS: [number, string][] = [
  [86_400, 'd'],
  [3_600, 'h'],
  [60, 'min'],
  [1, 's'],
];

/** "20 s later", from one instant to another. */
export function laterText(from: string, to: string): string {
  const seconds = Math.max(0, Math.round((Date.parse(to) - Date.parse(from)) / 1000));
  const [size, unit] = STEPS.find(([step]) => seconds >= step) ?? [1, 's'];
  return `${Math.floor(seconds / size)} ${unit} later`;
}
