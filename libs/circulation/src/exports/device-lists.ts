import {
  CASE_ENDS,
  caseLabel,
  caseStanding,
  DEVICE_HEADS,
  nextStepText,
  said,
  stateLabel,
  stepLateText,
} from '@app/kernel';
import { IsUuid } from '@app/platform';
import type { ExportList } from '@app/platform';
import type { PersonLoanDto } from '../loans/loan.dto.js';
import { LoansQuery, SiteLoansQuery } from '../loans/loan.dto.js';
import type { LoansListService } from '../loans/loans-list.service.js';
import type { LoansService } from '../loans/loans.service.js';
import type { MissingCaseDto } from '../missing/missing.dto.js';
import { MissingCasesQuery } from '../missing/missing.dto.js';
import type { MissingCasesService } from '../missing/missing-cases.service.js';
import type { ReservationDto } from '../reservations/reservation.dto.js';
import { ReservationsQuery } from '../reservations/reservation.dto.js';
import type { ReservationsService } from '../reservations/reservations.service.js';
import { deviceColumns, dueColumns, LOAN_TYPE_WORDS, personOf } from './columns.js';

export const missingCasesExport = (cases: MissingCasesService): ExportList<MissingCaseDto, MissingCasesQuery> => ({
  list: 'missing-cases',
  title: { en: 'Missing and stolen', es: 'Extraviados y robados' },
  anyOf: ['device:read'],
  query: MissingCasesQuery,
  page: (viewer, query) => cases.list(viewer, query),
  columns: [
    ...deviceColumns(({ device }: MissingCaseDto) => device),
    {
      key: 'state',
      title: { en: DEVICE_HEADS.state, es: 'Situación' },
      value: (row, language) => caseLabel(caseStanding(row), language),
    },
    { key: 'next', title: { en: 'Next step', es: 'Próximo paso' }, value: nextStepText },
    { key: 'overdue', title: { en: 'Step overdue', es: 'Paso atrasado' }, value: stepLateText },
    { key: 'nextDue', title: { en: 'Due', es: 'Para el' }, kind: 'day', value: ({ nextDueOn }) => nextDueOn },
    {
      key: 'holder',
      title: { en: DEVICE_HEADS.holder, es: 'Lo tenía' },
      about: ({ holder }) => personOf(holder),
      value: ({ holder }) => holder?.display ?? null,
    },
    { key: 'site', title: { en: 'Site', es: 'Escuela' }, value: ({ site }) => site.code },
    {
      key: 'seen',
      title: { en: 'Last seen', es: 'Visto por última vez' },
      kind: 'day',
      value: (row) => row.lastSeenOn,
    },
    {
      key: 'kind',
      title: { en: 'Reported as', es: 'Reportado como' },
      value: ({ kind }, language) => caseLabel(kind, language),
    },
    {
      key: 'notified',
      title: { en: 'School notified', es: 'Escuela avisada' },
      kind: 'day',
      value: ({ notifiedOn }) => notifiedOn,
    },
    { key: 'closed', title: { en: 'Closed', es: 'Cerrado' }, kind: 'instant', value: ({ closedAt }) => closedAt },
    {
      key: 'closedAs',
      title: { en: 'Closed as', es: 'Cerrado como' },
      value: ({ closedAs }, language) => closedAs && said(CASE_ENDS[closedAs], language),
    },
  ],
});

export const reservationsExport = (
  reservations: ReservationsService,
): ExportList<ReservationDto, ReservationsQuery> => ({
  list: 'reservations',
  title: 'Reservations',
  anyOf: ['device:read'],
  query: ReservationsQuery,
  tellsWho: ['personId'],
  page: (viewer, query) => reservations.list(viewer, query),
  columns: [
    ...deviceColumns(({ device }: ReservationDto) => device),
    { key: 'state', title: 'State', value: ({ device }) => stateLabel(device.state) },
    {
      key: 'person',
      title: 'Reserved for',
      about: ({ person }) => personOf(person),
      value: ({ person }) => person.display,
    },
    { key: 'since', title: 'Since', kind: 'instant', value: ({ reservedAt }) => reservedAt },
  ],
});

export class SiteLoansExportQuery extends SiteLoansQuery {
  @IsUuid()
  siteId!: string;
}

export const siteLoansExport = (loans: LoansService): ExportList<PersonLoanDto, SiteLoansExportQuery> => ({
  list: 'site-loans',
  title: 'Open loans',
  anyOf: ['person:read'],
  query: SiteLoansExportQuery,
  needs: 'siteId',
  page: (viewer, { siteId, ...query }) => loans.ofSite(viewer, siteId, query),
  columns: [
    ...deviceColumns(({ device }: PersonLoanDto) => device),
    {
      key: 'holder',
      title: DEVICE_HEADS.holder,
      about: ({ borrower }) => personOf(borrower),
      value: ({ borrower }) => borrower.display,
    },
    { key: 'type', title: 'Kind', value: ({ type }) => LOAN_TYPE_WORDS[type].en },
    ...dueColumns,
    { key: 'overdue', title: 'Overdue', value: ({ overdue }) => (overdue ? 'Yes' : 'No') },
    { key: 'since', title: 'Since', kind: 'instant', value: ({ loanedAt }) => loanedAt },
  ],
});

const ENDS: Record<NonNullable<PersonLoanDto['closedAs']>, { en: string; es: string }> = {
  returned: { en: 'Returned', es: 'Devuelto' },
  forced: { en: 'Handed to somebody else', es: 'Entregado a otra persona' },
  lost: { en: 'Lost', es: 'Perdido' },
  corrected: { en: 'Never took place', es: 'No tuvo lugar' },
};
const OVERDUE = { en: 'Overdue', es: 'Vencido' };
const OUT = { en: 'Out', es: 'Sin devolver' };

/** Still out and over, of every site that may be read: what an audit of a year asks for. */
export const loansExport = (loans: LoansListService): ExportList<PersonLoanDto, LoansQuery> => ({
  list: 'loans',
  title: { en: 'Loans', es: 'Préstamos' },
  anyOf: ['device:read'],
  query: LoansQuery,
  page: (viewer, query) => loans.list(viewer, query),
  columns: [
    ...deviceColumns(({ device }: PersonLoanDto) => device),
    {
      key: 'holder',
      title: { en: DEVICE_HEADS.holder, es: 'Lo tuvo' },
      about: ({ borrower }) => personOf(borrower),
      value: ({ borrower }) => borrower.display,
    },
    {
      key: 'type',
      title: { en: 'Kind', es: 'Tipo' },
      value: ({ type }, language) => LOAN_TYPE_WORDS[type][language],
    },
    { key: 'site', title: { en: 'Handed out at', es: 'Entregado en' }, value: ({ site }) => site.code },
    { key: 'since', title: { en: 'Out', es: 'Entregado' }, kind: 'instant', value: ({ loanedAt }) => loanedAt },
    ...dueColumns,
    { key: 'until', title: { en: 'In', es: 'Devuelto' }, kind: 'instant', value: ({ returnedAt }) => returnedAt },
    {
      key: 'state',
      title: { en: 'State', es: 'Situación' },
      value: ({ closedAs, overdue }, language) => (closedAs ? ENDS[closedAs] : overdue ? OVERDUE : OUT)[language],
    },
  ],
});
