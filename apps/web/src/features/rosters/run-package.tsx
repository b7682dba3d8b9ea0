import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Facts } from '../../components/facts.js';
import { Block } from '../../components/page.js';
import table from '../../components/plain-table.module.css';
import { RelativeTime } from '../../components/time.js';
import { fileSize } from '../../lib/file-size.js';
import { wordsIn } from '../../lib/language.js';
import { useSession } from '../../lib/session.js';
import { numberText } from './number-field.js';
import { sourceQuery } from './roster-queries.js';
import { count, say } from './roster-words.js';
import styles from './rosters.module.css';
import { MODES, RECORDS, runSay, WAYS, type Run } from './run-words.js';

/** What came: whose words it speaks, its files by the manifest, and what of them is not read. */
export function PackageBlock({ run }: { run: Run }): ReactNode {
  const { timeZone } = useSession().district;
  const { data: source } = useQuery(sourceQuery(run.sourceId));
  const { dialect, system, cameBy, accountName, byteSize, createdAt } = run;
  // Of a package that could not be read nothing is known but how it came.
  const said: [string, ReactNode][] =
    run.files.length === 0
      ? []
      : [
          [runSay('dialect'), dialect],
          [runSay('system'), system],
          [runSay('number'), source ? numberText(source) : '–'],
        ];
  return (
    <Block title={runSay('package')}>
      <Facts
        rows={[
          [runSay('came'), `${wordsIn(WAYS[cameBy])} · ${accountName ?? say('by.itself')}`],
          [say('begun'), <RelativeTime key="begun" at={createdAt} timeZone={timeZone} />],
          [runSay('size'), fileSize(byteSize)],
          ...said,
          ...approval(run),
        ]}
      />
      <Files run={run} />
    </Block>
  );
}

const approval = ({ approverName, approvedNumber }: Run): [string, ReactNode][] =>
  approvedNumber === null
    ? []
    : [[runSay('approved'), runSay('approved.by', { name: approverName ?? '–', n: count(approvedNumber) })]];

const Files = ({ run: { files } }: { run: Run }): ReactNode =>
  files.length === 0 ? (
    <p className={styles.help}>{runSay('no.files')}</p>
  ) : (
    <div className={`${table.scroll} ${styles.files}`} tabIndex={0} role="region" aria-label={runSay('package')}>
      <table className={table.table}>
        <thead>
          <tr>
            <th scope="col">{runSay('file')}</th>
            <th scope="col">{runSay('what')}</th>
            <th scope="col">{runSay('mode')}</th>
            <th scope="col" data-align="right">
              {runSay('rows')}
            </th>
            <th scope="col">{runSay('unread')}</th>
          </tr>
        </thead>
        <tbody>
          {files.map(({ file, kind, mode, rows, unread }) => (
            <tr key={`${file} ${kind}`}>
              <th scope="row">
                <span className="mono">{file}</span>
              </th>
              <td>{wordsIn(RECORDS[kind])}</td>
              <td>{wordsIn(MODES[mode])}</td>
              <td data-align="right">{count(rows)}</td>
              <td className={styles.unread}>{unread.length > 0 ? unread.join(', ') : '–'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
