import { Injectable } from '@nestjs/common';
import { SitesFacade } from '@app/directory';
import type { Db, Viewer } from '@app/platform';
import { Database } from '@app/platform';
import { LabelPrinterNotFound, LabelVersionConflict } from '../labels.errors.js';
import { scopeValue } from '../shared/scope.js';
import type { EditLabelPrinterDto, LabelPrinterDto, LabelPrintersQuery, NewLabelPrinterDto } from './printer.dto.js';

const COLUMNS = `p.id, p.site_id AS "siteId", p.name, p.offset_x_tenths AS "offsetXTenths", p.offset_y_tenths AS "offsetYTenths",
  p.scale_permille AS "scalePermille", p.dpi, p.archived_at IS NOT NULL AS archived, p.version`;

const MINE = '($1::uuid[] IS NULL OR p.site_id = ANY ($1))';
const mine = (viewer: Viewer): readonly string[] | null => scopeValue(viewer.sitesFor('label:print'));

/** Printers of the sites where somebody prints, each with what it adds to a position. */
@Injectable()
export class PrintersService {
  constructor(
    private readonly db: Database,
    private readonly sites: SitesFacade,
  ) {}

  /** @throws SiteNotFound */
  async list(viewer: Viewer, { siteId, archived }: LabelPrintersQuery): Promise<LabelPrinterDto[]> {
    if (siteId !== undefined) await this.sites.require(this.db.read, viewer, 'label:print', [siteId]);
    return this.db.read.query<LabelPrinterDto>(
      `SELECT ${COLUMNS} FROM label_printer p WHERE ${MINE} AND ($2::uuid IS NULL OR p.site_id = $2)
         AND (p.archived_at IS NOT NULL) = $3 ORDER BY p.name, p.id LIMIT 2000`,
      [mine(viewer), siteId ?? null, archived],
    );
  }

  /** @throws LabelPrinterNotFound */
  async get(db: Db, viewer: Viewer, id: string): Promise<LabelPrinterDto> {
    const [printer] = await db.query<LabelPrinterDto>(
      `SELECT ${COLUMNS} FROM label_printer p WHERE ${MINE} AND p.id = $2`,
      [mine(viewer), id],
    );
    if (!printer) throw new LabelPrinterNotFound();
    return printer;
  }

  /** @throws SiteNotFound, SiteClosed, LabelPrinterNameTaken */
  create(viewer: Viewer, request: NewLabelPrinterDto): Promise<LabelPrinterDto> {
    return this.db.transaction(async (tx) => {
      await this.sites.requireOpen(tx, viewer, 'label:print', [request.siteId]);
      const [printer] = await tx.query<LabelPrinterDto>(
        `INSERT INTO label_printer AS p (site_id, name, offset_x_tenths, offset_y_tenths, scale_permille, dpi)
         VALUES ($1, $2, $3, $4, $5, $6) RETURNING ${COLUMNS}`,
        [
          request.siteId,
          request.name,
          request.offsetXTenths,
          request.offsetYTenths,
          request.scalePermille,
          request.dpi,
        ],
      );
      return printer;
    });
  }

  /** @throws LabelPrinterNotFound, LabelVersionConflict, LabelPrinterNameTaken */
  edit(viewer: Viewer, id: string, { version, ...request }: EditLabelPrinterDto): Promise<LabelPrinterDto> {
    return this.change(viewer, id, version, (printer) => ({ ...printer, ...given(request) }));
  }

  /** @throws LabelPrinterNotFound, LabelVersionConflict */
  archive(viewer: Viewer, id: string, version: number): Promise<LabelPrinterDto> {
    return this.change(viewer, id, version, (printer) => ({ ...printer, archived: true }));
  }

  private change(
    viewer: Viewer,
    id: string,
    version: number,
    changed: (printer: LabelPrinterDto) => LabelPrinterDto,
  ): Promise<LabelPrinterDto> {
    return this.db.transaction(async (tx) => {
      await tx.query('SELECT 1 FROM label_printer WHERE id = $1 FOR NO KEY UPDATE', [id]);
      const before = await this.get(tx, viewer, id);
      if (before.version !== version) throw new LabelVersionConflict('label-printer', before.version);
      const { name, offsetXTenths, offsetYTenths, scalePermille, dpi, archived } = changed(before);
      const [printer] = await tx.query<LabelPrinterDto>(
        `UPDATE label_printer p SET name = $2, offset_x_tenths = $3, offset_y_tenths = $4, scale_permille = $5, dpi = $6,
           archived_at = CASE WHEN $7 THEN coalesce(archived_at, clock_timestamp()) END, version = version + 1
         WHERE p.id = $1 RETURNING ${COLUMNS}`,
        [id, name, offsetXTenths, offsetYTenths, scalePermille, dpi, archived],
      );
      return printer;
    });
  }
}

/** What a request names: class-transformer leaves the others undefined. */
const given = <T extends object>(request: T): Partial<T> =>
  Object.fromEntries(Object.entries(request).filter(([, value]) => value !== undefined)) as Partial<T>;
