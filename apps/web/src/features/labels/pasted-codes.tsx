import { Textarea } from '@mantine/core';
import type { ReactNode } from 'react';
import { codeLines } from './choice.rules.js';
import { count } from './label-words.js';
import styles from './labels.module.css';
import { useKeptWords, type Choice } from './use-choice.js';

/** A pasted list. `of`: what its codes are. */
export function PastedCodes({ choice, of }: { choice: Choice; of: string }): ReactNode {
  const input = useKeptWords(choice, 'codes');
  const lines = codeLines(input.text).length;
  return (
    <Textarea
      id="label-pasted"
      error={choice.errors['label-pasted']}
      label={`${of}, one in a line`}
      description={
        lines > 0
          ? `${count(lines)} ${lines === 1 ? 'line' : 'lines'}`
          : 'Paste them from a table, or scan them one after the other.'
      }
      className={styles.codes}
      autosize
      minRows={3}
      maxRows={10}
      autoComplete="off"
      spellCheck={false}
      value={input.text}
      onChange={(event) => input.setText(event.currentTarget.value)}
      onBlur={() => input.flush()}
    />
  );
}
