import { basename } from 'node:path';
import type { Readable } from 'node:stream';
import { openPdf } from '@app/platform';
import type { PdfPages } from '@app/platform';
import type { ErasureCertificate } from './certificate.js';

/** US Letter, upright; micrometres. */
const [WIDTH, HEIGHT, MARGIN] = [215_900, 279_400, 19_000];
const LINE = 5_000;

/** The certificate to sign and to file; the JSON of the same name holds the same and more. */
export async function certificatePdf(certificate: ErasureCertificate, jsonSha256: string): Promise<Readable> {
  const pages = await openPdf('Certificate of erasure');
  const sheet = new Sheet(pages);
  const count = (value: number): string => value.toLocaleString('en-US');
  sheet.line('Certificate of erasure', 16, 700);
  sheet.gap();
  for (const [label, value] of [
    ['District', certificate.district],
    ['Erased', certificate.erasedAt ?? 'not finished'],
    ['Begun', certificate.begunAt],
    ['By', `${certificate.by} on ${certificate.host}`],
    ['Product', `Cubby ${certificate.version}`],
    ['Certificate', certificate.id],
    [
      'Rows',
      `${count(certificate.tables.reduce((sum, { rows }) => sum + rows, 0))} in ${certificate.tables.length} tables`,
    ],
    ['Files', count(certificate.files)],
    ['Ledger', `${count(certificate.ledger.entries)} entries of ${count(certificate.ledger.devices)} devices`],
    ['Taken along', takenWords(certificate)],
  ])
    sheet.pair(label, value);
  sheet.gap();
  for (const text of REMARKS[certificate.server]) sheet.line(text, 9);
  sheet.gap();
  sheet.line(`SHA-256 of the heads of the ledger: ${certificate.ledger.heads}`, 8);
  sheet.line(`SHA-256 of the JSON certificate: ${jsonSha256}`, 8);
  sheet.heading('Backups that hold the same');
  for (const { fileName, takenAt, deleted } of certificate.backups)
    sheet.line(`${fileName}, as of ${takenAt}: ${deleted ? 'deleted' : 'NOT deleted'}`, 9);
  if (certificate.backups.length === 0) sheet.line('None is known.', 9);
  sheet.heading('Rows erased by table');
  for (const { name, rows, sha256 } of certificate.tables.filter((table) => table.rows > 0))
    sheet.row(name.replace('public.', ''), count(rows), sha256);
  sheet.gap(4);
  sheet.line('Signature ______________________________        Date ____________________', 10);
  pages.end();
  return pages.stream;
}

const takenWords = ({ takenAlong }: ErasureCertificate): string =>
  takenAlong ? `${takenAlong.kind} of ${takenAlong.at}, ${basename(takenAlong.path)}` : 'nothing of the last day';

const BLOCKS =
  'The blocks on the disk are free and are overwritten in time: to sanitize the medium see NIST SP 800-88.';
const REMARKS: Record<ErasureCertificate['server'], string[]> = {
  own: [
    'The database server of this installation was deleted whole: tables, write-ahead log, logs; and all files of the',
    'district in the data folder.',
    BLOCKS,
  ],
  external: [
    'All tables and functions of the district were dropped from the database, and its files from the data folder, which',
    'the settings name. The database server is not part of this installation: its write-ahead log, archives of it,',
    'replicas and backups still hold the rows until the owner of that server removes them.',
    BLOCKS,
  ],
};

class Sheet {
  private y = HEIGHT;

  constructor(private readonly pages: PdfPages) {}

  line(text: string, size: number, weight: 400 | 700 = 400): void {
    this.at(MARGIN, text, size, weight, true);
  }

  heading(text: string): void {
    this.gap();
    this.line(text, 11, 700);
  }

  pair(label: string, value: string): void {
    this.at(MARGIN, label, 10, 700, true);
    this.at(MARGIN + 32_000, value, 10, 400, false);
  }

  row(name: string, rows: string, sha256: string): void {
    this.at(MARGIN, name, 8, 400, true);
    this.at(MARGIN + 76_000 - this.pages.measure(rows, 8), rows, 8, 400, false);
    this.at(MARGIN + 82_000, sha256, 7, 400, false);
  }

  gap(lines = 1): void {
    this.y += lines * LINE;
  }

  private at(x: number, text: string, size: number, weight: 400 | 700, advance: boolean): void {
    if (advance) this.y += LINE;
    if (this.y > HEIGHT - MARGIN) {
      this.pages.page(WIDTH, HEIGHT);
      this.y = MARGIN + LINE;
    }
    this.pages.text({ x, baseline: this.y, size, weight, text });
  }
}
