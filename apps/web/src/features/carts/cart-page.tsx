import { joinWords } from '@app/kernel';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { NotFoundPage } from '../../components/not-found-page.js';
import { LabelsLink } from '../../components/labels-link.js';
import { Block, Page } from '../../components/page.js';
import { Badge, StateBadge } from '../../components/state-badge.js';
import { ErrorState, SkeletonRows } from '../../components/states.js';
import { RelativeTime } from '../../components/time.js';
import { api, ask, problemOf, type Dto } from '../../lib/api.js';
import { checkWords } from '../../lib/cart-words.js';
import { useCan, useSession } from '../../lib/session.js';
import { dayText } from '../../lib/time.js';
import styles from './carts.module.css';

/** A cart: what stands in each slot, who is responsible, what the last checks found. */
export function CartPage(): ReactNode {
  const { id = '' } = useParams({ strict: false });
  const mayRead = useCan('device:read');
  const path = { path: { id } };
  const cart = useQuery({
    queryKey: ['cart', id],
    queryFn: ({ signal }) => ask(api.GET('/api/v1/carts/{id}', { params: path, signal })),
  });
  const contents = useQuery({
    queryKey: ['cart', id, 'slots'],
    queryFn: ({ signal }) => ask(api.GET('/api/v1/carts/{id}/slots', { params: path, signal })),
    enabled: mayRead,
  });
  if (!cart.data && cart.error)
    return [400, 404].includes(problemOf(cart.error).status) ? (
      <NotFoundPage />
    ) : (
      <ErrorState page error={cart.error} what="The cart" onRetry={() => void cart.refetch()} />
    );
  if (!cart.data) return <SkeletonRows />;
  const { name, code, active } = cart.data;
  return (
    <Page
      title={name}
      area="Carts"
      beside={!active && <Badge tone="grey">Out of use</Badge>}
      lead={<Lead cart={cart.data} />}
      crumbs={[{ label: 'Sites', href: '/sites' }]}
      actions={active && <SlotLabels cart={cart.data} />}
    >
      <div className={styles.blocks}>
        {contents.data && <Slots slots={contents.data.slots} />}
        <div className={styles.stack}>
          <History cart={cart.data} />
          {contents.data && <Checks checks={contents.data.checks} code={code} />}
        </div>
      </div>
    </Page>
  );
}

/** Numbers beside the slots, which the desk reads while the cart is there. */
function SlotLabels({ cart: { code, siteId } }: { cart: Dto<'CartDetailDto'> }): ReactNode {
  const site = useSession().sites.find(({ id }) => id === siteId);
  return (
    site && (
      <LabelsLink search={{ kind: 'cart-slot', site: site.code, some: joinWords([code]) }} siteId={siteId}>
        Print slot labels
      </LabelsLink>
    )
  );
}

function Lead({ cart }: { cart: Dto<'CartDetailDto'> }): ReactNode {
  const { sites } = useSession();
  const site = sites.find(({ id }) => id === cart.siteId);
  return (
    <>
      <span className="mono">{cart.code}</span>
      {site && (
        <>
          {' · '}
          <Link to="/sites/$code" params={{ code: site.code }}>
            {site.name}
          </Link>
        </>
      )}
      {cart.room && ` · ${cart.room.name}`}
      {` · responsible: ${cart.responsible?.display ?? 'nobody'}`}
    </>
  );
}

function Slots({ slots }: Pick<Dto<'CartSlotsDto'>, 'slots'>): ReactNode {
  const taken = slots.filter(({ device }) => device).length;
  return (
    <Block title={`Slots (${taken} of ${slots.length} taken)`}>
      <ol className={styles.grid} aria-label="Slots">
        {slots.map(({ slot, device }) => (
          <li key={slot} data-empty={!device} data-testid="slot">
            <span className={styles.number}>{slot}</span>
            {device ? (
              <>
                <Link to="/devices/$id" params={{ id: device.id }} className="mono">
                  {device.tag}
                </Link>
                {device.state !== 'deployed' && <StateBadge state={device.state as Dto<'DeviceState'>} />}
              </>
            ) : (
              <span className={styles.muted}>empty</span>
            )}
          </li>
        ))}
      </ol>
    </Block>
  );
}

function History({ cart: { history } }: { cart: Dto<'CartDetailDto'> }): ReactNode {
  return (
    <Block title="Responsible">
      {history.length === 0 && <p className={styles.muted}>Nobody has been responsible for it.</p>}
      <ul className={styles.list}>
        {history.map(({ id, display, from, until }) => (
          <li key={from}>
            {id ? (
              <Link to="/people/$id" params={{ id }}>
                {display}
              </Link>
            ) : (
              display
            )}{' '}
            <span className={styles.muted}>
              {until ? `${dayText(from)} until ${dayText(until)}` : `since ${dayText(from)}`}
            </span>
          </li>
        ))}
      </ul>
    </Block>
  );
}

function Checks({ checks, code }: { checks: Dto<'CartCheckDto'>[]; code: string }): ReactNode {
  return (
    <Block title="Checks">
      {checks.length === 0 && (
        <p className={styles.muted}>
          Not checked yet. At the scan station: Look up, scan <span className="mono">{code}</span>, then each device.
        </p>
      )}
      <ul className={styles.list}>
        {checks.map((check) => (
          <li key={check.id}>
            <RelativeTime at={check.checkedAt} /> <span className={styles.muted}>by {check.checkedBy}</span>
            <br />
            {check.seen} of {check.slots} · {checkWords(check)}
          </li>
        ))}
      </ul>
    </Block>
  );
}
