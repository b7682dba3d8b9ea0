import { Command, InvalidArgumentError } from 'commander';
import { AnchorFolder, verifyLedger } from '@app/inventory';
import type { LedgerFinding } from '@app/inventory';
import { CommandFailed } from '../support/explain.js';
import { SAMPLE_DISTRICT } from '../support/sample-district.js';
import type { CommandContext } from '../support/with-database.js';
import { withDatabase } from '../support/with-database.js';

interface VerifyLedgerOptions {
  anchors: number;
  sample: boolean;
}

/** `cubby verify-ledger`: exits 1 and names the row when an entry was edited, removed or rewritten. */
export const verifyLedgerCommand = (): Command =>
  new Command('verify-ledger')
    .description('Check that no entry of the ledger was edited, cut or rewritten')
    .option('--anchors <count>', 'compare with so many anchors, the newest first', count, 3)
    .option('--sample', 'check the sample district', false)
    .action((options: VerifyLedgerOptions) => {
      const target = options.sample ? SAMPLE_DISTRICT : {};
      return withDatabase((context) => verify(context, options), target);
    });

async function verify({ database, settings }: CommandContext, { anchors }: VerifyLedgerOptions): Promise<void> {
  const folder = new AnchorFolder(settings.DATA_DIR);
  const begun = Date.now();
  const report = await verifyLedger(database.read, { folder, anchors });
  for (const finding of report.findings) console.log(lineOf(finding));
  const seconds = ((Date.now() - begun) / 1000).toFixed(1);
  const compared = `${report.devices} devices, ${report.anchors} anchors, ${seconds} s`;
  if (report.findings.length === 0) {
    console.log(`The ledger is whole: ${compared}.`);
    return;
  }
  const count = `${report.findings.length}${report.truncated ? ' and more' : ''}`;
  throw new CommandFailed(`\nThe ledger is broken: ${count} findings in ${compared}.`);
}

const WORDS: Record<LedgerFinding['problem'], string> = {
  'entry-edited': 'the entry was edited: its content does not give its hash',
  'entry-missing': 'the entry is missing',
  'link-broken': 'the entry does not continue the one before it',
  'no-entries': 'the device has no entry at all',
  'tail-cut': 'the newest entries were cut off, from this one on',
  'tail-added': 'the device does not know of this entry',
  'head-differs': 'the device remembers another newest entry',
  'summary-differs': 'the device is not what its entries say',
  'code-differs': 'its codes are not what the device says',
  rewritten: 'the entry was rewritten or removed since it was anchored',
  'anchor-edited': 'the file of the anchor was changed',
  'anchor-unreadable': 'the file of the anchor is missing or unreadable',
  'anchor-removed': 'the database no longer knows of this anchor',
};

function lineOf({ deviceId, tag, seq, problem, columns, anchor }: LedgerFinding): string {
  const where = deviceId === null ? 'anchor' : `device ${deviceId}${tag === null ? '' : ` (${tag})`}`;
  const entry = seq === null ? '' : ` entry ${seq}`;
  const more = [...(columns === null ? [] : [columns]), ...(anchor === undefined ? [] : [`anchor of ${anchor}`])];
  return `${where}${entry}: ${WORDS[problem]}${more.length > 0 ? ` (${more.join('; ')})` : ''}`;
}

function count(text: string): number {
  if (!/^\d{1,5}$/.test(text)) throw new InvalidArgumentError('must be a whole number from 0 to 99999');
  return Number(text);
}
