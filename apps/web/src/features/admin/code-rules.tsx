import { Button, Checkbox, CloseButton, TextInput } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState, type FormEvent, type ReactNode } from 'react';
import { FormProblems, type FieldProblem } from '../../components/form-problems.js';
import type { Dto } from '../../lib/api.js';
import { problemOf } from '../../lib/api.js';
import { refusedFields } from '../../lib/form.js';
import styles from './admin.module.css';
import { newRule, rulesOf, rowsOf, type RuleRow } from './code-rule-rows.js';
import { Saved } from './saved.js';

interface CodeRulesProps {
  rules: Dto<'CodeRuleDto'>[];
  conflict: string;
  /** Whose rules these are, and what else holds. */
  children: ReactNode;
  save: {
    mutate: (rules: Dto<'NewCodeRuleDto'>[]) => void;
    isPending: boolean;
    isSuccess: boolean;
    error: unknown;
    reset: () => void;
  };
}

/** How codes are written: regular expressions with an example each, and what the server makes of the example. */
export function CodeRules({ rules, conflict, children, save }: CodeRulesProps): ReactNode {
  const [rows, setRows] = useState(() => rowsOf(rules));
  const problems = problemsOf(save.error, rows, conflict);
  const change = (changed: RuleRow[]): void => {
    setRows(changed);
    if (save.isSuccess) save.reset();
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    save.mutate(rulesOf(rows));
  };
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <FormProblems problems={problems} />
      <p className={styles.muted}>{children}</p>
      {rows.map((row) => (
        <Rule
          key={row.key}
          row={row}
          problems={problems}
          made={
            rules.find(({ pattern, example }) => pattern === row.pattern && example === row.example)?.exampleBecomes
          }
          onChange={(fields) => change(rows.map((each) => (each.key === row.key ? { ...each, ...fields } : each)))}
          onRemove={() => change(rows.filter(({ key }) => key !== row.key))}
        />
      ))}
      <div className={styles.buttons}>
        <Button
          id="add-code-rule"
          variant="default"
          size="compact-sm"
          leftSection={<IconPlus size={14} />}
          onClick={() => change([...rows, newRule()])}
        >
          Add a rule
        </Button>
      </div>
      <Saved when={save.isSuccess} />
      <Button type="submit" variant="default" loading={save.isPending}>
        Save rules
      </Button>
    </form>
  );
}

/** `rules.1.example` is the input `example` of the second row. */
function problemsOf(error: unknown, rows: readonly RuleRow[], conflict: string): FieldProblem[] {
  const errors = error ? problemOf(error).errors : undefined;
  if (!errors) return refusedFields(error, 'add-code-rule', conflict);
  return errors.map(({ field, message }) => {
    const [, at, part] = field.split('.');
    const row = rows.at(Number(at));
    return {
      field: row && part ? `${row.key}-${part}` : 'add-code-rule',
      message: `Rule ${Number(at) + 1}: ${message}`,
    };
  });
}

interface RuleProps {
  row: RuleRow;
  /** What the saved rule makes of its example. */
  made: string | undefined;
  problems: FieldProblem[];
  onChange: (fields: Partial<RuleRow>) => void;
  onRemove: () => void;
}

const Rule = ({ row, made, problems, onChange, onRemove }: RuleProps): ReactNode => {
  const input = (part: 'pattern' | 'replacement' | 'digits' | 'example', label: string, max: number): ReactNode => (
    <TextInput
      id={`${row.key}-${part}`}
      size="xs"
      label={label}
      maxLength={max}
      autoComplete="off"
      spellCheck={false}
      value={row[part]}
      error={problems.find(({ field }) => field === `${row.key}-${part}`)?.message}
      onChange={({ currentTarget: { value } }) =>
        onChange({ [part]: part === 'digits' ? value.replace(/\D/g, '') : value })
      }
    />
  );
  return (
    <fieldset className={styles.rule}>
      <legend className="visually-hidden">Rule for {row.example || 'a code'}</legend>
      {input('example', 'Example, as scanned or typed', 64)}
      <p className={styles.muted}>{made === undefined ? 'Save to see what becomes of it' : `is read as ${made}`}</p>
      {input('pattern', 'Pattern (regular expression, upper case)', 100)}
      {input('replacement', 'Is written as', 40)}
      {input('digits', 'Digits at the end, filled up with zeros', 2)}
      <div className={styles.buttons}>
        <Checkbox
          size="xs"
          label="In use"
          checked={row.enabled}
          onChange={(event) => onChange({ enabled: event.currentTarget.checked })}
        />
        <CloseButton aria-label={`Take the rule for ${row.example || 'a code'} away`} onClick={onRemove} />
      </div>
    </fieldset>
  );
};
