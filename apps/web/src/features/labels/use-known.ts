import { useQuery } from '@tanstack/react-query';
import type { SessionSite } from '../../lib/session.js';
import { cartsQuery, roomsQuery } from '../../lib/site-queries.js';
import { isOfSome, kindOf, type Known } from './choice.rules.js';
import type { LabelRun } from './label-words.js';
import { lastRunsQuery, printersQuery, stockQuery } from './label-queries.js';
import { usualStock } from './stock.rules.js';
import type { Choice } from './use-choice.js';

/** What the choice is made from: stock, printers and places of the site, and what was printed there last. */
export function useKnown({ url }: Choice, site: SessionSite) {
  const kind = kindOf(url);
  const { data: stock = [] } = useQuery(stockQuery());
  const { data: printers = [] } = useQuery(printersQuery(site.id));
  const { data: last } = useQuery(lastRunsQuery(site.id));
  const runs = last?.runs;
  const rooms = useQuery({ ...roomsQuery(site.id), enabled: kind === 'room' });
  const carts = useQuery({ ...cartsQuery(site.id), enabled: kind.startsWith('cart') });
  const stockId = url.stock ?? usualStock(purposeOfChoice(kind, url.by), (runs ?? []).map(purposed));
  const lastPrinter = runs?.[0]?.printer?.id ?? 'none';
  const chosen = stock.find(({ id }) => id === stockId);
  // A printer of labels takes no sheets.
  const fitting = printers.filter(({ dpi }) => dpi === null || chosen?.medium === 'roll');
  const printerId = fitting.find(({ id }) => id === (url.printer ?? lastPrinter))?.id ?? null;
  const known: Known = {
    ...{ siteId: site.id, siteCode: site.code, stockId, printerId },
    ...{ rooms: byCode(rooms.data), carts: byCode(carts.data) },
    plain: chosen !== undefined && chosen.onlyFor !== null,
  };
  const used = (runs ?? []).map((run) => run.stock.id);
  const ready = runs !== undefined && stock.length > 0 && !rooms.isLoading && !carts.isLoading;
  const followsOthers = last?.ofOthers === true && (url.stock === undefined || url.printer === undefined);
  const asPrintedAt = followsOthers ? site.code : null;
  return { known, stock, chosen, printers: fitting, used, ready, asPrintedAt };
}

const codes = new Intl.Collator('en', { numeric: true });

/** As they are chosen and printed: by what stands on the labels, CART-2 before CART-10. */
const byCode = <Place extends { code: string }>(places: readonly Place[] = []): Place[] =>
  places.toSorted((one, other) => codes.compare(one.code, other.code));

/** Cards of single people are printed on other stock than class lists. */
const purposeOfChoice = (kind: string, by: string | undefined): string =>
  kind === 'person' && isOfSome(by) ? 'card' : kind;

const purposed = ({ kind, source, stock }: LabelRun): { kind: string; stock: LabelRun['stock'] } => ({
  kind: purposeOfChoice(kind, source.by),
  stock,
});

export type KnownHere = ReturnType<typeof useKnown>;
