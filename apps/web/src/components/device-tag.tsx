import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import styles from './device-tag.module.css';

/** A device's name as a way to it, whole: a code that is cut at its hyphen is two codes to the eye. */
export const DeviceTag = ({ id, children }: { id: string; children: ReactNode }): ReactNode => (
  <Link to="/devices/$id" params={{ id }} className={styles.tag}>
    {children}
  </Link>
);
