export interface Span {
  from: number;
  to: number;
}

/** "17-24, 30" as spans of labels 1 to `last`; `null`: it says none, or others. */
export function spansOf(text: string, last: number): Span[] | null {
  const parts = text
    .replace(/\s*[-–—]\s*/g, '-')
    .split(/[,;\s]+/)
    .filter(Boolean);
  const spans = parts.map((part) => {
    const [, from, to = from] = /^(\d{1,6})(?:-(\d{1,6}))?$/.exec(part) ?? [];
    return { from: Number(from), to: Number(to) };
  });
  return spans.length > 0 && spans.every(({ from, to }) => from >= 1 && from <= to && to <= last) ? spans : null;
}
