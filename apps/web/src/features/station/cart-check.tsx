import { IconStack2 } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useRef, type ReactNode } from 'react';
import { problemOf } from '../../lib/api.js';
import { checkWords } from '../../lib/cart-words.js';
import styles from './batch-panel.module.css';
import { cartCheckOf } from './cart-check.rules.js';
import { keepCartCheck } from './scan-api.js';
import type { StationState } from './station-state.js';
import type { Station } from './station.js';
import { say } from './words.js';

/** Look up with a cart open: what of it has been scanned so far. Ending it keeps the result on the cart's page. */
export function CartCheck({ state, station }: { state: StationState; station: Station }): ReactNode {
  const cartId = state.mode === 'look' ? state.context.roomId : null;
  const check = cartCheckOf(state.rows, cartId);
  const { mutate, isPending, error } = useMutation({
    mutationFn: ({ id, devices }: { id: string; devices: string[] }) => keepCartCheck(id, devices),
    onSuccess: (kept) =>
      station.cartChecked(say('cart.kept', { n: kept.seen, of: kept.slots, words: checkWords(kept) })),
  });
  const ended = useRef(state.cartEnds);
  useEffect(() => {
    if (state.cartEnds === ended.current) return;
    ended.current = state.cartEnds;
    if (cartId && check && !isPending) mutate({ id: cartId, devices: [...check.seen, ...check.strays] });
  }, [state.cartEnds, cartId, check, isPending, mutate]);
  if (!check) return null;
  return (
    <section className={styles.panel} data-testid="cart-check" aria-label={say('cart.check')}>
      <p className={styles.count} role="status">
        <IconStack2 size={22} aria-hidden />
        <strong>{say('cart.seen', { n: check.seen.length, of: check.expected })}</strong>
        <span data-blocked={check.strays.length > 0}>· {say('cart.foreign', { n: check.strays.length })}</span>
      </p>
      {error && <span role="alert">{say('cart.not-kept', { why: problemOf(error).title })}</span>}
      <button type="button" data-main="" onClick={() => station.command({ name: 'done' })}>
        {say('cart.end')} <kbd>/done</kbd>
      </button>
    </section>
  );
}
