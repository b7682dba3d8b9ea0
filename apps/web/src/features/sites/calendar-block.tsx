import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Block } from '../../components/page.js';
import table from '../../components/plain-table.module.css';
import { hoursLines, stretches } from '../../lib/school-calendar.js';
import { calendarQuery } from '../../lib/site-queries.js';
import { dayText } from '../../lib/time.js';
import styles from './sites.module.css';

/** Hours and closed days: they decide when a daily loan is due. */
export function CalendarBlock({ siteId }: { siteId: string }): ReactNode {
  const { data } = useQuery(calendarQuery(siteId));
  if (!data) return <Block title="Calendar">{null}</Block>;
  return (
    <Block title={`Calendar ${data.schoolYear.label}`}>
      <p className={styles.muted}>
        {dayText(data.schoolYear.startsOn)} – {dayText(data.schoolYear.endsOn)} ·{' '}
        {data.hoursFrom === 'district' ? 'the district’s hours' : 'own hours'}:{' '}
        {hoursLines(data.hours).join(', ') || 'none'}
      </p>
      <table className={table.table}>
        <thead>
          <tr>
            <th scope="col">Day</th>
            <th scope="col">What</th>
            <th scope="col">School</th>
            <th scope="col">Set by</th>
          </tr>
        </thead>
        <tbody>
          {stretches(data.days).map((day) => (
            <tr key={day.on + day.from}>
              <td>{day.on === day.until ? dayText(day.on) : `${dayText(day.on)} – ${dayText(day.until)}`}</td>
              <th scope="row">{day.label}</th>
              <td>{day.kind === 'closed' ? 'Closed' : `Closes ${day.closesAt ?? 'early'}`}</td>
              <td>{day.from === 'district' ? 'District' : 'Site'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Block>
  );
}
