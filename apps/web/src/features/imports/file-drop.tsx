import { Button } from '@mantine/core';
import { IconFileUpload } from '@tabler/icons-react';
import { useRef, useState, type DragEvent, type ReactNode, type RefObject } from 'react';
import { fileSize } from './import-words.js';
import styles from './imports.module.css';

interface FileDropProps {
  id: string;
  file: File | null;
  error?: string;
  onFile: (file: File) => void;
}

/** A file by dropping or choosing; the button is an ordinary stop for the keyboard. */
export function FileDrop({ id, file, error, onFile }: FileDropProps): ReactNode {
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
        File
      </p>
      <p className={styles.help} id={`${id}-help`}>
        CSV, tab-separated text or an Excel workbook (XLSX) with a header line, up to 200 MB.
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
        <Chosen file={file} />
        <Button
          id={id}
          variant="default"
          aria-describedby={`${id}-label ${described}`}
          onClick={() => input.current?.click()}
        >
          {file ? 'Choose another' : 'Choose a file'}
        </Button>
        <HiddenInput inputRef={input} onFile={onFile} />
      </div>
      {error && (
        <p className={styles.error} id={`${id}-error`}>
          {error}
        </p>
      )}
    </div>
  );
}

const Chosen = ({ file }: { file: File | null }): ReactNode => (
  <span role="status">
    {file ? (
      <>
        <strong>{file.name}</strong> · {fileSize(file.size)}
      </>
    ) : (
      'Drop the file here, or'
    )}
  </span>
);

interface HiddenInputProps {
  inputRef: RefObject<HTMLInputElement | null>;
  onFile: (file: File) => void;
}

const HiddenInput = ({ inputRef, onFile }: HiddenInputProps): ReactNode => (
  <input
    ref={inputRef}
    type="file"
    hidden
    accept=".csv,.tsv,.txt,.xlsx,.xlsm,text/csv,text/tab-separated-values,text/plain,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    onChange={(event) => {
      const chosen = event.currentTarget.files?.item(0);
      if (chosen) onFile(chosen);
      event.currentTarget.value = '';
    }}
  />
);
