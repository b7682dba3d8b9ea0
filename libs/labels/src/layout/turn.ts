import type { LabelLayout, LabelPart } from './layout.js';

/** A label that was laid out along its long side, as it stands on one that is `width` wide: with a quarter turn clockwise. */
export const turnedLayout = (layout: LabelLayout, width: number): LabelLayout => ({
  ...layout,
  drawn: layout.drawn.map((part) => turnedPart(part, width)),
});

const turnedPart = (part: LabelPart, width: number): LabelPart =>
  part.kind === 'text'
    ? { ...part, turned: true, x: width - part.baseline, baseline: part.x }
    : { ...part, turned: true, x: width - part.y, y: part.x };
