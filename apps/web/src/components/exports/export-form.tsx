import { EXPORT_GROUND_WORDS } from '@app/kernel';
import { Button, NativeSelect, Switch, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent, type ReactNode } from 'react';
import { api, ask, problemOf, querySerializer, type Dto } from '../../lib/api.js';
import { exportQuery, fileAddress, type Export, type ExportFormat } from '../../lib/export-queries.js';
import { filledFields, formValues, refusedFields } from '../../lib/form.js';
import { wordsIn } from '../../lib/language.js';
import { FormProblems, type FieldProblem } from '../form-problems.js';
import { ColumnChoice, useColumnChoice } from './column-choice.js';
import { ExportResult } from './export-result.js';
import { LongPdf, longOf } from './long-pdf.js';
import { exportSay } from './export-words.js';
import styles from './exports.module.css';

export interface ExportedView {
  /** Its name in the API: `devices`. */
  list: string;
  /** Filters and order as the list's own route takes them. */
  query: object;
  /** These rows instead, in this order; no more than are written at once. */
  ids?: readonly string[];
  /** Keys of the columns that the view shows, in its order. */
  columns: readonly string[];
  /** People who were picked one by one: nobody would be hidden by a pseudonym. */
  onlyNamed?: boolean;
  /** Its filters leave nobody in it, as the list itself knows: columns that name people elsewhere are asked about no one. */
  namesNobody?: boolean;
}

const FORMATS: ExportFormat[] = ['csv', 'xlsx', 'pdf'];

type People = { variant?: 'names' | 'pseudonyms'; recipient?: string; purpose?: string; basis?: Dto<'OutsideBasis'> };

interface Asked {
  format: ExportFormat;
  people: People;
  /** Of the picked rows those that are there, once somebody said to go on without the others. */
  ids?: readonly string[];
  /** Whoever asks knows how many pages it has. */
  longPdf?: boolean;
}

interface ExportFormProps {
  view: ExportedView;
  list: Dto<'ExportListDto'>;
  /** What is in the file, in a line; as a rule what the page shows. */
  lead?: string;
}

/** A click on the link of the file, which the browser then saves. */
function fetchFile(made: Export): void {
  const link = document.createElement('a');
  Object.assign(link, { href: fileAddress(made), download: '' });
  link.click();
}

function useExport(view: ExportedView, columns: readonly Dto<'ExportColumnDto'>[]) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ format, people, ids = view.ids, longPdf }: Asked) => {
      const query = querySerializer(view.query);
      const body = { list: view.list, columns: columns.map(({ key }) => key), format, ...people };
      return ask(
        api.POST('/api/v1/exports', {
          body: {
            ...{ ...body, ...(query && { query }), ...(longPdf && { longPdf }) },
            ...(ids && { ids: [...ids] }),
          },
        }),
      );
    },
    onSuccess: (made) => {
      client.setQueryData(exportQuery(made.id).queryKey, made);
      void client.invalidateQueries({ queryKey: ['exports'] });
      if (made.available) fetchFile(made);
    },
  });
}

/** Which file; where people are in it, whether by name, for whom and why. */
export function ExportForm({ view, list, lead = exportSay('lead') }: ExportFormProps): ReactNode {
  const choice = useColumnChoice(list, view.columns);
  const ofPeople = choice.chosen.filter(({ people }) => people);
  const hasPeople = ofPeople.length > 0 && !view.namesNobody;
  const [variant, setVariant] = useState<'names' | 'pseudonyms'>(list.names ? 'names' : 'pseudonyms');
  const [problems, setProblems] = useState<FieldProblem[]>([]);
  const { mutate, isPending, variables, data, error } = useExport(view, choice.chosen);
  const named = hasPeople && variant === 'names';
  const isCoded = ofPeople.some(({ coded }) => coded);
  const byCode = list.columns.some(({ coded }) => coded) && (hasPeople ? !named : list.people);
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const format = (event.nativeEvent as SubmitEvent).submitter?.getAttribute('value') as ExportFormat;
    const said = filledFields(formValues(event.currentTarget)) as People;
    const empty = [...(choice.chosen.length > 0 ? [] : [noColumn()]), ...(named ? missingIn(said) : [])];
    setProblems(empty);
    if (empty.length > 0) return;
    const { recipient, purpose, basis } = said;
    mutate({ format, people: hasPeople ? { variant, ...(named && { recipient, purpose, basis }) } : {} });
  };
  const asksBack = missingOf(error) !== null || longOf(error) !== null;
  const shown = problems.length > 0 ? problems : asksBack ? [] : refusedFields(error, 'export-formats');
  return (
    <form className={styles.panel} onSubmit={submit} noValidate>
      <div className={styles.fields}>
        <p>
          {lead} {exportSay(byCode ? 'order.codes' : 'order')}
        </p>
        <FormProblems problems={shown} />
        <ColumnChoice {...choice} />
        {named && <p>{exportSay('names.in', { columns: ofPeople.map(({ title }) => title).join(', ') })}</p>}
        {hasPeople && !view.onlyNamed && (
          <Variant names={list.names} isCoded={isCoded} value={variant} onChange={setVariant} />
        )}
        {named && <Disclosure problems={shown} />}
        {!data && <p className={styles.help}>{exportSay('zeros')}</p>}
      </div>
      <div className={styles.formats} id="export-formats" tabIndex={-1} role="group" aria-label={exportSay('open')}>
        {FORMATS.map((format) => (
          <Button
            key={format}
            type="submit"
            value={format}
            size="xs"
            variant={format === 'csv' ? 'filled' : 'default'}
            loading={isPending && variables.format === format}
          >
            {exportSay(format)}
          </Button>
        ))}
      </div>
      {variables && <Unmade error={error} variables={variables} picked={view.ids ?? []} onAgain={mutate} />}
      {data && <ExportResult key={data.id} id={data.id} />}
    </form>
  );
}

