import type { FieldProblem } from '../../components/form-problems.js';
import type { Dto } from '../../lib/api.js';
import { lengthText, micrometres, type Unit } from './lengths.js';

export type NewStock = Dto<'NewLabelStockDto'>;
type Medium = NewStock['medium'];

export const LENGTHS = [
  'pageWidth',
  'pageHeight',
  'labelWidth',
  'labelHeight',
  'left',
  'top',
  'pitchX',
  'pitchY',
] as const;
export type LengthName = (typeof LENGTHS)[number];

/** The form as it is typed. */
export interface StockForm extends Record<LengthName, string> {
  name: string;
  medium: Medium;
  columns: string;
  rows: string;
}

export const LENGTH_WORDS: Record<LengthName, string> = {
  pageWidth: 'Page, width',
  pageHeight: 'Page, height',
  labelWidth: 'Label, width',
  labelHeight: 'Label, height',
  left: 'First label from the left',
  top: 'First label from the top',
  pitchX: 'From label to label, across',
  pitchY: 'From label to label, down',
};

/** US Letter with three columns of ten: what most begin from. */
const LETTER: NewStock = {
  ...{ name: '', medium: 'sheet', pageWidth: 215_900, pageHeight: 279_400, columns: 3, rows: 10 },
  ...{ labelWidth: 66_675, labelHeight: 25_400, left: 3_969, top: 12_700, pitchX: 70_644, pitchY: 25_400 },
};

export function formOf(stock: NewStock | null, unit: Unit): StockForm {
  const { name, medium, columns, rows, ...others } = stock ?? LETTER;
  const lengths = Object.fromEntries(LENGTHS.map((each) => [each, lengthText(others[each], unit)]));
  return { name, medium, columns: String(columns), rows: String(rows), ...(lengths as Record<LengthName, string>) };
}

/** The same lengths in the other unit; what is no length stays as it was typed. */
export function inUnit(form: StockForm, from: Unit, to: Unit): StockForm {
  const turned = LENGTHS.map((name) => {
    const um = micrometres(form[name], from);
    return [name, um === null ? form[name] : lengthText(um, to)];
  });
  return { ...form, ...(Object.fromEntries(turned) as Record<LengthName, string>) };
}

/** Of a roll the page is the label, and there is one. */
const ROLL_ASKS: readonly LengthName[] = ['labelWidth', 'labelHeight'];
const ONE: readonly LengthName[] = ['pitchX', 'pitchY'];

/** The lengths that the form asks for. */
export const askedOf = ({ medium, columns, rows }: StockForm): readonly LengthName[] =>
  medium === 'roll'
    ? ROLL_ASKS
    : LENGTHS.filter((name) => !ONE.includes(name) || (name === 'pitchX' ? columns : rows).trim() !== '1');

const howMany = (text: string): number | null =>
  /^\d{1,3}$/.test(text.trim()) && Number(text) > 0 ? Number(text) : null;

/** What the form comes to, and what in it is no number. */
export function readStock(form: StockForm, unit: Unit): { stock: NewStock | null; problems: FieldProblem[] } {
  const asked = askedOf(form);
  const lengths = Object.fromEntries(
    LENGTHS.map((name) => [name, asked.includes(name) ? micrometres(form[name], unit) : 0]),
  ) as Record<LengthName, number | null>;
  const roll = form.medium === 'roll';
  const [columns, rows] = roll ? [1, 1] : [howMany(form.columns), howMany(form.rows)];
  const problems = [
    ...(form.name.trim() ? [] : [{ field: 'name', message: 'Give it a name' }]),
    ...(columns ? [] : [{ field: 'columns', message: 'Write how many labels stand side by side' }]),
    ...(rows ? [] : [{ field: 'rows', message: 'Write how many labels stand one under the other' }]),
    ...asked
      .filter((name) => lengths[name] === null)
      .map((field) => ({
        field,
        message: `${LENGTH_WORDS[field]}: write a length in ${unit === 'mm' ? 'millimetres' : 'inches'}`,
      })),
  ];
  if (!columns || !rows || asked.some((name) => lengths[name] === null)) return { stock: null, problems };
  const whole = lengths as Record<LengthName, number>;
  const page = roll ? { pageWidth: whole.labelWidth, pageHeight: whole.labelHeight } : {};
  return { stock: { name: form.name.trim(), medium: form.medium, columns, rows, ...whole, ...page }, problems };
}

export interface DrawnLabel {
  x: number;
  y: number;
  /** It lies on another one, or leaves the page. */
  wrong: boolean;
}

/** As the server allows: half a millimetre beyond an edge, of an overlap what rounding makes. */
const TOLERANCE = 500;
const ROUNDING = 50;
const MOST_DRAWN = 400;

/** Where the labels are, for the drawing. */
export function drawnLabels(stock: NewStock): DrawnLabel[] {
  const { columns, rows, labelWidth, labelHeight, left, top, pitchX, pitchY, pageWidth, pageHeight } = stock;
  const overlap = (columns > 1 && pitchX < labelWidth - ROUNDING) || (rows > 1 && pitchY < labelHeight - ROUNDING);
  return Array.from({ length: Math.min(columns * rows, MOST_DRAWN) }, (_, n) => {
    const [x, y] = [left + (n % columns) * pitchX, top + Math.floor(n / columns) * pitchY];
    const outside = x + labelWidth > pageWidth + TOLERANCE || y + labelHeight > pageHeight + TOLERANCE;
    return { x, y, wrong: overlap || outside };
  });
}
