import { cardLine, isUndoable, leadingNote, messageKeyOf, noteLines, notesOf, primaryOf } from './choose.js';
import type { Decision, DeviceFacts, Effect, Message, StationContext } from './contract.js';
import { worstOutcome } from './outcome.js';
import { answersOf } from './rows/answers.js';
import { contextAfter } from './rows/contexts.js';
import { effectsOf } from './rows/effects.js';
import type { MessageKey } from './messages.js';
import type { NoteRow, PrimaryRow } from './rows/row.js';
import type { Scene } from './scene.js';
import { isPaired } from './scene.js';
import { listed, say, sayLines } from './values.js';

/** A device that waited, as decided for the person or room that has come. */
interface Part {
  scene: Scene;
  row: PrimaryRow;
  notes: NoteRow[];
  effects: Effect[];
}

/**
 * Row O4: every waiting device is decided as if it were scanned now. A refused one makes its row the primary, and every one
 * of them is named; the others go out all the same, so only here can a STOP come with effects, and never on a device that
 * it is about. None goes on waiting: the next person would get it unasked.
 */
export function handOver(scene: Scene, o4: PrimaryRow): Decision {
  const parts = partsOf(scene);
  const refused = parts.filter(({ row }) => row.class === 'ALARM' || row.class === 'STOP');
  const worst = refused.find(({ row }) => row.class === 'ALARM') ?? refused[0];
  const given = parts.filter(({ effects }) => effects.some(({ kind }) => kind === 'check-out'));
  const context = contextAfter(scene, o4.context);
  if (worst) return refusal(worst, refused, given, context, parts);
  const paired = isPaired(scene, scene.person, given.length);
  return success(scene, o4, given, paired ? { ...context, personId: null } : context, parts);
}

function partsOf(scene: Scene): Part[] {
  const { person, room } = scene;
  const parts: Part[] = [];
  let givenBefore = 0;
  for (const device of scene.facts.held) {
    const part = partOf({ ...scene, ...asDevice(device), receiver: { person, room }, givenBefore });
    if (part.effects.some(({ kind }) => kind === 'check-out')) givenBefore += 1;
    parts.push(part);
  }
  return parts;
}

const asDevice = (device: DeviceFacts) => ({ scanned: 'device' as const, device, person: null, room: null });

function partOf(scene: Scene): Part {
  const row = primaryOf(scene);
  const notes = notesOf(scene, row.id);
  return {
    scene,
    row,
    notes,
    effects: effectsOf(
      scene,
      [row, ...notes].flatMap((each) => each.effects),
    ),
  };
}

const effectsIn = (parts: readonly Part[]): Effect[] => parts.flatMap(({ effects }) => effects);

function refusal(
  lead: Part,
  refused: readonly Part[],
  given: readonly Part[],
  context: StationContext,
  parts: readonly Part[],
): Decision {
  const others = refused.filter((part) => part !== lead);
  return {
    ...basics(lead.scene, context, effectsIn(parts)),
    row: lead.row.id,
    notes: [],
    headlineRow: lead.row.id,
    class: lead.row.class,
    headline: say(lead.scene, messageKeyOf(lead.scene, lead.row), { on: lead.row.id }),
    lines: [
      ...sayLines(lead.scene, lead.row.lines),
      ...cardLine(lead.scene, lead.row),
      ...tagsLine(lead.scene, 'line.also-refused', others),
      ...tagsLine(lead.scene, 'line.tags-to', given),
    ],
    quickAnswers: answersOf(lead.scene, lead.row.answers),
  };
}

function success(
  scene: Scene,
  o4: PrimaryRow,
  given: readonly Part[],
  context: StationContext,
  parts: readonly Part[],
): Decision {
  const lead = given.find((part) => part.row.id !== 'O10') ?? given[0] ?? parts[0];
  // A plain check-out is O4 here; anything else (taken over, already with them) keeps its own row.
  const row = lead.row.id === 'O10' ? o4 : lead.row;
  const ofReceiver = notesOf(scene, row.id);
  const notes = [...new Set([...ofReceiver, ...parts.flatMap((part) => part.notes)])];
  const leading = leadingNote(row, notes);
  const many = row === o4 && given.length > 1;
  const speaker = leading ? (parts.find((part) => part.notes.includes(leading))?.scene ?? scene) : lead.scene;
  const headline = leading || !many ? messageKeyOf(speaker, leading ?? row) : 'O4.many';
  return {
    ...basics(lead.scene, context, effectsIn(parts)),
    row: row.id,
    notes: [...new Set(notes.map(({ id }) => id))],
    headlineRow: (leading ?? row).id,
    class: worstOutcome(row.class, ...notes.map((note) => note.class)),
    headline: say(speaker, headline, { on: row.id, n: given.length }),
    lines: [
      ...(many ? tagsLine(lead.scene, 'line.tags-to', given) : sayLines(lead.scene, lead.row.lines)),
      ...(many ? sayLines(given.at(-1)?.scene ?? lead.scene, ['line.due', 'line.paired']) : []),
      ...noteLines(scene, ofReceiver, leading),
      ...parts.flatMap((part) => noteLines(part.scene, part.notes, leading)),
      ...sayLines(scene, ['line.allowed-by', 'line.matched']),
    ],
    quickAnswers: [],
  };
}

const tagsLine = (scene: Scene, key: MessageKey, parts: readonly Part[]): Message[] =>
  parts.length === 0 ? [] : [say(scene, key, { tags: listed(parts.map((part) => part.scene.device?.tag ?? '')) })];

function basics(
  { device }: Scene,
  context: StationContext,
  effects: Effect[],
): Pick<Decision, 'context' | 'effects' | 'choices' | 'undoable' | 'subject'> {
  return {
    context,
    effects,
    choices: [],
    undoable: isUndoable(effects),
    subject: device ? { of: 'device', recordId: device.id } : null,
  };
}
