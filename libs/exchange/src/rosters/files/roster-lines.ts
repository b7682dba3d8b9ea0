import type { CellProblem, TableRow } from '@app/platform';
import { rowReader } from '@app/platform';
import type { FileMode } from './dialect.rules.js';
import type { DialectFile } from './dialect-files.js';
import type { RecordField, RecordKind } from './roster-kinds.js';
import { CELL_FIELDS, RECORD_FIELDS } from './roster-kinds.js';
import { gradeOf, isEmergencyOnly, isHomeroom, isPrimary, listOf, roleOf, statusOf } from './roster-values.rules.js';

/** What a line of a file says of one record. A line about a person also says their roles and links, `owner`ed by them. */
export interface StagedRecord {
  kind: RecordKind;
  id: string | null;
  owner: string | null;
  line: number;
  /** To be deleted. */
  gone: boolean;
  /** Not read at all: what is known of it stands. */
  refused: boolean;
  vals: (string | null)[] | null;
  /** Why it was refused, or which cells were left out. */
  problems: CellProblem[];
}

/** Without these a record says nothing. */
const NEEDED: Readonly<Record<RecordKind, readonly string[]>> = {
  org: ['id', 'name'],
  user: ['id', 'givenName', 'familyName'],
  role: ['id', 'user', 'role'],
  class: ['id'],
  enrollment: ['id', 'class', 'user', 'role'],
  link: ['id', 'user', 'agent'],
};

type Cells = Readonly<Record<string, string | null>>;

/** Reads the rows of one file. Pure. */
export function lineReader(
  file: DialectFile,
  columns: readonly { position: number; field: string }[],
  mode: FileMode,
  timeZone: string,
): (row: TableRow) => StagedRecord[] {
  const specs = CELL_FIELDS[file.kind];
  const read = rowReader(specs, columns, { dateOrder: 'month-first', timeZone });
  const always = Object.entries(file.columns).flatMap(([field, column]) =>
    'always' in column ? [[field, column.always] as const] : [],
  );
  return (row) => {
    const { values, problems } = read(row);
    const cells: Record<string, string | null> = {
      ...Object.fromEntries(specs.map(({ code }, at) => [code, values[at]])),
      ...Object.fromEntries(always),
    };
    cells.id ??= madeUpId(file, cells);
    const person = file.kind === 'user' ? 'id' : 'user';
    if (file.people && cells[person] !== null) {
      cells.sourcedId = cells[person];
      cells[person] = `${file.people}${cells[person]}`;
    }
    return recordsOf(file, cells, row.line, mode, problems);
  };
}

const madeUpId = ({ idOf = [] }: DialectFile, cells: Cells): string | null => {
  const parts = idOf.map((field) => cells[field] ?? '');
  return parts.some((part) => part !== '') ? parts.join('/') : null;
};

function recordsOf(
  file: DialectFile,
  cells: Cells,
  line: number,
  mode: FileMode,
  problems: CellProblem[],
): StagedRecord[] {
  const gone = statusOf(cells.status ?? null) === 'gone';
  const broken = problems.filter(({ field }) => field === '');
  const faults = broken.length > 0 ? broken : faultsOf(file.kind, cells, mode, problems);
  const refused = faults.length > 0;
  const base = { line, gone, refused };
  const first: StagedRecord = {
    ...base,
    kind: file.kind,
    id: cells.id,
    owner: null,
    vals: refused ? null : valuesOf(file.kind, cells),
    problems: refused ? faults : [...problems, ...notesOf(file.kind, cells)],
  };
  return refused || gone ? [first] : [first, ...furtherOf(file, cells, base)];
}

function furtherOf(file: DialectFile, cells: Cells, base: Base): StagedRecord[] {
  if (file.kind === 'user') return [...partsOf(cells, base), ...contactOf(cells, base)];
  return file.teachers !== undefined && cells.teacher
    ? [lessonOf(`${file.teachers}${cells.teacher}`, cells, base)]
    : [];
}

/** A grade that we do not know leaves the record's own: that is said. */
const notesOf = (kind: RecordKind, { grade = null }: Cells): CellProblem[] =>
  kind === 'user' && grade !== null && gradeOf(grade) === null ? [fault('grade', grade, 'grade-unknown')] : [];

