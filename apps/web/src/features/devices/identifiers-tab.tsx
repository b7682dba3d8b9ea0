import type { ReactNode } from 'react';
import table from '../../components/plain-table.module.css';
import { IDENTIFIERS, type DeviceDetail } from '../../lib/device-words.js';

/** Every code that ever stood for the device: a scan of any of them finds it. */
export const IdentifiersTab = ({ device }: { device: DeviceDetail }): ReactNode => (
  <table className={table.table}>
    <caption>A scan of any of these codes finds the device.</caption>
    <thead>
      <tr>
        <th scope="col">Kind</th>
        <th scope="col">Code</th>
      </tr>
    </thead>
    <tbody>
      {device.identifiers.map(({ kind, value }) => (
        <tr key={kind + value}>
          <td>{IDENTIFIERS[kind]}</td>
          <td className="mono">{value}</td>
        </tr>
      ))}
    </tbody>
  </table>
);
