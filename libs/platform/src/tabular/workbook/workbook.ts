import { posix } from 'node:path';
import type { ZipArchive } from '../../archives/index.js';
import { TableRefused } from '../errors.js';
import type { NumberStyle } from './cell-text.rules.js';
import { numberStyleOf } from './cell-text.rules.js';
import { sharedStrings } from './shared-strings.js';
import { readXml } from './xml-events.js';

interface Sheet {
  name: string;
  part: string;
  hidden: boolean;
}

/** What is needed to read the cells of one sheet. */
export interface Workbook {
  /** Of sheets that can be seen, in the order of their tabs. */
  sheets: readonly string[];
  /** The one that is read. */
  sheet: string;
  /** Its rows, as XML. */
  rows(): AsyncGenerator<Buffer>;
  texts: readonly string[];
  styles: readonly NumberStyle[];
  from1904: boolean;
}

/**
 * Opens an XLSX workbook at one sheet, by default the first that can be seen; with `''` only if there is no other.
 * @throws TableRefused, ArchiveRefused
 */
export async function openWorkbook(archive: ZipArchive, wanted?: string): Promise<Workbook> {
  const main = [...(await relations(archive, '')).values()].find(({ kind }) => kind === 'officeDocument')?.part;
  if (main === undefined || !archive.has(main)) throw new TableRefused('workbook');
  const parts = await relations(archive, main);
  const { sheets, from1904 } = await contents(archive, main, parts);
  const seen = sheets.some(({ hidden }) => !hidden) ? sheets.filter(({ hidden }) => !hidden) : sheets;
  if (wanted === '' && seen.length > 1) throw new TableRefused('which-sheet', { sheets: seen.map(({ name }) => name) });
  const sheet = wanted ? sheets.find(({ name }) => name === wanted) : seen.at(0);
  if (!sheet) throw new TableRefused(wanted ? 'no-such-sheet' : 'workbook');
  const partOf = (kind: string): string | undefined =>
    [...parts.values()].find((each) => each.kind === kind && archive.has(each.part))?.part;
  const [texts, styles] = [partOf('sharedStrings'), partOf('styles')];
  return {
    sheets: seen.map(({ name }) => name),
    sheet: sheet.name,
    rows: () => archive.read(sheet.part),
    texts: texts === undefined ? [] : await sharedStrings(archive.read(texts)),
    styles: styles === undefined ? [] : await numberStyles(archive.read(styles)),
    from1904,
  };
}

interface Relation {
  kind: string;
  part: string;
}

/** Where a part says that others stand, by the id that it names them by. Nothing outside of the archive is a part. */
async function relations(archive: ZipArchive, part: string): Promise<Map<string, Relation>> {
  const folder = posix.dirname(part);
  const list = posix.join(folder, '_rels', `${posix.basename(part)}.rels`);
  const found = new Map<string, Relation>();
  if (!archive.has(list)) return found;
  await readXml(archive.read(list), {
    open: (name, { Id, Type = '', Target = '', TargetMode }) => {
      if (name !== 'Relationship' || TargetMode === 'External') return;
      const target = Target.startsWith('/') ? Target.slice(1) : posix.join(folder, Target);
      found.set(Id, { kind: Type.slice(Type.lastIndexOf('/') + 1), part: target });
    },
  });
  return found;
}

async function contents(
  archive: ZipArchive,
  main: string,
  parts: ReadonlyMap<string, Relation>,
): Promise<{ sheets: Sheet[]; from1904: boolean }> {
  const sheets: Sheet[] = [];
  let from1904 = false;
  await readXml(archive.read(main), {
    open: (element, attributes) => {
      if (element === 'workbookPr') from1904 = /^(?:1|true|on)$/.test(attributes.date1904 ?? '');
      if (element !== 'sheet') return;
      const id = Object.entries(attributes).find(([key]) => key.endsWith(':id'))?.[1] ?? '';
      const relation = parts.get(id);
      // A tab may be a chart.
      if (relation?.kind !== 'worksheet' || !archive.has(relation.part)) return;
      sheets.push({
        name: attributes.name ?? '',
        part: relation.part,
        hidden: (attributes.state ?? 'visible') !== 'visible',
      });
    },
  });
  return { sheets, from1904 };
}

/** How the cells of each style show their numbers. */
async function numberStyles(bytes: AsyncIterable<Uint8Array>): Promise<NumberStyle[]> {
  const codes = new Map<number, string>();
  const styles: NumberStyle[] = [];
  let inCells = false;
  await readXml(bytes, {
    open: (name, { numFmtId, formatCode }) => {
      if (name === 'numFmt') codes.set(Number(numFmtId), formatCode ?? '');
      else if (name === 'cellXfs') inCells = true;
      else if (name === 'xf' && inCells) styles.push(numberStyleOf(Number(numFmtId), codes.get(Number(numFmtId))));
    },
    close: (name) => {
      if (name === 'cellXfs') inCells = false;
    },
  });
  return styles;
}
