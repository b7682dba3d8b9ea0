import { Button } from '@mantine/core';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import { useSession } from '../../../lib/session.js';
import styles from './second-factor.module.css';

interface BackupCodesProps {
  codes: string[];
  /** The last step of a sign-in. */
  last: boolean;
  onDone: () => void;
}

/** Shown once. Whoever loses the phone gets in with one of them, once each. */
export function BackupCodes({ codes, last, onDone }: BackupCodesProps): ReactNode {
  const { account } = useSession();
  const [copied, setCopied] = useState(false);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const copy = (): void => {
    void navigator.clipboard.writeText(codes.join('\n')).then(
      () => setCopied(true),
      () => undefined,
    );
  };
  return (
    <section className={styles.stack}>
      <h2 ref={heading} tabIndex={-1}>
        Keep your backup codes
      </h2>
      <p className={styles.muted}>
        Each opens Cubby once in place of the app, when the phone is lost or empty. They are shown only now: print them,
        or keep them in a password manager, not on that phone.
      </p>
      <div className={styles.sheet}>
        <p className={styles.owner}>Cubby backup codes · {account.email}</p>
        <ol className={styles.codes}>
          {codes.map((code) => (
            <li key={code}>
              <code>{code}</code>
            </li>
          ))}
        </ol>
      </div>
      <div className={styles.buttons}>
        <Button variant="default" onClick={() => window.print()}>
          Print
        </Button>
        <Button variant="default" onClick={copy}>
          {copied ? 'Copied' : 'Copy'}
        </Button>
        <Button onClick={onDone}>{last ? 'I have kept them: go to Cubby' : 'I have kept them'}</Button>
      </div>
      <span role="status" className="visually-hidden">
        {copied && 'Copied'}
      </span>
    </section>
  );
}