/** Why nothing is read of a record that is whole as a line. */
function faultsOf(kind: RecordKind, cells: Cells, mode: FileMode, problems: readonly CellProblem[]): CellProblem[] {
  const status = statusOf(cells.status ?? null);
  const gone = status === 'gone';
  const needed = gone ? ['id'] : NEEDED[kind];
  return [
    ...problems.filter(({ field }) => needed.includes(field)),
    ...needed
      .filter((field) => cells[field] === null && !problems.some((problem) => problem.field === field))
      .map((field) => fault(field, null, 'missing')),
    ...(status === 'unknown' ? [fault('status', cells.status, 'status-unknown')] : []),
    ...(status === 'missing' && mode === 'delta' ? [fault('status', null, 'status-missing')] : []),
    ...roleFaults(kind, cells, gone),
  ];
}

function roleFaults(kind: RecordKind, cells: Cells, gone: boolean): CellProblem[] {
  if (gone || (kind !== 'user' && kind !== 'role' && kind !== 'enrollment')) return [];
  const word = wordOf(cells);
  return word !== null && roleOf(word) === null ? [fault('role', word, 'role-unknown')] : [];
}

/** A blank role beside a grade is a student's, as other readers of these files take it. */
const wordOf = ({ role = null, grade = null, orgs = null }: Cells): string | null =>
  role ?? (grade !== null && orgs !== null ? 'student' : null);

const fault = (field: string, value: string | null, code: string): CellProblem => ({ field, value, code });

type Base = Pick<StagedRecord, 'line' | 'gone' | 'refused'>;

const parted =
  (base: Base, owner: string | null) =>
  <K extends RecordKind>(kind: K, id: string, facts: Partial<Record<string, string | null>>): StagedRecord => ({
    ...base,
    kind,
    id,
    owner,
    vals: pick(kind, facts),
    problems: [],
  });

/** The contact that stands in a student's line: a guardian of its own, whom brothers and sisters may name too. */
function contactOf(cells: Cells, base: Base): StagedRecord[] {
  const { contactName: givenName = null, contactType = null } = cells;
  if (givenName === null || isEmergencyOnly(contactType)) return [];
  const user = cells.id!;
  const agent = `contacts/${cells.contactId ?? `${user}/${givenName}`}`;
  const part = parted(base, user);
  return [
    part('user', agent, { givenName, email: cells.contactEmail, phone: cells.contactPhone }),
    part('role', `${agent}/`, { user: agent, kind: 'guardian', word: 'guardian' }),
    part('link', `${user}/${agent}`, { user, agent, relation: cells.contactRelation }),
  ];
}

/** The teacher whom the line of a class names, as one who teaches it. */
const lessonOf = (user: string, { id, org }: Cells, base: Base): StagedRecord =>
  parted(base, null)('enrollment', `${id}/${user}/teacher`, { class: id, user, org, kind: 'staff' });

/** The roles at each school, and the links to others, that stand in a person's own line. */
function partsOf(cells: Cells, base: Base): StagedRecord[] {
  const user = cells.id!;
  const word = wordOf(cells);
  const part = parted(base, user);
  const orgs = listOf(cells.orgs ?? null);
  const roles =
    word === null
      ? []
      : (orgs.length > 0 ? orgs : [null]).map((org, place) =>
          part('role', `${user}/${org ?? ''}`, {
            user,
            org,
            kind: roleOf(word),
            word,
            place: String(place),
            grade: gradeOf(cells.grade ?? null),
          }),
        );
  const links = listOf(cells.agents ?? null).map((agent) => part('link', `${user}/${agent}`, { user, agent }));
  return [...roles, ...links];
}

/** Whichever of them the dialect has. */
const HOMEROOM_TOLD_BY = ['classType', 'subject', 'course', 'name'];

function valuesOf(kind: RecordKind, cells: Cells): (string | null)[] {
  const role = roleOf(cells.role ?? null);
  return pick(kind, {
    ...cells,
    word: cells.role,
    kind: role,
    primary: kind === 'role' && isPrimary(cells.primary ?? null) ? 'true' : null,
    relation: cells.role,
    sourcedId: cells.sourcedId ?? cells.id,
    grade: gradeOf(cells.grade ?? null),
    phone: cells.sms ?? cells.phone,
    title: cells.title ?? cells.course,
    homeroom: HOMEROOM_TOLD_BY.some((field) => isHomeroom(cells[field] ?? null)) ? 'true' : null,
  });
}

const pick = <K extends RecordKind>(kind: K, facts: Partial<Record<string, string | null>>): (string | null)[] =>
  (RECORD_FIELDS[kind] as readonly RecordField<K>[]).map((field) => facts[field] ?? null);
