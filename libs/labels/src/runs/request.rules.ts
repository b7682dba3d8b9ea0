import type { LabelPrinterDto } from '../printers/printer.dto.js';
import type { LabelStockDto } from '../stock/stock.dto.js';
import { COMMAND_CARDS } from '../stock/plain-paper.js';
import { cellsOf } from '../stock/stock.rules.js';
import type { LabelKind } from './run.js';

/** Why labels of a kind do not come out of a printer on this stock; `null`: they do. */
export function stockFault(
  kind: LabelKind,
  stock: LabelStockDto,
  printer: Pick<LabelPrinterDto, 'dpi' | 'archived'> | null,
): string | null {
  if (stock.archived) return 'This stock is out of use';
  if (stock.onlyFor !== null && stock.onlyFor !== kind) return 'This page is for another kind of labels';
  if (kind === 'command' && stock.id !== COMMAND_CARDS) return 'Command cards have a page of their own';
  if (printer?.dpi && stock.medium !== 'roll') return 'A printer of labels takes rolls, no sheets';
  return null;
}

/** Why a run cannot begin there; `null`: it can. */
export function startFault(
  stock: LabelStockDto,
  startAt: number,
  copies: number,
): { field: string; message: string } | null {
  if (stock.onlyFor !== null && startAt !== 1) return { field: 'startAt', message: 'must be 1 on plain paper' };
  if (stock.onlyFor !== null && copies !== 1) return { field: 'copies', message: 'must be 1 on plain paper' };
  const cells = cellsOf(stock);
  return startAt > cells ? { field: 'startAt', message: `must be 1 to ${cells}: a page has no more` } : null;
}
