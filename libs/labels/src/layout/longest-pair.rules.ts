import type { MakeSymbol } from '../symbols/symbol.js';
import type { Longest } from '../symbols/symbol.rules.js';
import { longestIn, LOWEST_BARS, moduleIn } from '../symbols/symbol.rules.js';
import type { LabelContent } from './layout.js';
import type { Size } from './places.rules.js';
import { placesIn, squareOf } from './places.rules.js';

/** The longest codes of which bars and QR code have room on one label, however they stand: a shorter code has a smaller QR code, too. */
export function longestPair(size: Size, { code, link }: LabelContent, make: MakeSymbol, dot: number): Longest {
  const bound = longestIn(size.width, dot);
  const fits = (sample: string): boolean => {
    const address = link?.endsWith(code) ? `${link.slice(0, link.length - code.length)}${sample}` : link;
    const square = squareOf('qr', { code: sample, link: address, lines: [] }, make);
    const bars = make('code128', sample);
    return placesIn(size, { square, bars: true }, dot).some(
      ({ barsIn }) => moduleIn(bars, barsIn, LOWEST_BARS, { dot }) !== null,
    );
  };
  const longestOf = (sign: string, most: number): number => {
    let length = most;
    while (length > 0 && !fits(sign.repeat(length))) length -= 1;
    return length;
  };
  return { any: longestOf('A', bound.any), digits: longestOf('0', bound.digits) };
}
