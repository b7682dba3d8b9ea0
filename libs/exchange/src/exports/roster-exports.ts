import type { OnModuleInit } from '@nestjs/common';
import { Injectable } from '@nestjs/common';
import { personColumns } from '@app/directory';
import { ROSTER_OUTCOME_WORDS, ROSTER_STATE_WORDS, said } from '@app/kernel';
import type { Language } from '@app/kernel';
import { ExportLists, IsUuid } from '@app/platform';
import type { ExportColumn, ExportList, ExportWords } from '@app/platform';
import type { MoveRule } from '../rosters/questions/roster-move.sql.js';
import type { RosterMove } from '../rosters/questions/roster-moves.service.js';
import { RosterMovesService } from '../rosters/questions/roster-moves.service.js';
import { RosterMovesQuery, RosterQuestionsQuery } from '../rosters/questions/roster-question.dto.js';
import type { QuestionKind } from '../rosters/questions/roster-question.rules.js';
import type { RosterQuestion } from '../rosters/questions/roster-questions.service.js';
import { RosterQuestionsService } from '../rosters/questions/roster-questions.service.js';
import { RosterRowsQuery, RosterRunsQuery } from '../rosters/runs/roster-run.dto.js';
import type { RosterRow } from '../rosters/runs/roster-rows.service.js';
import { RosterRowsService } from '../rosters/runs/roster-rows.service.js';
import type { RosterCounts, RosterRun } from '../rosters/runs/roster-run.js';
import { RostersService } from '../rosters/runs/rosters.service.js';

type Words<Key extends string> = Record<Key, Record<Language, string>>;

const people = (key: string, title: ExportWords, of: (counts: RosterCounts) => number): ExportColumn<RosterRun> => ({
  ...{ key, title, kind: 'number' },
  value: ({ result, predicted }) => {
    const counts = result ?? predicted;
    return counts && of(counts);
  },
});

const runs = (service: RostersService): ExportList<RosterRun, RosterRunsQuery> => ({
  list: 'roster-runs',
  title: { en: 'Rosters', es: 'Matrículas' },
  anyOf: ['roster:run', 'roster:approve'],
  query: RosterRunsQuery,
  page: (_viewer, query) => service.list(query),
  columns: [
    { key: 'file', title: { en: 'File', es: 'Archivo' }, value: ({ fileName }) => fileName },
    { key: 'source', title: { en: 'Source', es: 'Fuente' }, value: ({ sourceName }) => sourceName },
    {
      key: 'state',
      title: { en: 'Status', es: 'Estado' },
      value: ({ state }, language) => said(ROSTER_STATE_WORDS[state], language),
    },
    people('new', { en: 'New', es: 'Nuevas' }, ({ create }) => create),
    people('changed', { en: 'Changed', es: 'Cambian' }, ({ change }) => change),
    people('moved', { en: 'Moved', es: 'Trasladadas' }, ({ moved }) => moved),
    people('asked', { en: 'Missing', es: 'Faltan' }, ({ ask }) => ask),
    people('withdrawn', { en: 'Withdrawn', es: 'De baja' }, ({ withdraw }) => withdraw),
    people('refused', { en: 'Refused', es: 'Rechazadas' }, ({ refuse }) => refuse),
    { key: 'when', title: { en: 'Begun', es: 'Inicio' }, kind: 'instant', value: ({ createdAt }) => createdAt },
  ],
});

export class RosterRowsExportQuery extends RosterRowsQuery {
  @IsUuid()
  runId!: string;
}

const problemText = ({ field, value, reason, fix }: RosterRow['problems'][number]): string =>
  [field && `${field}:`, value && `“${value}”`, reason, fix].filter(Boolean).join(' ');

/** What becomes of each person of a run. Whoever has the roster reads there who stands in a line. */
const rows = (service: RosterRowsService): ExportList<RosterRow, RosterRowsExportQuery> => ({
  list: 'roster-rows',
  title: { en: 'Rows of a roster', es: 'Filas de una matrícula' },
  anyOf: ['roster:run', 'roster:approve'],
  query: RosterRowsExportQuery,
  needs: 'runId',
  page: (viewer, { runId, ...query }) => service.list(runId, query, viewer.language),
  columns: [
    {
      key: 'outcome',
      title: { en: 'Result', es: 'Resultado' },
      value: ({ outcome }, language) => said(ROSTER_OUTCOME_WORDS[outcome], language),
    },
    { key: 'who', title: { en: 'Person', es: 'Persona' }, about: 'people', value: ({ label }) => label },
    {
      key: 'key',
      title: { en: 'Number', es: 'Número' },
      about: ({ personId }) => ({ id: personId }),
      value: ({ key }) => key,
    },
    { key: 'file', title: { en: 'File', es: 'Archivo' }, about: 'people', value: ({ file }) => file },
    { key: 'line', title: { en: 'Line', es: 'Línea' }, kind: 'number', about: 'people', value: ({ line }) => line },
    {
      key: 'changes',
      title: { en: 'Differences', es: 'Diferencias' },
      about: 'people',
      value: ({ changes }) =>
        changes.map(({ field, from, to }) => `${field}: ${from ?? '–'} → ${to ?? '–'}`).join('; ') || null,
    },
    {
      key: 'problems',
      title: { en: 'Left out', es: 'Omitido' },
      about: 'people',
      value: ({ problems }) => problems.map(problemText).join(' ') || null,
    },
  ],
});

