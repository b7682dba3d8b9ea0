import type { ReactNode } from 'react';
import notes from './notes.module.css';

/** All is well, or done: said, not only shown. */
export const CalmNote = ({ children }: { children: ReactNode }): ReactNode => (
  <p role="status" className={notes.calm}>
    {children}
  </p>
);
