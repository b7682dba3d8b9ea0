import { useEffect, useRef, type ReactNode } from 'react';
import styles from './form-problems.module.css';

export interface FieldProblem {
  /** The `id` of the input. */
  field: string;
  message: string;
}

/** The summary above a form: takes the focus when it appears and leads to each field, in the same words as under it. */
export function FormProblems({ problems }: { problems: FieldProblem[] }): ReactNode {
  const box = useRef<HTMLDivElement>(null);
  const said = problems.map(({ field, message }) => `${field}: ${message}`).join('\n');
  useEffect(() => {
    if (said !== '') box.current?.focus();
  }, [said]);
  // Sent again as it is, the form is wrong in the same words: whoever sent it is led there again.
  useEffect(() => {
    const sent = ({ target }: Event): void => {
      if (target instanceof Node && target.contains(box.current)) requestAnimationFrame(() => box.current?.focus());
    };
    document.addEventListener('submit', sent);
    return () => document.removeEventListener('submit', sent);
  }, []);
  if (problems.length === 0) return null;
  return (
    <div ref={box} tabIndex={-1} role="alert" className={styles.box}>
      <p>
        {problems.length === 1 ? 'One thing is missing or wrong' : `${problems.length} things are missing or wrong`}
      </p>
      <ul>
        {problems.map(({ field, message }) => (
          <li key={field + message}>
            <a
              href={`#${field}`}
              onClick={(event) => {
                event.preventDefault();
                document.getElementById(field)?.focus();
              }}
            >
              {message}
            </a>
          </li>
        ))}
      </ul>
    </div>
  );
}
