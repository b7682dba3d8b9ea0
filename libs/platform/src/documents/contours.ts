/** A closed line of straight pieces: x to the right and y up, by turns. */
export type Contour = readonly number[];

/** What fontkit says of a letter's outline. */
export interface PathCommand {
  command: 'moveTo' | 'lineTo' | 'quadraticCurveTo' | 'bezierCurveTo' | 'closePath';
  args: number[];
}

/** Pieces of a curve: of a letter a few millimetres high none is longer than a dot. */
const PIECES = 6;

export interface Placed {
  x: number;
  y: number;
  scale: number;
}

/** The outline of a letter where it stands. */
export function contoursOf(commands: readonly PathCommand[], { x, y, scale }: Placed): Contour[] {
  const contours: number[][] = [];
  let from: [number, number] = [0, 0];
  for (const { command, args } of commands) {
    if (command === 'closePath') continue;
    if (command === 'moveTo') contours.push([]);
    const contour = contours[contours.length - 1];
    const pieces = command === 'moveTo' || command === 'lineTo' ? 1 : PIECES;
    const points = [...from, ...args];
    for (let n = 1; n <= pieces; n += 1) {
      const [px, py] = pieces === 1 ? args : onCurve(points, n / pieces);
      contour.push(x + px * scale, y + py * scale);
    }
    from = [args[args.length - 2], args[args.length - 1]];
  }
  return contours;
}

/** A point of a Bézier curve of any degree, by de Casteljau. */
function onCurve(points: readonly number[], t: number): readonly number[] {
  if (points.length === 2) return points;
  return onCurve(
    points.slice(0, -2).map((value, n) => value + (points[n + 2] - value) * t),
    t,
  );
}
