import { Button } from '@mantine/core';
import { useState, type ReactNode } from 'react';
import table from '../../components/plain-table.module.css';
import { IDENTIFIERS, type DeviceDetail } from '../../lib/device-words.js';
import { CodePanel, type CodeStep } from './code-panel.js';
import styles from './device-page.module.css';
import { DuplicatesBlock } from './duplicates-block.js';
import { useMayMerge } from './merge-panel.js';
import { SameDevicePanel } from './same-device-panel.js';

/** Every code that ever stood for the device: a scan of any of them finds it. And records that may be the same device. */
export function IdentifiersTab({ device }: { device: DeviceDetail }): ReactNode {
  const [step, setStep] = useState<CodeStep | 'same' | null>(null);
  const mayEdit = device.may.includes('device:edit');
  const mayMerge = useMayMerge(device);
  return (
    <div className={styles.codes}>
      {(mayEdit || mayMerge) && (
        <div className={styles.buttons}>
          {mayEdit && <Step onClick={() => setStep('tag')}>Replace the tag</Step>}
          {mayEdit && device.tag && <Step onClick={() => setStep('retire')}>Retire the label</Step>}
          {mayEdit && <Step onClick={() => setStep('board')}>Replaced board</Step>}
          {mayMerge && <Step onClick={() => setStep('same')}>Same device as…</Step>}
        </div>
      )}
      {step === 'same' && <SameDevicePanel device={device} onClose={() => setStep(null)} />}
      {step && step !== 'same' && <CodePanel key={step} device={device} step={step} onClose={() => setStep(null)} />}
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
      <DuplicatesBlock device={device} />
    </div>
  );
}

const Step = ({ onClick, children }: { onClick: () => void; children: ReactNode }): ReactNode => (
  <Button variant="default" size="compact-sm" onClick={onClick}>
    {children}
  </Button>
);
