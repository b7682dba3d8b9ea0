import type { TextTools } from '@app/platform';
import { textTools } from '@app/platform';
import { layOut } from '../layout/layout.rules.js';
import type { MakeSymbol } from '../symbols/symbol.js';
import { makeSymbol } from '../symbols/make-symbol.js';
import type { Arrangement, LabelContent, LabelLayout } from '../layout/layout.js';
import type { PrinterDpi } from './zpl.js';
import { dotOf, zplOf } from './zpl.js';

const SIZE = { width: 50_800, height: 25_400 };
let tools: TextTools;
beforeAll(async () => {
  tools = await textTools();
});

function label(content: Partial<LabelContent>, arrangement: Arrangement, dpi: PrinterDpi): string {
  const whole = { code: 'MA-000001', link: null, lines: [], ...content };
  const { measure, outlines } = tools;
  const layout = layOut(SIZE, whole, arrangement, { measure, dot: dotOf(dpi) }) as LabelLayout;
  return zplOf(SIZE, layout, { dpi, outlines });
}

interface Field {
  x: number;
  y: number;
  command: string;
  data: string;
}

/** What a printer understands: commands begin with `^` or `~` wherever they stand; `_XX` in a hex field is a byte. */
function fieldsOf(zpl: string): { head: string[]; fields: Field[] } {
  const head: string[] = [];
  const fields: Field[] = [];
  let field: Field | null = null;
  for (const command of zpl.replaceAll('\n', '').split(/(?=[\^~])/)) {
    const [, x, y] = /^\^FO(\d+),(\d+)$/.exec(command) ?? [];
    if (x !== undefined) field = { x: Number(x), y: Number(y), command: '', data: '' };
    else if (command === '^FS' && field) field = void fields.push(field) as never;
    else if (command.startsWith('^FD') && field) field.data = bytesOf(command.slice(3));
    else if (field && command !== '^FH_') field.command += command;
    else if (!field) head.push(command);
  }
  return { head, fields };
}

const bytesOf = (data: string): string =>
  Buffer.from(
    data.replace(/_([0-9A-F]{2})/g, (_all, hex: string) => String.fromCharCode(parseInt(hex, 16))),
    'latin1',
  ).toString('utf8');

describe('a label in ZPL', () => {
  it.each<[PrinterDpi, string, string]>([
    [203, '^PW406', '^LL203'],
    [300, '^PW600', '^LL300'],
  ])('at %i dpi is two inches by one', (dpi, width, height) => {
    const { head } = fieldsOf(label({}, 'code128', dpi));
    expect(head).toEqual(['^XA', '^CI28', width, height, '^LH0,0', '^XZ']);
  });

  it.each<[Arrangement, string, string]>([
    ['code128', '^BY2^BCN,', 'MA-000001'],
    ['qr', '^BQN,2,', 'MA,https://cubby.example.org/d/MA-000001'],
    ['datamatrix', '^BXN,', 'MA-000001'],
  ])('%s: the printer makes the code of %s', (arrangement, command, data) => {
    const link = 'https://cubby.example.org/d/MA-000001';
    const { fields } = fieldsOf(label({ link }, arrangement, 203));
    expect(fields.find((field) => field.command.startsWith(command))?.data).toBe(data);
    expect(fields.at(-1)?.data).toBe('MA-000001');
  });

  it('a QR code keeps the level that was asked for', () => {
    const make: MakeSymbol = (symbology, text) => makeSymbol(symbology, text, 'H');
    const content = { code: 'MA-000001', link: null, lines: [] };
    const { measure, outlines } = tools;
    const layout = layOut(SIZE, content, 'qr', { measure, dot: dotOf(203), make }) as LabelLayout;
    expect(fieldsOf(zplOf(SIZE, layout, { dpi: 203, outlines })).fields[0].data).toBe('HA,MA-000001');
  });

  it.each([203, 300] as const)('at %i dpi everything lies on the label', (dpi) => {
    const { fields } = fieldsOf(label({ lines: ['Lakeshore Unified', 'Property of the district'] }, 'code128+qr', dpi));
    expect(fields).toHaveLength(5);
    for (const { x, y } of fields) expect(x < 2 * dpi && y < dpi).toBe(true);
  });

  it.each(['^XZ^XA~JA', 'a_5Eb', 'Jesús Ñúñez', '\\^FD', 'x\r\n^XZ'])('%j is a name and no command', (name) => {
    const zpl = label({ lines: [name] }, 'code128', 203);
    const { head, fields } = fieldsOf(zpl);
    expect(head.slice(-1)).toEqual(['^XZ']);
    expect(fields).toHaveLength(3);
    expect(fields[2].data).toBe(name.replace(/[\r\n]/g, ''));
  });

  it.each(['Nguyễn Thị Hằng', 'שרה כהן', 'محمد', '王小明', '김민준', 'สมชาย', 'አበበ'])(
    '%j is drawn: a printer may not have its letters',
    (name) => {
      const { fields } = fieldsOf(label({ lines: [name] }, 'code128', 203));
      const picture = pictureIn(fields[2].command);
      expect(picture.rows.length).toBeGreaterThan(8);
      // A line of type is black for a tenth to a half.
      const black = picture.rows.join('').split('1').length - 1;
      expect(black / (picture.rows.length * picture.width)).toBeGreaterThan(0.08);
      expect(black / (picture.rows.length * picture.width)).toBeLessThan(0.5);
      expect(fields[2].x + picture.width).toBeLessThanOrEqual(406 + 8);
      expect(fields[2].y + picture.rows.length).toBeLessThanOrEqual(203);
    },
  );
});

/** What a printer makes of `^GFA,bytes,bytes,bytes in a row,hex`. */
function pictureIn(command: string): { width: number; rows: string[] } {
  const [, all, drawn, inRow, hex] = /^\^GFA,(\d+),(\d+),(\d+),([0-9A-F]+)$/.exec(command) ?? [];
  expect([Number(all), Number(drawn)]).toEqual([hex.length / 2, hex.length / 2]);
  const rows = hex.match(new RegExp(`.{${2 * Number(inRow)}}`, 'g')) ?? [];
  const bits = (row: string): string =>
    [...row].map((digit) => parseInt(digit, 16).toString(2).padStart(4, '0')).join('');
  return { width: Number(inRow) * 8, rows: rows.map(bits) };
}
