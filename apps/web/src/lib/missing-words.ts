import { CASE_ENDS, FOUND_REASONS as FOUND, MISSING_STEPS, saidAll } from '@app/kernel';
import type { Dto } from './api.js';

export type MissingCase = Dto<'MissingCaseDto'>;
export type MissingCaseDetail = Dto<'MissingCaseDetailDto'>;
export type MissingStep = Dto<'MissingStepDto'>;

export const STEPS: Record<Dto<'MissingStep'>, string> = saidAll(MISSING_STEPS);

export const STANDINGS: Record<MissingStep['standing'], string> = {
  done: 'Done',
  'not-needed': 'Not needed',
  overdue: 'Overdue',
  'due-today': 'Due today',
  ahead: 'To come',
  stopped: 'Stopped',
};

export const NOT_NEEDED: Record<NonNullable<MissingStep['notNeededAs']>, string> = {
  stolen: 'it was stolen',
  'no-holder': 'nobody held it',
  'not-a-student': 'no student held it',
  imported: 'it was missing before Cubby',
};

export const REPORT_REASONS: Record<Dto<'ReportMissingDto'>['reason'], string> = {
  'lost-by-holder': 'Lost by its holder',
  'not-returned': 'Not returned',
  'not-found': 'Not found where it should be',
  other: 'Something else',
};

export const FOUND_REASONS: Record<Dto<'RecoverDto'>['reason'], string> = saidAll(FOUND);

export const CLOSED_AS: Record<NonNullable<MissingCase['closedAs']>, string> = saidAll(CASE_ENDS);

export const WRITE_OFF_REASONS: Record<Dto<'ProposeWriteOffDto'>['reason'], string> = {
  'not-returned': 'Not returned after the demand',
  'not-found': 'Not found',
  destroyed: 'Destroyed',
  other: 'Something else',
};

/** `3rd case`, for a person who had several. */
export const repeatText = (count: number | null): string | null =>
  count === null
    ? null
    : count === 1
      ? 'First device that went missing with this person'
      : `${count} devices went missing with this person`;
