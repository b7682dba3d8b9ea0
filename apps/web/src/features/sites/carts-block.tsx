import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { ExportMenu } from '../../components/exports/export-menu.js';
import { LabelsLink } from '../../components/labels-link.js';
import { Block } from '../../components/page.js';
import table from '../../components/plain-table.module.css';
import { cartsQuery } from '../../lib/site-queries.js';

const HEADS = [
  { id: 'name', head: 'Cart' },
  { id: 'responsible', head: 'Responsible' },
  { id: 'room', head: 'Room' },
  { id: 'slots', head: 'Slots' },
] as const;

/** Charging carts of the site, and who is responsible for each. */
export function CartsBlock({ siteId, siteCode }: { siteId: string; siteCode: string }): ReactNode {
  const { data: carts = [] } = useQuery(cartsQuery(siteId));
  if (carts.length === 0) return null;
  return (
    <Block
      title={`Carts (${carts.length})`}
      actions={
        <>
          <ExportMenu small list="carts" query={{ siteId }} columns={HEADS} />
          <LabelsLink search={{ kind: 'cart', site: siteCode }} siteId={siteId} small>
            Print labels
          </LabelsLink>
        </>
      }
    >
      <table className={table.table}>
        <thead>
          <tr>
            {HEADS.map(({ id, head }) => (
              <th key={id} scope="col" data-align={id === 'slots' ? 'right' : undefined}>
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {carts.map(({ id, name, responsible, room, slots }) => (
            <tr key={id}>
              <th scope="row">
                <Link to="/carts/$id" params={{ id }}>
                  {name}
                </Link>
              </th>
              <td>{responsible?.display ?? '–'}</td>
              <td>{room?.name ?? '–'}</td>
              <td data-align="right">{slots}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Block>
  );
}
