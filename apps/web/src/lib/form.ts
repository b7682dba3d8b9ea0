import type { FieldProblem } from '../components/form-problems.js';
import { problemOf } from './api.js';

/** The fields of a form as trimmed text; a checkbox that is off is absent. */
export function formValues(form: HTMLFormElement): Record<string, string> {
  const values: Record<string, string> = {};
  new FormData(form).forEach((value, name) => {
    if (typeof value === 'string') values[name] = value.trim();
  });
  return values;
}

/** Only what differs from what was loaded; an emptied field is `null`. */
export function changedFields(
  values: Record<string, string>,
  loaded: Record<string, string | null>,
): Record<string, string | null> {
  return Object.fromEntries(
    Object.entries(loaded)
      .filter(([name, old]) => name in values && values[name] !== (old ?? ''))
      .map(([name]) => [name, values[name] || null]),
  );
}

/** Without the fields that were left empty. */
export const filledFields = (values: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== ''));

/**
 * What the server refused, by field where it names one. `fallback` is the input that gets the rest; `labels`: what the form calls
 * its fields.
 */
export function refusedFields(
  error: unknown,
  fallback: string,
  conflict?: string,
  labels: Readonly<Record<string, string>> = {},
): FieldProblem[] {
  if (!error) return [];
  const { status, errors, detail, title, code } = problemOf(error);
  if (errors && errors.length > 0)
    return errors.map(({ field, message }) => ({
      field: field.split('.')[0],
      message: sentence(field, message, labels[field]),
    }));
  if (status === 409 && conflict && code.endsWith('version-conflict')) return [{ field: fallback, message: conflict }];
  return [{ field: fallback, message: detail ?? title }];
}

function sentence(field: string, message: string, label: string | undefined): string {
  const named = message.toLowerCase().startsWith(field.toLowerCase());
  if (label === undefined) return named ? message : `${field}: ${message}`;
  return `${label}: ${named ? message.slice(field.length).trim() : message}`;
}
