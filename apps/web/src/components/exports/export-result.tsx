import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { atWork, exportQuery, fileAddress, type Export } from '../../lib/export-queries.js';
import { language, LOCALES } from '../../lib/language.js';
import { exportSay } from './export-words.js';
import styles from './exports.module.css';

/** What became of it: the file is there, or how far its job is. */
export function ExportResult({ id }: { id: string }): ReactNode {
  const { data: made } = useQuery(exportQuery(id));
  const [wasJob] = useState(() => made !== undefined && atWork(made));
  if (!made) return null;
  return (
    <div>
      <p role="status" className={made.error ? styles.error : undefined}>
        {wordsOf(made, wasJob)}
      </p>
      <p className={styles.links}>
        {made.available && (
          <a href={fileAddress(made)} download>
            {exportSay(wasJob ? 'download' : 'again')}
          </a>
        )}
        <Link to="/exports">{exportSay('all')}</Link>
      </p>
    </div>
  );
}

function wordsOf(made: Export, wasJob: boolean): string {
  const rows = made.done.toLocaleString(LOCALES[language()]);
  if (made.before !== null && made.before > 0) return exportSay('waiting', { n: made.before });
  if (atWork(made)) return exportSay('working', { rows });
  if (made.state === 'failed') return `${exportSay('failed')}: ${made.error ?? ''}`;
  if (made.state === 'cancelled') return exportSay('cancelled', { rows });
  if (wasJob) return exportSay('ready', { rows });
  return made.done === 1 ? exportSay('done.one') : exportSay('done', { rows });
}
