import { makeSymbol } from './make-symbol.js';
import type { Correction, Symbol, Symbology } from './symbol.js';

/** Texts of one shape take codes of one size: encoders see digits, kinds of letters and signs, and nothing else. */
export const shapeOf = (text: string): string =>
  text.replace(/[0-9A-Za-z $%*+\-./:]|[^]/g, (character) =>
    character >= '0' && character <= '9'
      ? '0'
      : character >= 'A' && character <= 'Z'
        ? 'A'
        : character >= 'a' && character <= 'z'
          ? 'a'
          : ' $%*+-./:'.includes(character)
            ? character
            : '!',
  );

/** Makes a code of a shape once: for whoever needs its size and not its bars. */
export function symbolsByShape(correction: Correction): (symbology: Symbology, text: string) => Symbol {
  const made = new Map<string, Symbol>();
  return (symbology, text) => {
    const shape = `${symbology}${shapeOf(text)}`;
    let symbol = made.get(shape);
    if (!symbol) {
      symbol = makeSymbol(symbology, text, correction);
      made.set(shape, symbol);
    }
    return symbol;
  };
}
