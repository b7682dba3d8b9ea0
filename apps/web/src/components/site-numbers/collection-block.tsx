import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Dto } from '../../lib/api.js';
import { gradeText } from '../../lib/person-words.js';
import { useCan, useSession } from '../../lib/session.js';
import { collectionQuery } from '../../lib/site-queries.js';
import { asOfText } from '../../lib/time.js';
import { Block } from '../page.js';
import table from '../plain-table.module.css';
import { collectionSentence, shareOf } from './collection.js';
import { percent } from './fleet.js';
import styles from './site-numbers.module.css';

type Site = Pick<Dto<'SiteDto'>, 'id' | 'code'>;
type Grade = Dto<'GradeCollectionDto'>;

/** How far a school is with taking back its 1:1 devices: a bar and the numbers for each grade, the furthest behind first. */
export function CollectionBlock({ site }: { site: Site }): ReactNode {
  const { timeZone } = useSession().district;
  const { data } = useQuery(collectionQuery(site.id));
  if (!data || data.grades.length === 0) return null;
  return (
    <Block title={collectionSentence(data.grades)}>
      <div className={table.scroll}>
        <table className={table.table}>
          <caption className="visually-hidden">Collection of 1:1 devices by grade</caption>
          <thead>
            <tr>
              <th scope="col">Grade</th>
              <td aria-hidden className={styles.progressCell} />
              <th scope="col" data-align="right">
                Collected
              </th>
              <th scope="col" data-align="right">
                Still out
              </th>
            </tr>
          </thead>
          <tbody>
            {data.grades.map((grade) => (
              <GradeRow key={grade.grade} site={site} grade={grade} />
            ))}
          </tbody>
        </table>
      </div>
      <p className={styles.source}>
        Enrolled students with a 1:1 loan, this school year, as of {asOfText(data.asOf, timeZone)}.
      </p>
    </Block>
  );
}

function GradeRow({ site, grade }: { site: Site; grade: Grade }): ReactNode {
  const share = shareOf(grade);
  return (
    <tr>
      <th scope="row" className={styles.grade}>
        {gradeText(grade.grade) ?? 'No grade'}
      </th>
      <td aria-hidden className={styles.progressCell}>
        <svg className={styles.progress} viewBox="0 0 100 10" preserveAspectRatio="none">
          <rect width="100" height="10" className={styles.progressAll} />
          <rect width={share * 100} height="10" className={styles.progressDone} />
        </svg>
      </td>
      <td data-align="right">
        <Students site={site} grade={grade} device="returned" count={grade.returned} words="collected" />{' '}
        <span className={styles.share}>{percent(share)}</span>
      </td>
      <td data-align="right">
        <Students site={site} grade={grade} device="one-to-one" count={grade.out} words="still out" />
      </td>
    </tr>
  );
}

interface StudentsProps {
  site: Site;
  grade: Grade;
  device: 'returned' | 'one-to-one';
  count: number;
  words: string;
}

/** The students behind a number; students without a grade have no list of their own. */
function Students({ site, grade: { grade }, device, count, words }: StudentsProps): ReactNode {
  const mayRead = useCan('person:read', site.id);
  const text = count.toLocaleString('en-US');
  if (!mayRead || count === 0 || grade === null) return text;
  return (
    <Link
      to="/sites/$code/students"
      params={{ code: site.code }}
      search={{ device, grade } as never}
      aria-label={`${text} ${words}, ${gradeText(grade) ?? grade}`}
    >
      {text}
    </Link>
  );
}
