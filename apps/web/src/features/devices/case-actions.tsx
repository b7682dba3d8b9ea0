import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { CaseBadge } from '../../components/case-badge.js';
import { Block } from '../../components/page.js';
import { api, ask } from '../../lib/api.js';
import { STEPS } from '../../lib/missing-words.js';
import { dayText } from '../../lib/time.js';
import type { DeviceDetail } from '../../lib/device-words.js';
import styles from './device-page.module.css';

/** The state allows it and the role does; that it is done in a case is no refusal here. */
export const mayReportMissing = ({ actions }: DeviceDetail): boolean =>
  actions.some(({ action, refusal }) => action === 'report-missing' && refusal?.code === 'device.done-in-case');

/** Leads to the form that opens a case. */
export const ReportMissing = ({ deviceId }: { deviceId: string }): ReactNode => (
  <Button
    variant="default"
    justify="flex-start"
    fullWidth
    renderRoot={(props) => <Link to="/devices/$id/report-missing" params={{ id: deviceId }} {...props} />}
  >
    Report missing
  </Button>
);

/** The cases of the device: the open one with its next step, then those of before. */
export function CasesBlock({ device: { id } }: { device: DeviceDetail }): ReactNode {
  const { data } = useQuery({
    queryKey: ['device', id, 'missing-cases'],
    queryFn: ({ signal }) => ask(api.GET('/api/v1/devices/{id}/missing-cases', { params: { path: { id } }, signal })),
  });
  if (!data || data.items.length === 0) return null;
  return (
    <Block title="Missing and stolen">
      <ul className={styles.cases}>
        {data.items.map((each) => (
          <li key={each.id}>
            <CaseBadge {...each} />
            <Link to="/missing/$caseId" params={{ caseId: each.id }}>
              Reported {dayText(each.notifiedOn)}
            </Link>
            {each.nextStep && (
              <span className={styles.muted}>
                Next: {STEPS[each.nextStep].toLowerCase()}, {each.overdue ? 'overdue since' : 'due'}{' '}
                {dayText(each.nextDueOn)}
              </span>
            )}
          </li>
        ))}
      </ul>
    </Block>
  );
}
