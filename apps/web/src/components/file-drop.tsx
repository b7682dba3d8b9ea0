import { Button } from '@mantine/core';
import { IconFileUpload } from '@tabler/icons-react';
import { useRef, useState, type DragEvent, type ReactNode, type RefObject } from 'react';
import { fileSize } from '../lib/file-size.js';
import styles from './file-drop.module.css';

interface FileDropProps {
  id: string;
  files: readonly File[];
  /** Several may be chosen; without it the first of them counts. */
  several?: boolean;
  error?: string;
  /** What the input of the browser offers: `.csv,text/csv`. */
  accept: string;
  words: FileDropWords;
  onFiles: (files: File[]) => void;
}

export interface FileDropWords {
  label: string;
  help: string;
  /** Ends before the button: "Drop the file here, or". */
  drop: string;
  choose: string;
  another: string;
}

/** A file, or several, by dropping or choosing; the button is an ordinary stop for the keyboard. */
export function FileDrop({ id, files, several = false, error, accept, words, onFiles }: FileDropProps): ReactNode {
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const take = (list: FileList | null): void => {
    const taken = [...(list ?? [])].slice(0, several ? undefined : 1);
    if (taken.length > 0) onFiles(taken);
  };
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer.files);
  };
  const described = [`${id}-help`, error && `${id}-error`].filter(Boolean).join(' ');
  return (
    <div>
      <p className={styles.label} id={`${id}-label`}>
        {words.label}
      </p>
      <p className={styles.help} id={`${id}-help`}>
        {words.help}
      </p>
      <div
        className={styles.drop}
        data-over={over}
        data-invalid={Boolean(error)}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <IconFileUpload size={28} stroke={1.6} aria-hidden />
        <Chosen files={files} drop={words.drop} />
        <Button
          id={id}
          variant="default"
          aria-describedby={`${id}-label ${described}`}
          onClick={() => input.current?.click()}
        >
          {files.length > 0 ? words.another : words.choose}
        </Button>
        <HiddenInput inputRef={input} accept={accept} several={several} onTake={take} />
      </div>
      {error && (
        <p className={styles.error} id={`${id}-error`}>
          {error}
        </p>
      )}
    </div>
  );
}

const Chosen = ({ files, drop }: { files: readonly File[]; drop: string }): ReactNode => (
  <span role="status">
    {files.length > 0 ? (
      <>
        <strong>{files.map(({ name }) => name).join(', ')}</strong> ·{' '}
        {fileSize(files.reduce((sum, { size }) => sum + size, 0))}
      </>
    ) : (
      drop
    )}
  </span>
);

interface HiddenInputProps {
  inputRef: RefObject<HTMLInputElement | null>;
  accept: string;
  several: boolean;
  onTake: (files: FileList | null) => void;
}

const HiddenInput = ({ inputRef, accept, several, onTake }: HiddenInputProps): ReactNode => (
  <input
    ref={inputRef}
    type="file"
    hidden
    multiple={several}
    accept={accept}
    onChange={(event) => {
      onTake(event.currentTarget.files);
      event.currentTarget.value = '';
    }}
  />
);
