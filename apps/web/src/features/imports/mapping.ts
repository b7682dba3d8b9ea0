import type { FieldProblem } from '../../components/form-problems.js';
import type { Dto } from '../../lib/api.js';
import type { Import } from './import-words.js';

/** Field by column position; `''`: the column is not read. */
export type Choices = Record<number, string>;

export const choicesOf = ({ columns }: Pick<Import, 'columns'>): Choices =>
  Object.fromEntries(columns.map(({ position, field }) => [position, field ?? '']));

export function mappingBody(
  run: Pick<Import, 'version' | 'kind' | 'columns'>,
  choices: Choices,
  options: Dto<'ImportOptionsDto'>,
): Dto<'MapImportDto'> {
  const { dateOrder, personKind, matchBy } = options;
  const taken = padOffersOf(run, choices).filter((offer) => isTaken(offer, options));
  const pad = Object.fromEntries(taken.map(({ field, digits }) => [field, digits]));
  return {
    version: run.version,
    columns: Object.entries(choices).map(([position, field]) => ({ position: Number(position), field: field || null })),
    options: {
      dateOrder,
      pad,
      ...(run.kind === 'people' && { personKind }),
      ...(run.kind === 'devices' && { matchBy }),
    },
  };
}

/** What the server would refuse, before it is asked: a field given twice, no key, days that could be two. */
export function mappingProblems(
  run: Pick<Import, 'kind' | 'columns' | 'fields' | 'questions'>,
  choices: Choices,
  options: Dto<'ImportOptionsDto'>,
): FieldProblem[] {
  const first = new Map<string, string>();
  const problems: FieldProblem[] = [];
  const labelOf = (code: string): string => run.fields.find((field) => field.code === code)?.label ?? code;
  for (const { position, header } of run.columns) {
    const field = choices[position];
    if (!field) continue;
    const before = first.get(field);
    if (before === undefined) first.set(field, header);
    else
      problems.push({
        field: `column-${position}`,
        message: `“${header}” and “${before}” both give ${labelOf(field)}: leave one out`,
      });
  }
  const key = run.kind === 'devices' ? options.matchBy : 'number';
  if (!first.has(key))
    problems.push({
      field: `column-${run.columns.at(0)?.position ?? 1}`,
      message: `Choose the column that gives ${labelOf(key)}: by it a line finds its record`,
    });
  if (asksForDates(run, choices) && options.dateOrder === null)
    problems.push({ field: 'date-order', message: 'Say whether the month or the day comes first in the dates' });
  return problems;
}

/** Whether a column whose dates could be read two ways is still read. */
export const asksForDates = ({ questions }: Pick<Import, 'questions'>, choices: Choices): boolean =>
  questions.some(({ positions }) => positions.some((position) => choices[position]));

export interface ShownOffer extends Dto<'PadOfferDto'> {
  header: string;
}

/** Columns that have probably lost zeros in front, given what they are chosen for. */
export const padOffersOf = ({ columns }: Pick<Import, 'columns'>, choices: Choices): ShownOffer[] =>
  columns.flatMap(({ position, header, padOffers = [] }) =>
    padOffers.filter(({ field }) => field === choices[position]).map((offer) => ({ ...offer, header })),
  );

export const isTaken = ({ field, digits }: Dto<'PadOfferDto'>, { pad }: Dto<'ImportOptionsDto'>): boolean =>
  pad?.[field] === digits;
