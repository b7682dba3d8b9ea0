import { Button } from '@mantine/core';
import { IconFileUpload } from '@tabler/icons-react';
import { useRef, useState, type DragEvent, type ReactNode, type RefObject } from 'react';
import { fileSize } from '../lib/file-size.js';
import styles from './file-drop.module.css';

interface FileDropProps {
  id: string;
  file: File | null;
  error?: string;
  /** What the input of the browser offers: `.csv,text/csv`. */
  accept: string;
  words: FileDropWords;
  onFile: (file: File) => void;
}

export interface FileDropWords {
  label: string;
  help: string;
  /** Ends before the button: "Drop the file here, or". */
  drop: string;
  choose: string;
  another: string;
}

/** A file by dropping or choosing; the button is an ordinary stop for the keyboard. */
export function FileDrop({ id, file, error, accept, words, onFile }: FileDropProps): ReactNode {
  const input = useRef<HTMLInputElement>(null);
  const [over, setOver] = useState(false);
  const drop = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    const dropped = event.dataTransfer.files.item(0);
    if (dropped) onFile(dropped);
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
        <Chosen file={file} drop={words.drop} />
        <Button
          id={id}
          variant="default"
          aria-describedby={`${id}-label ${described}`}
          onClick={() => input.current?.click()}
        >
          {file ? words.another : words.choose}
        </Button>
        <HiddenInput inputRef={input} accept={accept} onFile={onFile} />
      </div>
      {error && (
        <p className={styles.error} id={`${id}-error`}>
          {error}
        </p>
      )}
    </div>
  );
}

const Chosen = ({ file, drop }: { file: File | null; drop: string }): ReactNode => (
  <span role="status">
    {file ? (
      <>
        <strong>{file.name}</strong> · {fileSize(file.size)}
      </>
    ) : (
      drop
    )}
  </span>
);

interface HiddenInputProps {
  inputRef: RefObject<HTMLInputElement | null>;
  accept: string;
  onFile: (file: File) => void;
}

const HiddenInput = ({ inputRef, accept, onFile }: HiddenInputProps): ReactNode => (
  <input
    ref={inputRef}
    type="file"
    hidden
    accept={accept}
    onChange={(event) => {
      const chosen = event.currentTarget.files?.item(0);
      if (chosen) onFile(chosen);
      event.currentTarget.value = '';
    }}
  />
);
