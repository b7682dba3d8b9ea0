import type { RunContent } from '../contents/content.js';
import { LabelNoRoom } from '../labels.errors.js';
import type { RunForm } from '../layout/run-form.js';
import type { Measure } from '../layout/layout.js';
import type { MakeSymbol } from '../symbols/symbol.js';

/** A label of a run by its number, from 1. */
export interface PlacedContent {
  position: number;
  content: RunContent;
}

export interface RunPagesOptions {
  measure: Measure;
  make?: MakeSymbol;
  /** How all labels of the run look; without it each has as large letters as it has room for. */
  form?: RunForm | null;
}

export const noRoomFor = ({ position, content: { code } }: PlacedContent, message: string): LabelNoRoom =>
  new LabelNoRoom([{ position, code, message }], 1);
