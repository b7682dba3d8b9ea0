import { CloseButton } from '@mantine/core';
import { useEffect, useRef, type ReactNode } from 'react';
import styles from './panel.module.css';

/** A step that opens in the page, under the header; nothing is covered. Takes the focus when it opens. */
export function Panel({
  title,
  onClose,
  children,
}: {
  title: string;
  onClose: () => void;
  children: ReactNode;
}): ReactNode {
  const box = useRef<HTMLElement>(null);
  useEffect(() => {
    const first = box.current?.querySelector<HTMLElement>('[data-autofocus]');
    (first ?? box.current?.querySelector('h2'))?.focus();
  }, []);
  return (
    <section
      ref={box}
      className={styles.panel}
      aria-label={title}
      onKeyDown={(event) => {
        if (event.key === 'Escape') onClose();
      }}
    >
      <header>
        <h2 tabIndex={-1}>{title}</h2>
        <CloseButton aria-label={`Close ${title}`} onClick={onClose} />
      </header>
      {children}
    </section>
  );
}
