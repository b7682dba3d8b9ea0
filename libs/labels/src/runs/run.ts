import { LABEL_KIND_WORDS } from '@app/kernel';
import type { Arrangement } from '../layout/layout.js';
import type { Dpi } from '../printers/printer.dto.js';
import type { LabelStockDto } from '../stock/stock.dto.js';
import type { Correction } from '../symbols/symbol.js';

export type LabelKind = keyof typeof LABEL_KIND_WORDS;
export const LABEL_KINDS = Object.keys(LABEL_KIND_WORDS) as LabelKind[];

export const RUN_STATES = ['queued', 'running', 'done', 'failed', 'cancelled'] as const;
export type RunState = (typeof RUN_STATES)[number];

export const ARRANGEMENTS = ['code128', 'qr', 'datamatrix', 'code128+qr'] as const satisfies readonly Arrangement[];

export const CORRECTIONS = ['L', 'M', 'Q', 'H'] as const satisfies readonly Correction[];

/** What stands on a label beside its code. */
export interface LabelOptions {
  /** “Property of …”, with the district's name. */
  property: boolean;
  district: boolean;
  site: boolean;
  /** The line that 5 CCR 3946 asks for. */
  program: boolean;
  /** QR codes say the address of the device instead of its tag. */
  link: boolean;
  correction: Correction;
  /** A line of the printer's own. */
  text: string | null;
  /** Of class lists: each homeroom begins a new sheet. Runs from before that could be chosen go on where the last one ended. */
  newSheet?: boolean;
}

/** What the labels are of, as it was asked for; shown with the run. */
export type RunSource =
  | { by: 'query'; query: string }
  | { by: 'codes' | 'ids' | 'given'; count: number }
  | { by: 'range'; prefix: string; digits: number; first: number; count: number }
  | { by: 'homerooms'; grades: string[] | null; homerooms: string[] | null }
  | { by: 'commands' }
  | { by: 'reprint'; positions: string };

/** Everything that its document is made of: the same run is the same document. */
export interface RunRecord {
  kind: LabelKind;
  siteId: string;
  stock: LabelStockDto;
  arrangement: Arrangement;
  options: LabelOptions;
  offsetXTenths: number;
  offsetYTenths: number;
  scalePermille: number;
  /** Of a printer that takes ZPL. */
  dpi: Dpi | null;
  /** Place of the first label, from 1. */
  startAt: number;
  copies: number;
}

export interface NewItem {
  /** The device, room, cart or person. */
  subjectId: string | null;
  code: string;
  /** Of given content only. */
  lines?: readonly string[] | null;
}

export interface LabelItem extends NewItem {
  position: number;
  lines: readonly string[] | null;
}

export const outputOf = ({ dpi }: Pick<RunRecord, 'dpi'>): 'pdf' | 'zpl' => (dpi === null ? 'pdf' : 'zpl');
