import { CHOSEN_LABEL_WORDS, LABEL_KIND_WORDS, saidAll, type LabelRunStanding } from '@app/kernel';
import type { Dto } from '../../lib/api.js';
import type { Tone } from '../../components/state-badge.js';

export type LabelKind = Dto<'LabelKind'>;
export type LabelRun = Dto<'LabelRunDto'>;
export type LabelStock = Dto<'LabelStockDto'>;
export type LabelPlan = Dto<'LabelPlanDto'>;
export type Arrangement = Dto<'LabelArrangement'>;

/** What can be chosen on the page; pallets and tickets print theirs themselves. */
export const KINDS = saidAll(CHOSEN_LABEL_WORDS);

export const KIND_WORDS: Record<LabelKind, string> = saidAll(LABEL_KIND_WORDS);

export const ARRANGEMENTS: Record<Arrangement, string> = {
  code128: 'Code 128 (bars)',
  qr: 'QR code',
  datamatrix: 'Data Matrix',
  'code128+qr': 'Bars and QR code',
};

export const CORRECTIONS: Record<Dto<'QrCorrection'>, string> = {
  L: 'Low: 7 % may be lost',
  M: 'Medium: 15 %',
  Q: 'High: 25 %',
  H: 'Highest: 30 %',
};

export const RUN_TONES: Record<LabelRunStanding, Tone> = {
  queued: 'grey',
  running: 'blue',
  done: 'green',
  failed: 'red',
  cancelled: 'grey',
  void: 'red',
};

export const count = (value: number): string => value.toLocaleString('en-US');

export const labels = (value: number): string => `${count(value)} ${value === 1 ? 'label' : 'labels'}`;

export const pages = (value: number): string => `${count(value)} ${value === 1 ? 'page' : 'pages'}`;

/** "CB-0001 – CB-0030"; one code stands alone. */
export const codesOf = ({ firstCode, lastCode }: Pick<LabelRun, 'firstCode' | 'lastCode'>): string =>
  firstCode === lastCode ? firstCode : `${firstCode} – ${lastCode}`;

/** Why a label does not say what the law asks for. */
export const PROGRAM_GAPS: Record<string, string> = {
  'left-out': 'the line is switched off',
  'no-room': 'the line has no room',
  'no-owner': 'the name of the district beside it has no room, or not whole',
  'no-number': 'the project has no number yet; its code stands there instead',
};
