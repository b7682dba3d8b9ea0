import { layOut } from '../layout/layout.rules.js';
import type { MakeSymbol } from '../layout/layout.rules.js';
import { makeSymbol } from '../symbols/make-symbol.js';
import type { Arrangement, LabelContent, LabelLayout } from '../layout/layout.js';
import type { PrinterDpi } from './zpl.js';
import { dotOf, zplOf } from './zpl.js';

const SIZE = { width: 50_800, height: 25_400 };
/** Half of its height a letter: near enough for what has room. */
const measure = (text: string, size: number): number => (text.length * size * 25_400) / 144;

function label(content: Partial<LabelContent>, arrangement: Arrangement, dpi: PrinterDpi): string {
  const whole = { code: 'MA-000001', link: null, lines: [], ...content };
  const layout = layOut(SIZE, whole, arrangement, { measure, dot: dotOf(dpi) }) as LabelLayout;
  return zplOf(SIZE, layout, dpi);
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
    const layout = layOut(SIZE, content, 'qr', { measure, dot: dotOf(203), make }) as LabelLayout;
    expect(fieldsOf(zplOf(SIZE, layout, 203)).fields[0].data).toBe('HA,MA-000001');
  });

  it.each([203, 300] as const)('at %i dpi everything lies on the label', (dpi) => {
    const { fields } = fieldsOf(label({ lines: ['Lakeshore Unified', 'Property of the district'] }, 'code128+qr', dpi));
    expect(fields).toHaveLength(5);
    for (const { x, y } of fields) expect(x < 2 * dpi && y < dpi).toBe(true);
  });

  it.each(['^XZ^XA~JA', 'a_5Eb', 'Jesús Ñúñez', 'Nguyễn', 'שלום', '\\^FD', 'x\r\n^XZ'])(
    '%j is a name and no command',
    (name) => {
      const zpl = label({ lines: [name] }, 'code128', 203);
      const { head, fields } = fieldsOf(zpl);
      expect(head.slice(-1)).toEqual(['^XZ']);
      expect(fields).toHaveLength(3);
      expect(fields[2].data).toBe(name.replace(/[\r\n]/g, ''));
    },
  );
});
