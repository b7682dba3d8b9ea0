import type { District } from '@app/directory';
import { fiscalYearOf } from '@app/kernel';
import type { Db } from '@app/platform';
import type { Params } from '../shared/params.js';
import type { DueBy, DueIn, DueModel } from './due-by.rules.js';
import { dueIn } from './due-by.rules.js';

const MODELS = `SELECT m.id, coalesce(m.cycle_years, c.cycle_years) AS "cycleYears", m.support_ends_on AS "supportEndsOn"
  FROM model m LEFT JOIN policy_cycle c ON c.device_class = m.device_class AND c.effective @> directory_day(clock_timestamp())`;

/** `words`: fiscal years by the year they end in, or `now` for the present one. */
export async function dueYears(
  db: Db,
  { today, fiscalYearStartMonth }: Pick<District, 'today' | 'fiscalYearStartMonth'>,
  words: readonly string[],
): Promise<DueIn[]> {
  const models = await db.query<DueModel>(MODELS);
  const firstYear = fiscalYearOf(today, fiscalYearStartMonth);
  const years = new Set(words.map((word) => (word === 'now' ? firstYear : Number(word))));
  return [...years].flatMap((year) => dueIn(year, models, { firstYear, fiscalYearStartMonth }) ?? []);
}

/** A condition on device `d`. */
export function dueCondition(years: readonly DueIn[], params: Params): string {
  const of = ({ by, notBy }: DueIn): string =>
    notBy
      ? `(${dueByCondition(by, params)} AND ${dueByCondition(notBy, params)} IS NOT TRUE)`
      : dueByCondition(by, params);
  return years.length === 0 ? 'false' : `(${years.map(of).join(' OR ')})`;
}

function dueByCondition({ models, received, conditions }: DueBy, params: Params): string {
  const any = (column: string, type: string, values: readonly string[]): string =>
    `${column} = ANY (${params.add(values)}::${type}[])`;
  const parts = [
    any('d.condition', 'text', conditions),
    any('d.model_id', 'uuid', models),
    ...received.map(
      (each) =>
        `(${any('d.model_id', 'uuid', each.models)} AND coalesce(d.received_on, d.purchased_on) < ${params.add(each.before)}::date)`,
    ),
  ];
  return `(${parts.join(' OR ')})`;
}
