import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { CardRows } from '../../components/card-rows.js';
import table from '../../components/plain-table.module.css';
import { Badge } from '../../components/state-badge.js';
import type { Dto } from '../../lib/api.js';
import { words } from '../../lib/device-words.js';
import { dayText } from '../../lib/time.js';
import styles from './standards.module.css';

type Standard = Dto<'StandardDto'>;

/** The class heads the rows of its models. */
export const STANDARD_HEADS = [
  { id: 'model', head: 'Model', file: ['class', 'maker', 'name', 'standard'] },
  { id: 'tier', head: 'Support tier' },
  { id: 'ends', head: 'Updates end' },
  { id: 'decision', head: 'Committee', file: ['decision', 'decided'] },
] as const;

const TIERS: Record<string, string> = { full: 'Full', limited: 'Limited', none: 'None' };

/** Models under their class, in the order of the list. */
export function byClass(items: readonly Standard[]): [deviceClass: string, models: Standard[]][] {
  const classes = new Map<string, Standard[]>();
  for (const item of items) classes.set(item.deviceClass, [...(classes.get(item.deviceClass) ?? []), item]);
  return [...classes];
}

const Ends = ({ model, today }: { model: Standard; today: string }): ReactNode => (
  <>
    {dayText(model.supportEndsOn)}{' '}
    {model.supportEndsOn !== null && model.supportEndsOn < today && <Badge tone="amber">Ended</Badge>}
  </>
);

const Decision = ({ model: { decision, decidedOn } }: { model: Standard }): ReactNode =>
  decision === null ? (
    '–'
  ) : (
    <>
      <Badge tone={decision === 'approved' ? 'green' : 'red'}>
        {decision === 'approved' ? 'Approved' : 'Not approved'}
      </Badge>{' '}
      {dayText(decidedOn)}
    </>
  );

/** `links`: names lead to the models' pages. */
export function StandardsTable({
  items,
  today,
  links,
}: {
  items: Standard[];
  today: string;
  links: boolean;
}): ReactNode {
  return (
    <CardRows>
      <table className={table.table}>
        <caption>{items.length.toLocaleString('en-US')} models</caption>
        <thead>
          <tr>
            {STANDARD_HEADS.map(({ id, head }) => (
              <th key={id} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        {byClass(items).map(([deviceClass, models]) => (
          <tbody key={deviceClass}>
            <tr>
              <th scope="colgroup" colSpan={4} className={styles.group}>
                {words(deviceClass)}
              </th>
            </tr>
            {models.map((model) => (
              <tr key={model.id}>
                <th scope="row">
                  {links ? (
                    <Link to="/models/$id" params={{ id: model.id }} className={styles.link}>
                      {model.maker} {model.name}
                    </Link>
                  ) : (
                    `${model.maker} ${model.name}`
                  )}{' '}
                  {model.standard && <Badge tone="green">Standard</Badge>}
                </th>
                <td>{model.supportTier === null ? '–' : (TIERS[model.supportTier] ?? model.supportTier)}</td>
                <td>
                  <Ends model={model} today={today} />
                </td>
                <td>
                  <Decision model={model} />
                </td>
              </tr>
            ))}
          </tbody>
        ))}
      </table>
    </CardRows>
  );
}
