import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import styles from './setup.module.css';

/** What is still missing, and what is not possible without it. */
export const SetupDone = ({ siteCount }: { siteCount: number }): ReactNode => (
  <main className={styles.page}>
    <header className={styles.head} role="status">
      <img src="/favicon.svg" alt="" width={40} height={40} />
      <h1>Cubby is set up</h1>
      <p>Sign in with the e-mail address and password you just chose. What comes next, in this order:</p>
    </header>
    <ol className={styles.next}>
      {siteCount === 0 && (
        <li>
          <strong>Add your sites</strong> under Site settings. Until there is one, no person and no device can be added.
        </li>
      )}
      <li>
        <strong>Import people</strong> from your student system, as a CSV file. Until then nothing can be handed out.
      </li>
      <li>
        <strong>Import devices</strong> from your old list. Without a list they can be registered one by one.
      </li>
      <li>
        <strong>Add the other users</strong>, each with roles at their sites. Until then only you can sign in.
      </li>
      <li>
        <strong>Open Scan</strong> on the computer at the desk and name it: it is a station from then on.
      </li>
    </ol>
    <p className={styles.hint}>The Help page shows this list again, with what is done already.</p>
    <Button component="a" href="/sign-in" size="md">
      Go to sign-in
    </Button>
  </main>
);
