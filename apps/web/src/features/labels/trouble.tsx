import { Checkbox } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import styles from './labels.module.css';

/** Something of a plan that somebody would want to know before paper is used. */
export function Trouble({ title, children }: { title: string; children?: ReactNode }): ReactNode {
  return (
    <div className={styles.trouble}>
      <IconAlertTriangle size={16} aria-hidden />
      <div>
        <strong>{title}</strong>
        {children}
      </div>
    </div>
  );
}

interface QuestionProps {
  /** Where a summary of what is missing leads. */
  id: string;
  title: string;
  /** What somebody agrees to. */
  label: string;
  checked: boolean;
  onChange: (checked: boolean) => void;
  children?: ReactNode;
}

/** Trouble that is printed all the same once somebody says so. */
export const Question = ({ id, title, label, checked, onChange, children }: QuestionProps): ReactNode => (
  <Trouble title={title}>
    {children}
    <Checkbox
      id={id}
      size="sm"
      label={label}
      checked={checked}
      onChange={(event) => onChange(event.currentTarget.checked)}
    />
  </Trouble>
);
