import { useState, type FormEvent } from 'react';
import type { FieldProblem } from '../components/form-problems.js';
import { formValues } from './form.js';

/** What the fields of a form come to. */
export interface ReadForm<Body> {
  body: Body;
  problems: FieldProblem[];
}

interface FormOptions<Body> {
  read: (values: Record<string, string>) => ReadForm<Body>;
  send: (body: Body) => void;
  /** What the server refused of what was sent last. */
  refused: FieldProblem[];
}

/** A form is read when it is sent: what is missing is said at once, else it goes to the server, which may refuse it. */
export function useForm<Body>({ read, send, refused }: FormOptions<Body>) {
  const [missing, setMissing] = useState<FieldProblem[]>([]);
  const problems = missing.length > 0 ? missing : refused;
  const errorOf = (id: string): string | undefined => problems.find(({ field }) => field === id)?.message;
  return {
    onSubmit: (event: FormEvent<HTMLFormElement>): void => {
      event.preventDefault();
      const { body, problems: wrong } = read(formValues(event.currentTarget));
      setMissing(wrong);
      if (wrong.length === 0) send(body);
    },
    problems,
    errorOf,
    /** Of a field that is called the same to the eye, the form and the summary. */
    field: (id: string) => ({ id, name: id, error: errorOf(id) }),
  };
}
