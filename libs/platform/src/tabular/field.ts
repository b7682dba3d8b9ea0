/**
 * How the text of a cell becomes a value. `code`: identifies something, so zeros and case stay as typed. `identifier`: a code
 * that the record is scanned by.
 */
export type FieldKind =
  'code' | 'identifier' | 'text' | 'notes' | 'email' | 'day' | 'cents' | 'choice' | 'grade' | 'language';

/** A field that a column of a file can be mapped to. */
export interface FieldSpec {
  /** As the API names it: `homeroom`. */
  code: string;
  /** As people name it: `Homeroom`. */
  label: string;
  kind: FieldKind;
  /** Characters at most; for `code`, `identifier`, `text`, `notes`, `grade`. */
  max?: number;
  /** The file cannot be read without it. */
  required?: boolean;
  /** Other headers that mean it, folded as by `foldHeader`, the likeliest first. */
  aliases: readonly string[];
  /** For `choice`: the word of a file, folded, → the value. */
  choices?: Readonly<Record<string, string>>;
  /** For `choice`: what an unknown word stands for, `null`: nothing. Without it the word is refused. */
  otherwise?: string | null;
  /** Not guessed where one of these headers (folded) is there too: `state` beside `city` is a part of an address. */
  unlessBeside?: readonly string[];
}

/** Month or day first in `3/4/2026`; `null`: not decided, so such a date is refused. */
export type DateOrder = 'month-first' | 'day-first' | null;

export interface ReadOptions {
  dateOrder: DateOrder;
  /** IANA name: in which zone an instant in a day's column falls on a day. */
  timeZone: string;
  /** Code of a field → digits to which its numbers are filled up with zeros, where a spreadsheet took them away. */
  pad?: Readonly<Record<string, number>>;
}

/** Why a value of a file is refused. The words are made where they are shown. */
export interface CellProblem {
  /** The field's code; empty when the record as a whole is meant. */
  field: string;
  /** The cell as it stands in the file, cut to 200 characters; null for the record. */
  value: string | null;
  /** Stable, kebab-case: `not-a-day`. */
  code: string;
  /** Further facts: other lines, ids, codes of records. */
  [fact: string]: unknown;
}

/** A value, `null` for a blank cell; or the code of what is wrong, with facts beside it. */
export type Reading = { value: string | null } | { problem: string; max?: number; allowed?: readonly string[] };
