import type { CodeRules } from './clean.js';
import { decideBatch, decideCollect } from './batch.js';
import { cardLine, isUndoable, leadingNote, messageKeyOf, noteLines, notesOf, primaryOf } from './choose.js';
import type { Choice, Decision, DeskFacts, RowId, ScanRequest } from './contract.js';
import { handOver } from './hand-over.js';
import { worstOutcome } from './outcome.js';
import { answersOf } from './rows/answers.js';
import { contextAfter } from './rows/contexts.js';
import { effectsOf } from './rows/effects.js';
import type { NoteRow, PrimaryRow } from './rows/row.js';
import type { Scene } from './scene.js';
import { sceneOf } from './scene.js';
import { say, sayLines } from './values.js';

const NO_HOSTS: CodeRules = { publicHosts: [] };
const MAX_CHOICES = 9;

/**
 * What a scan means: exactly one row of the table, its notes, and what is to be done. Pure; never throws.
 * `facts.found` holds the records of the code, of the pick, or the device of the answered scan. `rules` are those of `codeKeys`:
 * they tell a label of this installation that nobody knows (U1) from somebody else's web link (U4).
 */
export function decide(request: ScanRequest, facts: DeskFacts, rules: CodeRules = NO_HOSTS): Decision {
  const scene = sceneOf(request, facts, rules);
  if (request.act.kind === 'batch') return decideBatch(scene, request.act);
  if (collects(scene)) return decideCollect(scene);
  const row = primaryOf(scene);
  return row.context === 'hand-over' ? handOver(scene, row) : compose(scene, row, notesOf(scene, row.id));
}

/** An answer to an earlier row is no scan: it does what it says. */
const collects = ({ request, mode, scanned }: Scene): boolean =>
  request.context.batch && mode !== 'look' && scanned === 'device' && request.act.kind !== 'answer';

function compose(scene: Scene, row: PrimaryRow, notes: readonly NoteRow[]): Decision {
  const leading = leadingNote(row, notes);
  const effects = effectsOf(
    scene,
    [row, ...notes].flatMap((each) => each.effects),
  );
  return {
    row: row.id,
    notes: notes.map(({ id }) => id),
    headlineRow: (leading ?? row).id,
    class: worstOutcome(row.class, ...notes.map((note) => note.class)),
    headline: say(scene, messageKeyOf(scene, leading ?? row), { on: row.id }),
    lines: [
      ...sayLines(scene, row.lines),
      ...cardLine(scene, row),
      ...noteLines(scene, notes, leading),
      ...(row.class === 'STOP' || row.class === 'ALARM' ? [] : sayLines(scene, ['line.allowed-by'])),
      ...sayLines(scene, ['line.matched']),
    ],
    effects,
    quickAnswers: answersOf(scene, row.answers),
    choices: choicesOf(scene, row.id),
    context: contextAfter(scene, row.context),
    undoable: isUndoable(effects),
    subject: subjectOf(scene),
  };
}

function subjectOf({ device, person, room, facts }: Scene): Decision['subject'] {
  if (device) return { of: 'device', recordId: device.id };
  if (person) return { of: 'person', recordId: person.id };
  if (room) return { of: 'room', recordId: room.id };
  const answered = facts.answered?.deviceId;
  return answered ? { of: 'device', recordId: answered } : null;
}

/** A1: the records that share the code. U1 and U2: codes one slip away. */
function choicesOf({ facts: { found, near } }: Scene, row: RowId): Choice[] {
  const records: Omit<Choice, 'key'>[] =
    row === 'A1'
      ? [
          ...found.devices.map((device) => ({
            of: 'device' as const,
            recordId: device.id,
            label: `${device.tag} · ${device.model.name} · ${device.locationSite.code}`,
          })),
          ...found.persons.map((person) => ({
            of: 'person' as const,
            recordId: person.id,
            label: [person.display, person.grade, person.site?.code].filter(Boolean).join(' · '),
          })),
          ...found.rooms.map((room) => ({
            of: 'room' as const,
            recordId: room.id,
            label: `${room.name} · ${room.site.code}`,
          })),
        ]
      : row === 'U1' || row === 'U2'
        ? near.map(({ of, recordId, label }) => ({ of, recordId, label }))
        : [];
  return records.slice(0, MAX_CHOICES).map((record, index) => ({ key: String(index + 1), ...record }));
}
