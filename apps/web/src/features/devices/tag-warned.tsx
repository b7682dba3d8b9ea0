import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import notes from '../../components/notes.module.css';
import { Panel } from '../../components/panel.js';
import styles from './device-page.module.css';

/** It is done; what is known against the new tag is read before the panel goes. */
export const TagWarned = ({
  title,
  warning,
  onClose,
}: {
  title: string;
  warning: string;
  onClose: () => void;
}): ReactNode => (
  <Panel title={title} onClose={onClose}>
    <div className={styles.form}>
      <p className={notes.warning} role="alert">
        The device has its new tag. {warning}.
      </p>
      <div className={styles.buttons}>
        <Button data-autofocus onClick={onClose}>
          Close
        </Button>
      </div>
    </div>
  </Panel>
);
