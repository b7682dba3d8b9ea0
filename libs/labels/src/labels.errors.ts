import { DomainError } from '@app/kernel';
import { mapConstraint } from '@app/platform';
import type { StockFault } from './stock/stock.rules.js';

export class LabelStockNotFound extends DomainError {
  readonly kind = 'not-found';
  readonly code = 'label-stock.not-found';
  constructor() {
    super('There is no such label stock');
  }
}

export class LabelStockNameTaken extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'label-stock.name-taken';
  constructor() {
    super('Other label stock has this name');
  }
}

/** Stock of another site, or of the district for an account of some sites: it is printed on and not changed. */
export class LabelStockElsewhere extends DomainError {
  readonly kind = 'forbidden';
  readonly code = 'label-stock.elsewhere';
  constructor() {
    super('This label stock belongs to another site');
  }
}

/** Labels that overlap, leave the page or are no labels: `errors` names every number that is wrong. */
export class LabelStockInvalid extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'label-stock.invalid';
  constructor(faults: readonly StockFault[]) {
    super('There is no such sheet of labels', { errors: faults });
  }
}

/** No such printer, or one of another site. */
export class LabelPrinterNotFound extends DomainError {
  readonly kind = 'not-found';
  readonly code = 'label-printer.not-found';
  constructor() {
    super('There is no such printer');
  }
}

export class LabelPrinterNameTaken extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'label-printer.name-taken';
  constructor() {
    super('Another printer of the site has this name');
  }
}

/** Somebody changed the record since the caller read it. `details.version` is the present one. */
export class LabelVersionConflict extends DomainError {
  readonly kind = 'conflict';
  readonly code: string;
  constructor(noun: 'label-stock' | 'label-printer', version: number) {
    super('The record was changed by somebody else meanwhile', { version });
    this.code = `${noun}.version-conflict`;
  }
}

/** No such run, or one of another site. */
export class LabelRunNotFound extends DomainError {
  readonly kind = 'not-found';
  readonly code = 'label-run.not-found';
  constructor() {
    super('There is no such label run');
  }
}

/** The step does not follow from where the run stands: `state` says where that is, `void` of one that was voided. */
export class LabelRunStateConflict extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'label-run.state-conflict';
  constructor(state: string) {
    super('The label run does not stand where this step begins', { state });
  }
}

/** Of somebody else, for whom the account of some sites may print and no more. */
export class LabelRunOfOthers extends DomainError {
  readonly kind = 'forbidden';
  readonly code = 'label-run.of-others';
  constructor() {
    super('Somebody else made this run: only they, or whoever prints for the whole district, may stop or void it');
  }
}

export interface UnknownCode {
  /** Of the pasted list, from 1. */
  line: number;
  code: string;
}

/** Nothing is printed until somebody has said to go on without them. */
export class LabelCodesUnknown extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'label-run.codes-unknown';
  constructor(unknown: readonly UnknownCode[], count: number) {
    super('Codes are in the list that nobody knows here', { count, unknown });
  }
}

/** Codes that the stock has no room for at a size that can be read. */
export class LabelNoRoom extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'label-run.no-room';
  constructor(items: readonly { position: number; code: string; message: string }[], count: number) {
    super('Codes have no room on this stock', { count, items });
  }
}

/** What a printer adds cuts labels at the edge of the page, so many micrometres at each: nothing is made until somebody has agreed. */
export class LabelsOffPage extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'label-run.off-page';
  constructor(offPage: { left: number; top: number; right: number; bottom: number }) {
    super('What the printer adds pushes labels off the page: they would be cut', { offPage });
  }
}

export class LabelNothing extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'label-run.nothing';
  constructor() {
    super('There is nothing to print');
  }
}

export class LabelTooMany extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'label-run.too-many';
  constructor(most: number) {
    super(`One run has at most ${most} labels: narrow the list`, { most });
  }
}

/** Tags of the range that are printed or in use already; a few of them by name. */
export class LabelTagsUsed extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'label-run.tags-used';
  constructor(tags: readonly string[], count: number) {
    super('Tags of this range are taken', { count, tags });
  }
}

/** `why`: words for whoever chose the stock. */
export class LabelStockUnfit extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'label-run.stock-unfit';
  constructor(why: string) {
    super(why, { errors: [{ field: 'stockId', message: why }] });
  }
}

mapConstraint('pk_label_tag', () => new LabelTagsUsed([], 1));
mapConstraint('uq_label_tag_number', () => new LabelTagsUsed([], 1));
mapConstraint('ck_label_tag_free', ({ detail }) => new LabelTagsUsed(detail === undefined ? [] : [detail], 1));
mapConstraint('uq_label_stock_name', () => new LabelStockNameTaken());
mapConstraint('uq_label_printer_name', () => new LabelPrinterNameTaken());
