import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import type { DeviceDetail } from '../../lib/device-words.js';
import styles from './device-page.module.css';

/** Which record goes on for which. */
export function MergedNotice({ device: { mergedInto, mergedFrom } }: { device: DeviceDetail }): ReactNode {
  if (mergedInto)
    return (
      <p className={styles.merged} role="note">
        This record was merged into{' '}
        <Link to="/devices/$id" params={{ id: mergedInto.id }} className="mono">
          {mergedInto.tag ?? 'another record'}
        </Link>
        . Its history stays here; nothing is changed here any more.
      </p>
    );
  if (mergedFrom.length === 0) return null;
  return (
    <p className={styles.merged} role="note">
      Merged into this record, with their own history:{' '}
      {mergedFrom.map(({ id, tag }, index) => (
        <span key={id}>
          {index > 0 && ', '}
          <Link to="/devices/$id" params={{ id }} className="mono">
            {tag ?? 'a record without a tag'}
          </Link>
        </span>
      ))}
    </p>
  );
}
