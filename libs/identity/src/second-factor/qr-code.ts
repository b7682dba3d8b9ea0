import bwip from 'bwip-js/node';
import type { RawOptions } from 'bwip-js/node';

/** A QR code to draw: dark runs as one path of an SVG, a unit for each module, without the quiet zone. */
export interface QrCode {
  size: number;
  path: string;
}

export function qrCode(text: string): QrCode {
  const [made] = bwip.raw({ bcid: 'qrcode', text, eclevel: 'M' } as RawOptions) as { pixs: number[]; pixx: number }[];
  const { pixs, pixx: size } = made;
  const dark = pixs.flatMap((module, at) => (module === 1 ? [`M${at % size} ${Math.floor(at / size)}h1v1h-1z`] : []));
  return { size, path: dark.join('') };
}
