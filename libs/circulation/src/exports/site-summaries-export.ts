import type { OnModuleInit } from '@nestjs/common';
import { Injectable } from '@nestjs/common';
import type { DeviceState, Language } from '@app/kernel';
import { ExportLists, IsChoice, PageQuery } from '@app/platform';
import type { ExportList } from '@app/platform';
import { SiteSummariesService } from '../site-summaries/site-summaries.service.js';
import type { SiteSummaryDto } from '../site-summaries/site-summary.dto.js';

/** As the home page counts: a column, and how a site's number is found. */
interface Measure {
  key: string;
  title: Record<Language, string>;
  of: (summary: SiteSummaryDto) => number;
}

const PRESENT: readonly DeviceState[] = [
  'ordered', 'received', 'in-stock', 'deployed', 'in-repair', 'in-transit', 'missing', 'stolen', 'lost', 'retired',
  'in-ewaste-lot',
]; // prettier-ignore

const inStates =
  (...states: readonly DeviceState[]): Measure['of'] =>
  ({ states: counts }) =>
    states.reduce((sum, state) => sum + (counts[state] ?? 0), 0);

const MEASURES: readonly Measure[] = [
  { key: 'present', title: { en: 'Devices', es: 'Dispositivos' }, of: inStates(...PRESENT) },
  { key: 'out', title: { en: 'Out', es: 'Entregados' }, of: inStates('deployed') },
  { key: 'stock', title: { en: 'In stock', es: 'En existencia' }, of: inStates('in-stock') },
  { key: 'repair', title: { en: 'In repair', es: 'En reparación' }, of: inStates('in-repair') },
  { key: 'overdue', title: { en: 'Overdue', es: 'Vencidos' }, of: ({ overdue }) => overdue },
  { key: 'missing', title: { en: 'Missing', es: 'Faltan' }, of: inStates('missing', 'lost', 'stolen') },
  {
    key: 'support',
    title: { en: 'Past support', es: 'Sin actualizaciones' },
    of: ({ pastSupport }) => pastSupport,
  },
  {
    key: 'with',
    title: { en: 'Students with a device', es: 'Estudiantes con dispositivo' },
    of: ({ studentsWithDevice }) => studentsWithDevice,
  },
  { key: 'without', title: { en: 'Without', es: 'Sin dispositivo' }, of: (site) => site.studentsWithoutDevice },
];

const SORTS = ['name', ...MEASURES.map(({ key }) => key)].flatMap((key) => [key, `-${key}`]);

export class SiteSummariesExportQuery extends PageQuery {
  @IsChoice(SORTS, { optional: true, description: 'As the page is sorted; equal numbers go by name' })
  sort?: string;
}

/** `byName` is how they come. */
function sorted(byName: SiteSummaryDto[], sort = 'name'): SiteSummaryDto[] {
  const sign = sort.startsWith('-') ? -1 : 1;
  const measure = MEASURES.find(({ key }) => key === sort.replace(/^-/, ''));
  if (measure) return byName.sort((a, b) => sign * (measure.of(a) - measure.of(b)));
  return sign === 1 ? byName : byName.reverse();
}

const siteSummaries = (service: SiteSummariesService): ExportList<SiteSummaryDto, SiteSummariesExportQuery> => ({
  list: 'site-summaries',
  title: { en: 'Numbers of the sites', es: 'Números de las escuelas' },
  anyOf: ['device:read'],
  query: SiteSummariesExportQuery,
  page: async (viewer, { sort }) => ({ items: sorted((await service.list(viewer)).items, sort), next: null }),
  columns: [
    { key: 'code', title: { en: 'Code', es: 'Código' }, value: ({ site }) => site.code },
    { key: 'name', title: { en: 'Site', es: 'Escuela' }, value: ({ site }) => site.name },
    ...MEASURES.map(({ key, title, of }) => ({ key, title, kind: 'number' as const, value: of })),
  ],
});

/** The table of the home page as a file. */
@Injectable()
export class SiteSummariesExport implements OnModuleInit {
  constructor(
    private readonly exports: ExportLists,
    private readonly summaries: SiteSummariesService,
  ) {}

  onModuleInit(): void {
    this.exports.register(siteSummaries(this.summaries));
  }
}
