import { Button, TextInput } from '@mantine/core';
import { useEffect, useRef, useState, type ReactNode } from 'react';
import type { Dto } from '../../lib/api.js';
import { dayText } from '../../lib/time.js';
import styles from './tokens.module.css';

/** The one time that a token is shown. */
export function MadeToken({ made, onClose }: { made: Dto<'MadeTokenDto'>; onClose: () => void }): ReactNode {
  const [copied, setCopied] = useState(false);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <section className={styles.made} aria-label="The new token">
      <h2 ref={heading} tabIndex={-1}>
        {made.name}: copy the token now
      </h2>
      <p>It is not shown again; Cubby keeps only its hash. It is good until {dayText(made.expiresOn)}.</p>
      <div className={styles.copy}>
        <TextInput
          aria-label="Token"
          readOnly
          value={made.token}
          className={styles.token}
          onFocus={(event) => event.currentTarget.select()}
        />
        <Button
          onClick={() =>
            void navigator.clipboard.writeText(made.token).then(
              () => setCopied(true),
              () => undefined,
            )
          }
        >
          {copied ? 'Copied' : 'Copy'}
        </Button>
        <Button variant="default" onClick={onClose}>
          I have it
        </Button>
      </div>
      <p className={styles.muted}>
        Send it with each request: <code>Authorization: Bearer cubby_…</code>. The API is described at{' '}
        <a href="/api/openapi.json">/api/openapi.json</a>.
      </p>
      <span role="status" className="visually-hidden">
        {copied && 'Copied'}
      </span>
    </section>
  );
}
