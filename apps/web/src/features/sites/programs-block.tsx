import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Block } from '../../components/page.js';
import table from '../../components/plain-table.module.css';
import type { Dto } from '../../lib/api.js';
import { programsQuery } from '../../lib/site-queries.js';
import styles from './sites.module.css';

const KINDS: Record<Dto<'ProgramKind'>, string> = { 'take-home': 'Take home', cart: 'Cart', none: 'None' };

/** How many devices a student of each grade may have at once this year. */
export function ProgramsBlock({ siteId }: { siteId: string }): ReactNode {
  const { data } = useQuery(programsQuery(siteId));
  return (
    <Block title={data ? `Programs ${data.schoolYear.label}` : 'Programs'}>
      {data?.programs.length === 0 && <p className={styles.muted}>None: the district’s loan limits hold.</p>}
      {data && data.programs.length > 0 && (
        <table className={table.table}>
          <thead>
            <tr>
              <th scope="col">Grade</th>
              <th scope="col">Program</th>
              {['1:1', 'Loaner', 'Long', 'In school', 'Summer'].map((head) => (
                <th key={head} scope="col" data-align="right">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {data.programs.map(({ grade, kind, limitOneToOne, limitDaily, limitLong, limitInSchool, limitSummer }) => (
              <tr key={grade}>
                <th scope="row">{grade}</th>
                <td>{KINDS[kind]}</td>
                {[limitOneToOne, limitDaily, limitLong, limitInSchool, limitSummer].map((limit, n) => (
                  <td key={n} data-align="right">
                    {limit}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Block>
  );
}
