import { Injectable } from '@nestjs/common';
import { SitesFacade } from '@app/directory';
import { isId } from '@app/kernel';
import type { Db, Tx, Viewer } from '@app/platform';
import { Database, invalidField } from '@app/platform';
import {
  LabelStockElsewhere,
  LabelStockInvalid,
  LabelStockNameTaken,
  LabelStockNotFound,
  LabelVersionConflict,
} from '../labels.errors.js';
import { CATALOGUE } from './catalogue.js';
import { PLAIN_PAPER } from './plain-paper.js';
import type { EditLabelStockDto, LabelStockDto, NewLabelStockDto } from './stock.dto.js';
import type { Stock } from './stock.js';
import { faultsOf, isKnownName, isLong, nameFault } from './stock.rules.js';

/** What the district's own stock is called where the catalogue names the maker. */
const OWN = 'Own';

const COLUMNS = `id, name, medium, page_width_um AS "pageWidth", page_height_um AS "pageHeight", columns, rows,
  label_width_um AS "labelWidth", label_height_um AS "labelHeight", left_um AS "left", top_um AS "top",
  pitch_x_um AS "pitchX", pitch_y_um AS "pitchY", site_id AS "siteId", archived_at IS NOT NULL AS archived, version`;

const GEOMETRY = `name, medium, page_width_um, page_height_um, columns, rows, label_width_um, label_height_um, left_um, top_um,
  pitch_x_um, pitch_y_um`;

type Numbers = Omit<NewLabelStockDto, 'siteId'>;
type OwnRow = Numbers & { id: string; siteId: string | null; archived: boolean; version: number };

const ownDto = (row: OwnRow): LabelStockDto => ({
  ...row,
  ...{ maker: OWN, parts: [], turned: isLong(row), own: true, onlyFor: null },
});

const knownDto = (stock: Stock & { name?: string; onlyFor?: string }): LabelStockDto => ({
  ...stock,
  name: stock.name ?? `${stock.maker} ${stock.parts[0]}`,
  onlyFor: stock.onlyFor ?? null,
  ...{ own: false, siteId: null, archived: false, version: null },
});

/** What lies in the printers of US schools goes first. */
const LETTER_WIDTH = 215_900;
const rankOf = ({ medium, pageWidth }: Stock): number => (medium === 'roll' ? 1 : pageWidth === LETTER_WIDTH ? 0 : 2);

const KNOWN: readonly LabelStockDto[] = [
  ...CATALOGUE.toSorted((one, other) => rankOf(one) - rankOf(other)),
  ...PLAIN_PAPER,
].map(knownDto);

const valuesOf = (stock: Numbers): unknown[] => [
  stock.name,
  stock.medium,
  ...[stock.pageWidth, stock.pageHeight, stock.columns, stock.rows, stock.labelWidth, stock.labelHeight],
  ...[stock.left, stock.top, stock.pitchX, stock.pitchY],
];

/** Sheets and rolls: the catalogue, and what sites and the district add by numbers. All of it is there for everybody who prints. */
@Injectable()
export class StockService {
  constructor(
    private readonly db: Database,
    private readonly sites: SitesFacade,
  ) {}

  /** The district's own first. */
  async list({ archived }: { archived: boolean }): Promise<LabelStockDto[]> {
    const own = await this.db.read.query<OwnRow>(
      `SELECT ${COLUMNS} FROM label_stock WHERE (archived_at IS NOT NULL) = $1 ORDER BY name, id LIMIT 500`,
      [archived],
    );
    return [...own.map(ownDto), ...(archived ? [] : KNOWN)];
  }

  /** @throws LabelStockNotFound */
  async get(db: Db, id: string): Promise<LabelStockDto> {
    const known = KNOWN.find((stock) => stock.id === id);
    if (known) return known;
    const [own] = isId(id) ? await db.query<OwnRow>(`SELECT ${COLUMNS} FROM label_stock WHERE id = $1`, [id]) : [];
    if (!own) throw new LabelStockNotFound();
    return ownDto(own);
  }

  /** @throws RequestRefused, LabelStockInvalid, LabelStockNameTaken, LabelStockElsewhere, SiteNotFound, SiteClosed */
  async create(viewer: Viewer, { siteId: asked, ...stock }: NewLabelStockDto): Promise<LabelStockDto> {
    requireSound(stock);
    const siteId = asked === undefined ? usualSite(viewer) : asked;
    return this.db.transaction(async (tx) => {
      if (siteId === null) requireHere(viewer, null);
      else await this.sites.requireOpen(tx, viewer, 'label:print', [siteId]);
      const [row] = await tx.query<OwnRow>(
        `INSERT INTO label_stock (${GEOMETRY}, created_by, site_id)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) RETURNING ${COLUMNS}`,
        [...valuesOf(stock), viewer.accountId, siteId],
      );
      return ownDto(row);
    });
  }

  /** What was printed on it keeps the numbers that it was printed with. @throws LabelStockNotFound, LabelStockElsewhere, LabelStockInvalid, LabelVersionConflict, LabelStockNameTaken */
  async edit(viewer: Viewer, id: string, { version, ...stock }: EditLabelStockDto): Promise<LabelStockDto> {
    requireSound(stock);
    return this.db.transaction(async (tx) => {
      await lockStock(tx, viewer, id, version);
      const [row] = await tx.query<OwnRow>(
        `UPDATE label_stock SET (${GEOMETRY}) = ROW ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12), version = version + 1
         WHERE id = $13 RETURNING ${COLUMNS}`,
        [...valuesOf(stock), id],
      );
      return ownDto(row);
    });
  }

  /** @throws LabelStockNotFound, LabelStockElsewhere, LabelVersionConflict */
  archive(viewer: Viewer, id: string, version: number): Promise<LabelStockDto> {
    return this.db.transaction(async (tx) => {
      await lockStock(tx, viewer, id, version);
      const [row] = await tx.query<OwnRow>(
        `UPDATE label_stock SET archived_at = coalesce(archived_at, clock_timestamp()), version = version + 1
         WHERE id = $1 RETURNING ${COLUMNS}`,
        [id],
      );
      return ownDto(row);
    });
  }
}

function requireSound(stock: Numbers): void {
  const hidden = nameFault(stock.name);
  const faults = [...(hidden ? [hidden] : []), ...faultsOf({ id: '', maker: OWN, parts: [], ...stock })];
  if (faults.length > 0) throw new LabelStockInvalid(faults);
  if (isKnownName(stock.name, KNOWN)) throw new LabelStockNameTaken();
}

/** Where stock belongs when nobody says it: the one site of whoever makes it. */
function usualSite(viewer: Viewer): string | null {
  const scope = viewer.sitesFor('label:print');
  if (scope === 'all') return null;
  if (scope.length === 1) return scope[0];
  throw invalidField('siteId', 'must say which of the sites it belongs to');
}

/** Stock of a site is changed there, that of the district by whoever prints everywhere. */
function requireHere(viewer: Viewer, siteId: string | null): void {
  const scope = viewer.sitesFor('label:print');
  if (scope !== 'all' && (siteId === null || !scope.includes(siteId))) throw new LabelStockElsewhere();
}

async function lockStock(tx: Tx, viewer: Viewer, id: string, version: number): Promise<void> {
  const [stock] = await tx.query<{ siteId: string | null; version: number }>(
    'SELECT site_id AS "siteId", version FROM label_stock WHERE id = $1 FOR NO KEY UPDATE',
    [id],
  );
  if (!stock) throw new LabelStockNotFound();
  requireHere(viewer, stock.siteId);
  if (stock.version !== version) throw new LabelVersionConflict('label-stock', stock.version);
}
