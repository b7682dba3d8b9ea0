import type { Dto } from './api.js';

export type Disclosure = Dto<'DisclosureDto'>;
export type Correction = Dto<'CorrectionDto'>;
export type DisclosureBasis = Disclosure['basis'];

/** 34 CFR 99.31, as a school says it. */
export const BASES: Record<DisclosureBasis, string> = {
  family: 'The family or the student asked',
  consent: 'The family agreed in writing',
  'school-official': 'Somebody of the district, for their work',
  'other-school': 'The school that the student goes to now',
  audit: 'An audit or evaluation of a program',
  'court-order': 'A court order or subpoena',
  emergency: 'An emergency of health or safety',
  other: 'Another ground',
};

export const ORIGINS: Record<Disclosure['origin'], string> = {
  record: 'Record handed out',
  export: 'In a list',
  'by-hand': 'Noted by hand',
};

export const CORRECTION_STATES: Record<Correction['state'], string> = {
  open: 'Waits for an answer',
  corrected: 'Corrected',
  declined: 'Declined',
};
