import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import table from '../plain-table.module.css';
import type { Dto } from '../../lib/api.js';

interface CountTableProps {
  caption: string;
  head: string;
  rows: Dto<'LabelledCountDto'>[];
}

/** Numbers by a label, each with the list behind it: the table of a chart. */
export const CountTable = ({ caption, head, rows }: CountTableProps): ReactNode => (
  <table className={table.table}>
    <caption className="visually-hidden">{caption}</caption>
    <thead>
      <tr>
        <th scope="col">{head}</th>
        <th scope="col" data-align="right">
          Devices
        </th>
      </tr>
    </thead>
    <tbody>
      {rows.map(({ key, label, count, filter }) => (
        <tr key={key}>
          <th scope="row">{label}</th>
          <td data-align="right">
            <Link
              to="/devices"
              search={filter as never}
              aria-label={`${count.toLocaleString('en-US')} devices, ${label}`}
            >
              {count.toLocaleString('en-US')}
            </Link>
          </td>
        </tr>
      ))}
    </tbody>
  </table>
);
