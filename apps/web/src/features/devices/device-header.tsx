import { ActionIcon, Button, CopyButton } from '@mantine/core';
import { IconArrowDownLeft, IconArrowUpRight, IconCheck, IconCopy } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { StateBadge } from '../../components/state-badge.js';
import type { DeviceAction, DeviceDetail } from '../../lib/device-words.js';
import styles from './device-page.module.css';

/** Beside the heading: copy the tag, and the state. */
export const BesideTag = ({ device }: { device: DeviceDetail }): ReactNode => (
  <>
    {device.tag && (
      <CopyButton value={device.tag}>
        {({ copied, copy }) => (
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={copied ? 'Copied' : 'Copy the asset tag'}
            onClick={copy}
          >
            {copied ? <IconCheck size={18} /> : <IconCopy size={18} />}
          </ActionIcon>
        )}
      </CopyButton>
    )}
    <StateBadge state={device.state} />
  </>
);

export type DeskMode = 'in' | 'out';

const AT_DESK: Partial<Record<string, DeskMode>> = { 'check-in': 'in', receive: 'in', 'check-out': 'out' };
const BUTTONS = {
  in: { label: 'Check in', icon: IconArrowDownLeft, may: 'device:check-in' },
  out: { label: 'Check out', icon: IconArrowUpRight, may: 'device:check-out' },
};

/** The desk steps that the state allows; what the role forbids stands beside the button in words. */
export function DeskButtons({
  device,
  onChoose,
}: {
  device: DeviceDetail;
  onChoose: (mode: DeskMode) => void;
}): ReactNode {
  const offered = (['in', 'out'] as const).filter((mode) =>
    device.actions.some(({ action }) => AT_DESK[action] === mode),
  );
  if (offered.length === 0) return null;
  return offered.map((mode) => {
    const { label, icon: Glyph, may } = BUTTONS[mode];
    const why = device.may.includes(may) ? refusalOf(device.actions, mode) : 'Your role does not include this here.';
    return (
      <span key={mode} className={styles.deskButton}>
        <Button
          leftSection={<Glyph size={18} />}
          aria-disabled={why !== null}
          data-disabled={why !== null || undefined}
          aria-describedby={why ? `why-${mode}` : undefined}
          onClick={() => {
            if (!why) onChoose(mode);
          }}
        >
          {label}
        </Button>
        {why && (
          <small id={`why-${mode}`} className={styles.muted}>
            {why}
          </small>
        )}
      </span>
    );
  });
}

/** Why a desk would refuse it too; `done-at-desk` is no refusal here, since the button goes through a desk. */
function refusalOf(actions: readonly DeviceAction[], mode: DeskMode): string | null {
  const refusals = actions.filter(({ action }) => AT_DESK[action] === mode).map(({ refusal }) => refusal);
  if (refusals.some((refusal) => refusal === null || refusal.code === 'device.done-at-desk')) return null;
  return refusals[0]?.message ?? null;
}