const KINDS: Words<QuestionKind> = {
  missing: { en: 'Missing from the roster', es: 'Falta en la matrícula' },
  returned: { en: 'Back on the roster', es: 'De vuelta en la matrícula' },
  'number-reused': { en: 'Number of somebody else', es: 'Número de otra persona' },
};

const questions = (service: RosterQuestionsService): ExportList<RosterQuestion, RosterQuestionsQuery> => ({
  list: 'roster-questions',
  title: { en: 'Questions of the roster', es: 'Preguntas de la matrícula' },
  anyOf: ['person:edit'],
  query: RosterQuestionsQuery,
  page: (viewer, query) => service.list(viewer, query),
  columns: [
    {
      key: 'question',
      title: { en: 'Question', es: 'Pregunta' },
      value: ({ kind }, language) => KINDS[kind][language],
    },
    ...personColumns(({ person }: RosterQuestion) => person),
    {
      key: 'taker',
      title: { en: 'Has the number now', es: 'Tiene el número ahora' },
      about: 'people',
      value: ({ taker }) => taker?.name ?? null,
    },
    { key: 'site', title: { en: 'Site', es: 'Escuela' }, value: ({ person }) => person.site?.code ?? null },
    { key: 'since', title: { en: 'Since', es: 'Desde' }, kind: 'instant', value: ({ askedAt }) => askedAt },
    { key: 'source', title: { en: 'Source', es: 'Fuente' }, value: ({ sourceName }) => sourceName },
    { key: 'holds', title: { en: 'Devices', es: 'Dispositivos' }, kind: 'number', value: ({ holds }) => holds },
  ],
});

const RULES: Words<MoveRule> = {
  follows: { en: 'Devices go along', es: 'Los dispositivos van con la persona' },
  'return-first': { en: 'Return before leaving', es: 'Devolver antes de irse' },
};
const CLEARED: Words<NonNullable<RosterMove['clearance']>['state']> = {
  open: { en: 'To be returned', es: 'Por devolver' },
  cleared: { en: 'Returned', es: 'Devuelto' },
  excepted: { en: 'Let go', es: 'Dispensado' },
  cancelled: { en: 'Cancelled', es: 'Anulado' },
};

const moves = (service: RosterMovesService): ExportList<RosterMove, RosterMovesQuery> => ({
  list: 'roster-moves',
  title: { en: 'Moved by the roster', es: 'Traslados por la matrícula' },
  anyOf: ['person:read'],
  query: RosterMovesQuery,
  page: (viewer, query) => service.list(viewer, query),
  columns: [
    {
      key: 'student',
      title: { en: 'Student', es: 'Estudiante' },
      about: ({ person }) => ({ id: person.foreign ? null : person.id }),
      value: ({ person }) => person.display,
    },
    { key: 'from', title: { en: 'From', es: 'De' }, value: ({ from }) => from.name },
    { key: 'to', title: { en: 'To', es: 'A' }, value: ({ to }) => to.name },
    { key: 'grade', title: { en: 'Grade', es: 'Grado' }, value: ({ grade }) => grade },
    { key: 'on', title: { en: 'On', es: 'El' }, kind: 'day', value: ({ movedOn }) => movedOn },
    {
      key: 'holds',
      title: { en: 'Holds', es: 'Tiene' },
      value: ({ holds }) => holds.map(({ tag, deviceId }) => tag ?? deviceId).join(', ') || null,
    },
    {
      key: 'rule',
      title: { en: 'What is done', es: 'Qué se hace' },
      value: ({ rule, holds, clearance }, language) => {
        if (clearance) return CLEARED[clearance.state][language];
        return holds.length === 0 ? null : RULES[rule][language];
      },
    },
  ],
});

/** The lists of rosters that may be taken along. */
@Injectable()
export class RosterExports implements OnModuleInit {
  constructor(
    private readonly exports: ExportLists,
    private readonly runs: RostersService,
    private readonly rows: RosterRowsService,
    private readonly questions: RosterQuestionsService,
    private readonly moves: RosterMovesService,
  ) {}

  onModuleInit(): void {
    this.exports.register(runs(this.runs));
    this.exports.register(rows(this.rows));
    this.exports.register(questions(this.questions));
    this.exports.register(moves(this.moves));
  }
}
