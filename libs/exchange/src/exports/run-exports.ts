import type { OnModuleInit } from '@nestjs/common';
import { Injectable } from '@nestjs/common';
import { codeWords } from '@app/kernel';
import type { Language } from '@app/kernel';
import { ExportLists } from '@app/platform';
import type { ExportColumn, ExportList, ExportWords } from '@app/platform';
import type { ImportRun } from '../imports/import-run.js';
import { ImportQuery } from '../imports/import.dto.js';
import { ImportsService } from '../imports/imports.service.js';
import { RosterRunsQuery } from '../rosters/runs/roster-run.dto.js';
import type { RosterCounts, RosterRun, RosterState } from '../rosters/runs/roster-run.js';
import { RostersService } from '../rosters/runs/rosters.service.js';

const STATES: Record<ImportRun['state'], string> = {
  mapping: 'Mapping',
  checking: 'Dry run under way',
  checked: 'Ready to run',
  running: 'Running',
  done: 'Done',
  failed: 'Stopped by a problem',
  cancelled: 'Cancelled',
};

const imports = (service: ImportsService): ExportList<ImportRun, ImportQuery> => ({
  list: 'imports',
  title: 'Imports',
  anyOf: ['import:run'],
  query: ImportQuery,
  page: (_viewer, query) => service.list(query),
  columns: [
    { key: 'file', title: 'File', value: ({ fileName }) => fileName },
    { key: 'kind', title: 'Kind', value: ({ kind }) => codeWords(kind) },
    { key: 'state', title: 'Status', value: ({ state }) => STATES[state] },
    { key: 'lines', title: 'Lines', kind: 'number', value: ({ rowTotal }) => rowTotal },
    { key: 'created', title: 'Created', kind: 'number', value: ({ result }) => result?.create ?? null },
    { key: 'changed', title: 'Changed', kind: 'number', value: ({ result }) => result?.change ?? null },
    {
      key: 'refused',
      title: 'Refused',
      kind: 'number',
      value: ({ result, predicted }) => (result ?? predicted)?.refuse ?? null,
    },
    { key: 'who', title: 'By', value: ({ accountName }) => accountName ?? 'The console' },
    { key: 'when', title: 'Begun', kind: 'instant', value: ({ createdAt }) => createdAt },
  ],
});

const ROSTER_STATES: Record<RosterState, Record<Language, string>> = {
  checking: { en: 'Being read', es: 'Leyéndose' },
  checked: { en: 'Ready to run', es: 'Lista para cargar' },
  stopped: { en: 'Stopped', es: 'Detenida' },
  running: { en: 'Running', es: 'Cargándose' },
  done: { en: 'Done', es: 'Hecha' },
  failed: { en: 'Failed', es: 'Falló' },
  cancelled: { en: 'Left', es: 'Abandonada' },
};

const people = (key: string, title: ExportWords, of: (counts: RosterCounts) => number): ExportColumn<RosterRun> => ({
  ...{ key, title, kind: 'number' },
  value: ({ result, predicted }) => {
    const counts = result ?? predicted;
    return counts && of(counts);
  },
});

const rosterRuns = (service: RostersService): ExportList<RosterRun, RosterRunsQuery> => ({
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
      value: ({ state }, language) => ROSTER_STATES[state][language],
    },
    people('new', { en: 'New', es: 'Nuevas' }, ({ create }) => create),
    people('changed', { en: 'Changed', es: 'Cambian' }, ({ change }) => change),
    people('moved', { en: 'Moved', es: 'Trasladadas' }, ({ moved }) => moved),
    people('asked', { en: 'Missing', es: 'Faltan' }, ({ ask }) => ask),
    people('withdrawn', { en: 'Withdrawn', es: 'De baja' }, ({ withdraw }) => withdraw),
    people('refused', { en: 'Refused', es: 'Rechazadas' }, ({ refuse }) => refuse),
    { key: 'when', title: { en: 'Begun', es: 'Comenzada' }, kind: 'instant', value: ({ createdAt }) => createdAt },
  ],
});

/** What came in, as lists that may be taken along. */
@Injectable()
export class RunExports implements OnModuleInit {
  constructor(
    private readonly exports: ExportLists,
    private readonly imports: ImportsService,
    private readonly rosters: RostersService,
  ) {}

  onModuleInit(): void {
    this.exports.register(imports(this.imports));
    this.exports.register(rosterRuns(this.rosters));
  }
}
