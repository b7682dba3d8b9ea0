import type { DeviceRowDto, HolderDto } from '@app/inventory';
import type { Language } from '@app/kernel';
import { BY_CLEARANCE, DEVICE_HEADS, modelName, said } from '@app/kernel';
import type { ExportColumn, ExportedPerson } from '@app/platform';
import type { LoanType } from '../loans/loan.dto.js';

export const LOAN_TYPE_WORDS: Readonly<Record<LoanType, Readonly<Record<Language, string>>>> = {
  'one-to-one': { en: '1:1', es: '1:1' },
  daily: { en: 'Loaner', es: 'Préstamo del día' },
  long: { en: 'Long loan', es: 'Préstamo largo' },
  'in-school': { en: 'In school only', es: 'Solo en la escuela' },
  summer: { en: 'Summer loan', es: 'Préstamo de verano' },
};

/** Whom a holder stands for: a room is nobody. */
export const personOf = (holder: HolderDto | null): ExportedPerson | null =>
  holder?.kind === 'person' ? holder : null;

/** Columns about the device of a row. */
export const deviceColumns = <Row>(of: (row: Row) => DeviceRowDto): ExportColumn<Row>[] => [
  { key: 'tag', title: { en: DEVICE_HEADS.tag, es: 'Etiqueta' }, value: (row) => of(row).tag },
  { key: 'serial', title: { en: DEVICE_HEADS.serial, es: 'Serie' }, value: (row) => of(row).serial },
  { key: 'model', title: { en: DEVICE_HEADS.model, es: 'Modelo' }, value: (row) => modelName(of(row).model) },
];

interface DueFacts {
  dueOn: string | null;
  dueByClearance: boolean;
}

/** Until when, and whether that is the last day of somebody who leaves. */
export const dueColumns: ExportColumn<DueFacts>[] = [
  { key: 'due', title: { en: 'Due', es: 'Devolver el' }, kind: 'day', value: ({ dueOn }) => dueOn },
  {
    key: 'dueBy',
    title: { en: 'Why due', es: 'Motivo del plazo' },
    value: ({ dueByClearance }, language) => (dueByClearance ? said(BY_CLEARANCE, language) : null),
  },
];
