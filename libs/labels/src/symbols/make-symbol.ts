import bwip from 'bwip-js/node';
import type { RawOptions } from 'bwip-js/node';
import { code128 } from './code128.js';
import type { Correction, Symbol, Symbology } from './symbol.js';

interface Matrix {
  pixs: number[];
  pixx: number;
  pixy: number;
}

/** The code of a text that `textFault` accepts. */
export function makeSymbol(symbology: Symbology, text: string, correction: Correction = 'M'): Symbol {
  if (symbology === 'code128') return linear(code128(text));
  if (symbology === 'qr')
    return { ...matrix('qr', 4, only<Matrix>(bwip.raw(qrOptions(text, correction)))), correction };
  return matrix('datamatrix', 1, only<Matrix>(bwip.raw({ bcid: 'datamatrix', text })));
}

/** Its types name no options of a single code. */
const qrOptions = (text: string, eclevel: Correction): RawOptions => ({ bcid: 'qrcode', text, eclevel }) as RawOptions;

const only = <T>(made: readonly unknown[]): T => made[0] as T;

/** @param widths of bar, space, bar … */
function linear(widths: readonly number[]): Symbol {
  const boxes: [number, number, number, number][] = [];
  let x = 0;
  for (const [n, width] of widths.entries()) {
    if (n % 2 === 0) boxes.push([x, 0, width, 1]);
    x += width;
  }
  return { symbology: 'code128', width: x, height: 1, quiet: 10, boxes };
}

/** Modules beside each other are one box: fewer boxes, and no hairlines between them. */
function matrix(symbology: Symbology, quiet: number, { pixs, pixx, pixy }: Matrix): Symbol {
  const boxes: [number, number, number, number][] = [];
  for (let y = 0; y < pixy; y += 1) {
    for (let x = 0; x < pixx; x += 1) {
      const from = x;
      while (x < pixx && pixs[y * pixx + x] === 1) x += 1;
      if (x > from) boxes.push([from, y, x - from, 1]);
    }
  }
  return { symbology, width: pixx, height: pixy, quiet, boxes };
}
