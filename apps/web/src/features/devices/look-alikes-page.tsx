import { DEVICE_HEADS } from '@app/kernel';
import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { CardRows } from '../../components/card-rows.js';
import { ExportMenu } from '../../components/exports/export-menu.js';
import { Page } from '../../components/page.js';
import table from '../../components/plain-table.module.css';
import { StateBadge } from '../../components/state-badge.js';
import { EmptyState, ErrorState, SkeletonRows } from '../../components/states.js';
import { api, ask, type Dto } from '../../lib/api.js';
import { deviceName, modelName } from '../../lib/device-words.js';
import { usePagedQuery } from '../../lib/use-paged-query.js';
import styles from './devices.module.css';

/** Rows that look alike stand together, which a file says in a column. */
const HEADS = [
  { id: 'tag', head: DEVICE_HEADS.tag, file: ['look', 'tag'] },
  { id: 'serial', head: 'Serial' },
  { id: 'model', head: 'Model' },
  { id: 'state', head: 'State' },
  { id: 'site', head: 'Site' },
] as const;

type Group = Dto<'LookAlikeGroupDto'>;

/** Records of the district that may be one device twice, by what their serials look like. */
export function LookAlikesPage(): ReactNode {
  const query = usePagedQuery<Group>(['look-alikes'], (after, signal) =>
    ask(api.GET('/api/v1/look-alikes', { params: { query: { after, limit: 50 } }, signal })),
  );
  return (
    <Page
      title="Look-alikes"
      area="Devices"
      crumbs={[{ label: 'Devices', href: '/devices' }]}
      lead="Devices with a tag or serial that is the same or looks the same: 0 and O, 1, I and L. Open one to compare and merge them."
      actions={<ExportMenu list="look-alikes" query={{}} columns={HEADS} />}
    >
      {query.error && query.rows.length === 0 ? (
        <ErrorState error={query.error} what="The look-alikes" onRetry={query.retry} />
      ) : query.loading ? (
        <SkeletonRows height={48} />
      ) : query.rows.length === 0 ? (
        <EmptyState title="No two records look alike">
          Every tag and every serial in the district stands for itself.
        </EmptyState>
      ) : (
        <Groups groups={query.rows} />
      )}
      {query.hasMore && (
        <div>
          <Button variant="default" loading={query.loadingMore} onClick={query.loadMore}>
            Load more
          </Button>
        </div>
      )}
    </Page>
  );
}

const Groups = ({ groups }: { groups: Group[] }): ReactNode => (
  <CardRows>
    <div className={table.scroll}>
      <table className={table.table}>
        <caption className="visually-hidden">Devices with codes that look the same</caption>
        <thead>
          <tr>
            {HEADS.map(({ id, head }) => (
              <th key={id} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        {groups.map(({ look, devices }) => (
          <tbody key={look} className={styles.alike}>
            {devices.map((device) => (
              <tr key={device.id}>
                <th scope="row">
                  <Link to="/devices/$id/$tab" params={{ id: device.id, tab: 'identifiers' }} className="mono">
                    {deviceName(device)}
                  </Link>
                </th>
                <td className="mono">{device.serial ?? '–'}</td>
                <td>{modelName(device.model)}</td>
                <td>
                  <StateBadge state={device.state} />
                </td>
                <td>{device.locationSite.code}</td>
              </tr>
            ))}
          </tbody>
        ))}
      </table>
    </div>
  </CardRows>
);
