import type { Importer, ImportRun } from '@app/exchange';

/** Lines of each field that are printed, and refused lines; the rest is counted. */
const MOST_CHANGES = 5;
const MOST_REFUSALS = 50;

/** Of a workbook: what is read, and what somebody may not have in sight. */
export function printSheet({ sheet }: ImportRun): void {
  if (!sheet) return;
  const others = sheet.all.filter((name) => name !== sheet.name).map((name) => `“${name}”`);
  console.log(
    `Sheet “${sheet.name}” is read${others.length > 0 ? `; --sheet takes another: ${others.join(', ')}` : ''}.`,
  );
  if (sheet.hiddenRows > 0) console.log(`Its hidden rows (${sheet.hiddenRows}) are read like the others.`);
  if (sheet.mergedCells > 0) console.log(`Of merged cells (${sheet.mergedCells}) only the first has the value.`);
}

/** What is padded, and what has probably lost zeros and is not. */
export function printPadding({ columns, options: { pad = {} } }: ImportRun): void {
  for (const [field, digits] of Object.entries(pad)) console.log(`Numbers in ${field} are padded to ${digits} digits.`);
  for (const { header, field, padOffers = [] } of columns) {
    const offer = padOffers.find((one) => one.field === field);
    if (!offer || pad[offer.field] !== undefined) continue;
    const { digits, lines, examples } = offer;
    console.log(
      `${header}: ${lines} may have lost zeros in front, such as ${examples[0].from}. To pad them: --pad ${field}=${digits}`,
    );
  }
}

export function printMapping(run: ImportRun): void {
  for (const { position, header, field, problem } of run.columns) {
    const meaning = field ?? (problem === 'private' ? 'never read' : `not read (${problem ?? 'not mapped'})`);
    console.log(`${String(position).padStart(4)}  ${header.padEnd(32)} → ${meaning}`);
  }
}

export function printCounts(what: string, run: ImportRun): void {
  const { create, change, unchanged, refuse, newModels, voidedTags } = run.result ?? run.predicted!;
  console.log(`${what}: ${create} created, ${change} changed, ${unchanged} unchanged, ${refuse} refused.`);
  if (run.result) return;
  for (const { maker, model, lines } of newModels) console.log(`      new model: ${maker} ${model} (${lines})`);
  if (!voidedTags) return;
  const { count, items } = voidedTags;
  for (const { line, tag, reason } of items)
    console.log(`      line ${line}: the labels with tag ${tag} were voided, “${reason}”`);
  if (count > items.length) console.log(`      and ${count - items.length} more lines with tags of voided labels`);
  console.log('      Look that no second label with these tags is about.');
}

/** Field by field: how many lines change it, and the first of them from what to what. */
export async function printChanges(importer: Importer, run: ImportRun): Promise<void> {
  for (const { field, count } of run.predicted!.byField) {
    console.log(`${field}: ${count} changed`);
    const { items } = await importer.listRows(run.id, { outcome: 'change', field, limit: MOST_CHANGES });
    for (const { line, key, changes } of items) {
      const change = changes.find((one) => one.field === field);
      console.log(`  line ${line}, ${key}: ${valueOf(change?.from ?? null)} → ${valueOf(change?.to ?? null)}`);
    }
    if (count > items.length) console.log(`  and ${count - items.length} more; --changes FILE writes all of them.`);
  }
}

const valueOf = (value: string | null): string => (value === null ? 'nothing' : `“${value}”`);

export async function printRefusals(importer: Importer, run: ImportRun): Promise<void> {
  const { items } = await importer.listRows(run.id, { outcome: 'refuse', limit: MOST_REFUSALS });
  for (const { line, problems } of items) {
    const words = problems.map(({ column, value, reason, fix }) =>
      [column, value === null ? null : `“${value}”`, `${reason}.`, `${fix}.`].filter((part) => part !== null).join(' '),
    );
    console.log(`line ${line}: ${words.join(' ')}`);
  }
  const more = run.predicted!.refuse - items.length;
  if (more > 0) console.log(`and ${more} more; --errors FILE writes all of them.`);
}
