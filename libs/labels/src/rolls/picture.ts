import type { Contour } from '@app/platform';

/** A picture of black dots, eight to the byte, each row whole bytes. */
export interface Picture {
  /** Dots from the begin of the line, and from the line down, to its left top corner. */
  x: number;
  y: number;
  width: number;
  height: number;
  bytesPerRow: number;
  bytes: Buffer;
}

/** Looks at each row of dots so often. */
const LOOKS = 4;
/** So much of a dot is ink before it is black: a stroke thinner than a dot stays a line. */
const INKED = 0.4;

interface Crossing {
  x: number;
  turn: 1 | -1;
}

/** Letters as a printer's dots. @param dot a dot's size, in the unit of the outlines; their y goes up, a picture's down */
export function pictureOf(contours: readonly Contour[], dot: number): Picture | null {
  const edges = contours.flatMap((contour) => edgesOf(contour, dot));
  if (edges.length === 0) return null;
  const [x, y] = [Math.floor(least(edges, 'x')), Math.floor(least(edges, 'y'))];
  const width = Math.ceil(-least(edges, 'x', -1)) - x;
  const height = Math.ceil(-least(edges, 'y', -1)) - y;
  const bytesPerRow = Math.ceil(width / 8);
  const bytes = Buffer.alloc(bytesPerRow * height);
  for (let row = 0; row < height; row += 1) {
    const ink = new Float64Array(width);
    for (let look = 0; look < LOOKS; look += 1) inkOf(crossingsAt(edges, y + row + (look + 0.5) / LOOKS), x, ink);
    for (let at = 0; at < width; at += 1) {
      if (ink[at] / LOOKS >= INKED) bytes[row * bytesPerRow + (at >> 3)] |= 0x80 >> (at & 7);
    }
  }
  return { x, y, width, height, bytesPerRow, bytes };
}

interface Edge {
  from: { x: number; y: number };
  to: { x: number; y: number };
}

function edgesOf(contour: Contour, dot: number): Edge[] {
  const points = Array.from({ length: contour.length / 2 }, (_, n) => ({
    x: contour[2 * n] / dot,
    y: -contour[2 * n + 1] / dot,
  }));
  return points.map((from, n) => ({ from, to: points[(n + 1) % points.length] }));
}

const least = (edges: readonly Edge[], axis: 'x' | 'y', sign: 1 | -1 = 1): number =>
  edges.reduce((most, { from }) => Math.min(most, sign * from[axis]), Infinity);

const crossingsAt = (edges: readonly Edge[], y: number): Crossing[] =>
  edges
    .filter(({ from, to }) => from.y <= y !== to.y <= y)
    .map(({ from, to }): Crossing => ({
      x: from.x + ((y - from.y) / (to.y - from.y)) * (to.x - from.x),
      turn: to.y > from.y ? 1 : -1,
    }))
    .sort((one, other) => one.x - other.x);

/** Adds what lies inside of the outlines on one line: where they turn around it more often to one side than to the other. */
function inkOf(crossings: readonly Crossing[], left: number, ink: Float64Array): void {
  let turns = 0;
  for (const [n, { x, turn }] of crossings.entries()) {
    turns += turn;
    if (turns === 0) continue;
    const [from, to] = [x - left, crossings[n + 1].x - left];
    for (let dot = Math.floor(from); dot < to; dot += 1) ink[dot] += Math.min(to, dot + 1) - Math.max(from, dot);
  }
}
