import { personColumns } from '@app/directory';
import type { PersonDto } from '@app/directory';
import { clearanceLabel, clearanceReason, returnedText } from '@app/kernel';
import { IsDay, IsText, IsUuid, PageQuery } from '@app/platform';
import type { ExportColumn, ExportedPerson, ExportList } from '@app/platform';
import type { ClearanceDto } from '../clearances/clearance.dto.js';
import { ClearancesQuery } from '../clearances/clearance.dto.js';
import type { ClearancesService } from '../clearances/clearances.service.js';
import type { ListedLoanDto, LoanList, NoShowDto } from '../lists/lists.dto.js';
import type { ListsService } from '../lists/lists.service.js';
import { SiteStudentsQuery } from '../site-students/site-students.dto.js';
import type { SiteStudentsService } from '../site-students/site-students.service.js';
import { deviceColumns, dueColumns, LOAN_TYPE_WORDS, personOf } from './columns.js';

const PEOPLE = ['person:read'];

const CONTACT = { en: 'Contact', es: 'Contacto' };
const DO_NOT_CONTACT = { en: 'Do not contact', es: 'No contactar' };

export const clearancesExport = (clearances: ClearancesService): ExportList<ClearanceDto, ClearancesQuery> => ({
  list: 'clearances',
  title: 'Clearances',
  anyOf: PEOPLE,
  query: ClearancesQuery,
  tellsWho: ['homeroom', 'personId'],
  page: (viewer, query) => clearances.list(viewer, query),
  columns: [
    ...personColumns(({ person }: ClearanceDto) => person),
    { key: 'state', title: { en: 'Clearance', es: 'Liquidación' }, value: clearanceLabel },
    { key: 'owed', title: { en: 'Returned', es: 'Devueltos' }, value: returnedText },
    { key: 'due', title: { en: 'Last day', es: 'Último día' }, kind: 'day', value: ({ dueOn }) => dueOn },
    {
      key: 'why',
      title: { en: 'Why', es: 'Por qué' },
      value: ({ reason, movedTo }, language) => clearanceReason(reason, movedTo?.code, language),
    },
    { key: 'site', title: { en: 'Site', es: 'Escuela' }, value: ({ site }) => site.code },
    {
      key: 'contact',
      title: CONTACT,
      value: ({ person }, language) => (person?.doNotContact ? DO_NOT_CONTACT[language] : null),
    },
    { key: 'still', title: { en: 'Still owed', es: 'Por devolver' }, kind: 'number', value: ({ owed }) => owed },
    { key: 'items', title: { en: 'Items', es: 'Artículos' }, kind: 'number', value: ({ items }) => items },
    { key: 'closed', title: { en: 'Closed', es: 'Cerrada' }, kind: 'instant', value: ({ closedAt }) => closedAt },
  ],
});

export class SiteStudentsExportQuery extends SiteStudentsQuery {
  @IsUuid()
  siteId!: string;
}

export const siteStudentsExport = (students: SiteStudentsService): ExportList<PersonDto, SiteStudentsExportQuery> => ({
  list: 'site-students',
  title: 'Students',
  anyOf: PEOPLE,
  query: SiteStudentsExportQuery,
  needs: 'siteId',
  page: (viewer, { siteId, ...query }) => students.list(viewer, siteId, query),
  columns: personColumns((person: PersonDto) => person).filter(({ key }) => key !== 'kind'),
});

export class MorningLoansExportQuery extends PageQuery {
  @IsUuid()
  siteId!: string;

  @IsText(12, { optional: true })
  grade?: string;
}

const MORNING: Record<LoanList, { en: string; es: string }> = {
  loaners: { en: 'Loaners out', es: 'Préstamos del día' },
  overdue: { en: 'Overdue', es: 'Vencidos' },
};

const HOMEROOM = { en: 'Homeroom', es: 'Aula de tutoría' };
const GRADE = { en: 'Grade', es: 'Grado' };
const STUDENT = { en: 'Student', es: 'Estudiante' };

const morningColumns: ExportColumn<ListedLoanDto>[] = [
  { key: 'homeroom', title: HOMEROOM, about: 'people', value: ({ homeroom }) => homeroom },
  {
    key: 'student',
    title: STUDENT,
    about: ({ borrower }) => personOf(borrower),
    value: ({ borrower }) => borrower.display,
  },
  { key: 'grade', title: GRADE, value: ({ grade }) => grade },
  ...deviceColumns(({ device }: ListedLoanDto) => device),
  {
    key: 'loan',
    title: { en: 'Loan', es: 'Préstamo' },
    value: ({ type }, language) => LOAN_TYPE_WORDS[type][language],
  },
  ...dueColumns,
  {
    key: 'late',
    title: { en: 'School days late', es: 'Días de clase de retraso' },
    kind: 'number',
    value: ({ overdue, daysLate }) => (overdue ? daysLate : null),
  },
  {
    key: 'year',
    title: { en: 'Late this year', es: 'Tarde este año' },
    kind: 'number',
    value: ({ lateReturns }) => lateReturns,
  },
  {
    key: 'contact',
    title: CONTACT,
    value: ({ doNotContact }, language) => (doNotContact ? DO_NOT_CONTACT[language] : null),
  },
];

/** What is chased in the morning: a school's list whole, as its page has it. */
export const morningLoansExport = (
  lists: ListsService,
  list: LoanList,
): ExportList<ListedLoanDto, MorningLoansExportQuery> => ({
  list: `morning-${list}`,
  title: MORNING[list],
  anyOf: PEOPLE,
  query: MorningLoansExportQuery,
  needs: 'siteId',
  page: async (viewer, { siteId, grade }) => {
    const { items } = await lists.readLoans(viewer, list, siteId);
    return { items: items.filter((row) => grade === undefined || row.grade === grade), next: null };
  },
  columns: morningColumns,
});

export class NoShowsExportQuery extends PageQuery {
  @IsUuid()
  siteId!: string;

  @IsDay({ optional: true })
  by?: string;
}

const own = ({ person }: NoShowDto): ExportedPerson => person;

export const noShowsExport = (lists: ListsService): ExportList<NoShowDto, NoShowsExportQuery> => ({
  list: 'no-shows',
  title: { en: 'No-shows', es: 'Sin recoger' },
  anyOf: PEOPLE,
  query: NoShowsExportQuery,
  needs: 'siteId',
  page: async (viewer, { siteId, by }) => ({ items: (await lists.readNoShows(viewer, siteId, by)).items, next: null }),
  columns: [
    { key: 'grade', title: GRADE, value: ({ person }) => person.grade },
    { key: 'homeroom', title: HOMEROOM, about: 'people', value: ({ person }) => person.homeroom },
    {
      key: 'student',
      title: STUDENT,
      about: 'people',
      value: ({ person: { familyName, givenName } }) => `${familyName}, ${givenName}`,
    },
    { key: 'number', title: { en: 'Number', es: 'Número' }, about: own, value: ({ person }) => person.number },
    { key: 'reserved', title: { en: 'Reserved', es: 'Reservado' }, value: ({ reservedTag }) => reservedTag },
    {
      key: 'roster',
      title: { en: 'Roster', es: 'Matrícula' },
      value: ({ person }, language) => (person.temporary ? { en: 'Temporary', es: 'Provisional' }[language] : null),
    },
    {
      key: 'contact',
      title: CONTACT,
      value: ({ person }, language) => (person.doNotContact ? DO_NOT_CONTACT[language] : null),
    },
  ],
});
