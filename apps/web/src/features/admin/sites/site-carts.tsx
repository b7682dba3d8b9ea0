import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Dto } from '../../../lib/api.js';
import { cartsQuery } from '../../../lib/site-queries.js';
import { CartForm } from './cart-form.js';
import { EditedList, type EditedColumn } from './edited-list.js';
import type { Site } from './site-queries.js';

const COLUMNS: EditedColumn<Dto<'CartDto'>>[] = [
  { header: 'Responsible', cell: ({ responsible }) => responsible?.display ?? '–' },
  { header: 'Slots', align: 'right', cell: ({ slots }) => slots },
];

/** Charging carts with numbered slots. */
export function SiteCarts({ site }: { site: Site }): ReactNode {
  const { data: carts } = useQuery(cartsQuery(site.id));
  return (
    <EditedList
      title={carts ? `Carts (${carts.length})` : 'Carts'}
      add="Add a cart"
      mayAdd={site.active}
      rows={carts}
      columns={COLUMNS}
      nameOf={({ id, name }) => (
        <Link to="/carts/$id" params={{ id }}>
          {name}
        </Link>
      )}
      empty="No carts. Each has numbered slots and who is responsible."
      form={(cart, close) => <CartForm siteId={site.id} cart={cart} onClose={close} />}
    />
  );
}
