import { TextInput, type TextInputProps } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { tagWarningQuery } from '../../lib/tag-warning.js';
import notes from '../../components/notes.module.css';
import styles from './device-page.module.css';

interface TagFieldProps extends TextInputProps {
  /** What the device has: nothing new is to be said about it. */
  present?: string | null;
}

/** A tag for a device. What is known against it is said once the field is left; it may be saved all the same. */
export function TagField({ present = '', ...input }: TagFieldProps): ReactNode {
  const [tag, setTag] = useState('');
  const asked = tag !== '' && tag !== present;
  const { data } = useQuery({ ...tagWarningQuery(tag), enabled: asked });
  const warning = asked ? data : null;
  return (
    <div>
      <TextInput {...input} onBlur={(event) => setTag(event.currentTarget.value.trim())} />
      <div role="status" className={styles.tagNote}>
        {warning && <p className={notes.warning}>{warning}.</p>}
      </div>
    </div>
  );
}
