import { Button, Tabs } from '@mantine/core';
import { useSuspenseQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import { LabelsLink } from '../../components/labels-link.js';
import { Page } from '../../components/page.js';
import { ActionsBlock, FactsBlock, NowBlock } from './device-blocks.js';
import { CasesBlock, mayReportMissing, ReportMissing } from './case-actions.js';
import { BesideTag, DeskButtons } from './device-header.js';
import { DeskPanel } from './desk-panel.js';
import { deviceQueryOf } from './device-queries.js';
import { deviceName, modelName, type DeviceAction, type DeviceDetail } from '../../lib/device-words.js';
import { EditDevice } from './edit-device.js';
import { HoldPanel } from './hold-panel.js';
import styles from './device-page.module.css';
import { AsOfTab } from './as-of-tab.js';
import { IdentifiersTab } from './identifiers-tab.js';
import { LoansTab } from '../../components/loans.js';
import { MergedNotice } from './merged-notice.js';
import { MovePanel } from './move-panel.js';
import { ReservationBlock } from './reservation-block.js';
import { TimelineTab } from './timeline-tab.js';

/** What is open under the header. One step at a time. */
type Step =
  | { kind: 'desk'; mode: 'in' | 'out' }
  | { kind: 'move'; action: DeviceAction }
  | { kind: 'hold'; hold: DeviceDetail['holds'][number] }
  | { kind: 'edit' };

const TABS = ['timeline', 'people', 'identifiers', 'as-of'] as const;
type Tab = (typeof TABS)[number];

/** One device: what it is, who has it, what may be done, all that happened. */
export function DevicePage(): ReactNode {
  const { id, tab } = useParams({ strict: false });
  const { data: device } = useSuspenseQuery(deviceQueryOf(id ?? ''));
  const [step, setStep] = useState<Step | null>(null);
  const close = (): void => setStep(null);
  return (
    <Page
      title={deviceName(device)}
      area="Devices"
      code
      crumbs={[{ label: 'Devices', href: '/devices' }]}
      beside={<BesideTag device={device} />}
      lead={headline(device)}
      actions={<DeskButtons device={device} onChoose={(mode) => setStep({ kind: 'desk', mode })} />}
    >
      <MergedNotice device={device} />
      {step && <StepPanel key={stepKey(step)} step={step} device={device} onClose={close} />}
      <div className={styles.blocks}>
        <FactsBlock
          device={device}
          actions={
            device.may.includes('device:edit') && (
              <Button variant="default" size="compact-sm" onClick={() => setStep({ kind: 'edit' })}>
                Edit
              </Button>
            )
          }
        />
        <div className={styles.side}>
          <NowBlock device={device} onClearHold={(hold) => setStep({ kind: 'hold', hold })} />
          <ReservationBlock device={device} />
          <CasesBlock device={device} />
          <ActionsBlock device={device} onChoose={(action) => setStep({ kind: 'move', action })}>
            {mayReportMissing(device) && <ReportMissing deviceId={device.id} />}
            {device.tag && (
              <LabelsLink
                search={{ kind: 'device', by: 'ids', ids: device.id, site: device.locationSite.code }}
                fullWidth
              >
                Print label
              </LabelsLink>
            )}
          </ActionsBlock>
        </div>
      </div>
      <DeviceTabs device={device} tab={TABS.find((name) => name === tab) ?? 'timeline'} />
    </Page>
  );
}

const stepKey = (step: Step): string =>
  step.kind === 'move' ? step.action.action : step.kind === 'desk' ? step.mode : step.kind;

const headline = ({ model, serial, locationSite, room }: DeviceDetail): ReactNode => (
  <>
    {modelName(model)}
    {serial && (
      <>
        {' · '}
        <span className="mono">{serial}</span>
      </>
    )}
    {' · '}
    {locationSite.name}
    {room && `, ${room.name}`}
  </>
);

function StepPanel({ step, device, onClose }: { step: Step; device: DeviceDetail; onClose: () => void }): ReactNode {
  switch (step.kind) {
    case 'desk':
      return <DeskPanel device={device} mode={step.mode} onClose={onClose} />;
    case 'move':
      return <MovePanel device={device} action={step.action} onClose={onClose} />;
    case 'hold':
      return <HoldPanel device={device} hold={step.hold} onClose={onClose} />;
    case 'edit':
      return <EditDevice device={device} onClose={onClose} />;
  }
}

/** Tabs are segments of the address, so that Back and links reach them. */
function DeviceTabs({ device, tab }: { device: DeviceDetail; tab: Tab }): ReactNode {
  const navigate = useNavigate();
  const show = (next: string | null): void => {
    const to = next === 'timeline' ? '/devices/$id' : '/devices/$id/$tab';
    void navigate({
      to,
      params: { id: device.id, tab: next ?? 'timeline' },
      replace: true,
      resetScroll: false,
    } as never);
  };
  return (
    <Tabs value={tab} onChange={show} keepMounted={false}>
      <Tabs.List>
        <Tabs.Tab value="timeline">Timeline</Tabs.Tab>
        <Tabs.Tab value="people">People</Tabs.Tab>
        <Tabs.Tab value="identifiers">Identifiers</Tabs.Tab>
        <Tabs.Tab value="as-of">As of a day</Tabs.Tab>
      </Tabs.List>
      <Tabs.Panel value="timeline" className={styles.tab}>
        <TimelineTab deviceId={device.id} />
      </Tabs.Panel>
      <Tabs.Panel value="people" className={styles.tab}>
        <LoansTab deviceId={device.id} />
      </Tabs.Panel>
      <Tabs.Panel value="identifiers" className={styles.tab}>
        <IdentifiersTab device={device} />
      </Tabs.Panel>
      <Tabs.Panel value="as-of" className={styles.tab}>
        <AsOfTab deviceId={device.id} />
      </Tabs.Panel>
    </Tabs>
  );
}