interface UnmadeProps {
  error: unknown;
  variables: Asked;
  picked: readonly string[];
  onAgain: (asked: Asked) => void;
}

/** What is asked back before a file is made. */
function Unmade({ error, variables, picked, onAgain }: UnmadeProps): ReactNode {
  const [missing, long] = [missingOf(error), longOf(error)];
  if (long) return <LongPdf length={long} onMake={() => onAgain({ ...variables, longPdf: true })} />;
  if (!missing) return null;
  const asked = variables.ids ?? picked;
  return <Missing missing={missing} asked={asked} onWithout={(ids) => onAgain({ ...variables, ids })} />;
}

/** Picked rows that are not there for the account, where that is why nothing was made. */
function missingOf(error: unknown): ReadonlySet<string> | null {
  const { code, details } = problemOf(error);
  if (code !== 'export.rows-missing') return null;
  return new Set((details as { missing: { id: string }[] }).missing.map(({ id }) => id));
}

interface MissingProps {
  missing: ReadonlySet<string>;
  asked: readonly string[];
  onWithout: (ids: string[]) => void;
}

function Missing({ missing, asked, onWithout }: MissingProps): ReactNode {
  const there = asked.filter((id) => !missing.has(id));
  return (
    <div role="alert">
      <p className={styles.error}>{exportSay('missing', { n: asked.length - there.length, of: asked.length })}</p>
      {there.length > 0 && (
        <Button variant="default" size="compact-sm" onClick={() => onWithout(there)}>
          {exportSay('without')}
        </Button>
      )}
    </div>
  );
}

const noColumn = (): FieldProblem => ({ field: 'export-columns', message: exportSay('columns.missing') });

const missingIn = ({ recipient, purpose }: People): FieldProblem[] => [
  ...(recipient ? [] : [{ field: 'recipient', message: exportSay('recipient.missing') }]),
  ...(purpose ? [] : [{ field: 'purpose', message: exportSay('purpose.missing') }]),
];

interface VariantProps {
  names: boolean;
  /** A code stands for people; if not, they are left out. */
  isCoded: boolean;
  value: 'names' | 'pseudonyms';
  onChange: (value: 'names' | 'pseudonyms') => void;
}

const Variant = ({ names, isCoded, value, onChange }: VariantProps): ReactNode =>
  names ? (
    <Switch
      size="sm"
      label={exportSay('names.out')}
      description={exportSay(isCoded ? 'names.out.help' : 'names.out.blank')}
      checked={value === 'pseudonyms'}
      onChange={(event) => onChange(event.currentTarget.checked ? 'pseudonyms' : 'names')}
    />
  ) : (
    <p className={styles.help}>{exportSay(isCoded ? 'pseudonyms.only' : 'pseudonyms.blank')}</p>
  );

const OUTSIDE = ['audit', 'other-school', 'consent', 'family', 'court-order', 'emergency', 'other'] as const;
const outside = (basis: (typeof OUTSIDE)[number]) => ({ value: basis, label: wordsIn(EXPORT_GROUND_WORDS[basis]) });

const Disclosure = ({ problems }: { problems: FieldProblem[] }): ReactNode => {
  const problem = (field: string): string | undefined => problems.find((each) => each.field === field)?.message;
  return (
    <>
      <TextInput
        id="recipient"
        name="recipient"
        size="sm"
        label={exportSay('recipient')}
        description={exportSay('recipient.help')}
        maxLength={200}
        error={problem('recipient')}
      />
      <TextInput
        id="purpose"
        name="purpose"
        size="sm"
        label={exportSay('purpose')}
        description={exportSay('purpose.help')}
        maxLength={500}
        error={problem('purpose')}
      />
      <NativeSelect
        id="basis"
        name="basis"
        size="sm"
        label={exportSay('basis')}
        description={exportSay('basis.help')}
        data={[{ value: '', label: wordsIn(EXPORT_GROUND_WORDS.inside) }, ...OUTSIDE.map(outside)]}
        error={problem('basis')}
      />
    </>
  );
};
