import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { Dto } from '../../lib/api.js';
import { gradeText } from '../../lib/person-words.js';
import { useCan, useSession } from '../../lib/session.js';
import { collectionQuery } from '../../lib/site-queries.js';
import { asOfText, dayText } from '../../lib/time.js';
import { Block } from '../page.js';
import table from '../plain-table.module.css';
import { barOf, collectionSentence, shareOf, targetOf } from './collection.js';
import { percent } from './fleet.js';
import styles from './site-numbers.module.css';

type Site = Pick<Dto<'SiteDto'>, 'id' | 'code'>;
type Grade = Dto<'GradeCollectionDto'>;

/** How far a school is with taking back its 1:1 devices: a bar and the numbers for each grade, the furthest behind first. */
export function CollectionBlock({ site }: { site: Site }): ReactNode {
  const { timeZone } = useSession().district;
  const { data } = useQuery(collectionQuery(site.id));
  if (!data || data.grades.length === 0) return null;
  const keeps = data.grades.some(({ kept }) => kept > 0);
  return (
    <Block title={collectionSentence(data.grades, data.lastDay)}>
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
                Target
              </th>
              <th scope="col" data-align="right">
                Still out
              </th>
              {keeps && (
                <th scope="col" data-align="right">
                  Kept
                </th>
              )}
            </tr>
          </thead>
          <tbody>
            {data.grades.map((grade) => (
              <GradeRow key={grade.grade} site={site} grade={grade} keeps={keeps} />
            ))}
          </tbody>
        </table>
      </div>
      <p className={styles.source}>
        Enrolled students with a 1:1 loan, this school year, as of {asOfText(data.asOf, timeZone)}. The line is the
        target: the students who must return theirs{data.lastDay && ` by ${dayText(data.lastDay)}`}
        {keeps && '; kept ones are due later'}.
      </p>
    </Block>
  );
}

function GradeRow({ site, grade, keeps }: { site: Site; grade: Grade; keeps: boolean }): ReactNode {
  const { done, target } = barOf(grade);
  return (
    <tr>
      <th scope="row" className={styles.grade}>
        {gradeText(grade.grade) ?? 'No grade'}
      </th>
      <td aria-hidden className={styles.progressCell}>
        <svg className={styles.progress} viewBox="0 0 100 10" preserveAspectRatio="none">
          <rect width="100" height="10" className={styles.progressAll} />
          <rect width={done * 100} height="10" className={styles.progressDone} />
          <line
            x1={target * 100}
            x2={target * 100}
            y2="10"
            vectorEffect="non-scaling-stroke"
            className={styles.progressTarget}
          />
        </svg>
      </td>
      <td data-align="right">
        <Students site={site} grade={grade} device="returned" count={grade.returned} words="collected" />{' '}
        <span className={styles.share}>{percent(shareOf(grade))}</span>
      </td>
      <td data-align="right">{targetOf(grade).toLocaleString('en-US')}</td>
      <td data-align="right">
        <Students site={site} grade={grade} device="to-return" count={grade.out} words="still out" />
      </td>
      {keeps && (
        <td data-align="right">
          <Students site={site} grade={grade} device="kept" count={grade.kept} words="kept" />
        </td>
      )}
    </tr>
  );
}

interface StudentsProps {
  site: Site;
  grade: Grade;
  device: 'returned' | 'to-return' | 'kept';
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
