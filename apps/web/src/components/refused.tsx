import type { ReactNode } from 'react';
import { refusalOf } from '../lib/api.js';
import notes from './notes.module.css';

/** Why the server refused, read out when it does; nothing as long as it did not. */
export const Refused = ({ error }: { error: unknown }): ReactNode =>
  error ? (
    <p role="alert" className={notes.refused}>
      {refusalOf(error)}
    </p>
  ) : null;
