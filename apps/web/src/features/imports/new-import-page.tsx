import { Button, Radio } from '@mantine/core';
import { useMutation, useQueryClient, type UseMutationResult } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState, type FormEvent, type ReactNode } from 'react';
import { FileDrop, type FileDropWords } from '../../components/file-drop.js';
import { FormProblems, type FieldProblem } from '../../components/form-problems.js';
import { Page } from '../../components/page.js';
import { problemOf, type Dto } from '../../lib/api.js';
import { importQuery, uploadFile, type NewFile } from './import-queries.js';
import type { Import } from './import-words.js';
import styles from './imports.module.css';
import { SheetChoice } from './sheet-choice.js';

type Kind = Dto<'ImportKind'>;

const MEGABYTE = 1_048_576;
const MOST_MEGABYTES = 200;
const OTHER_WORKBOOK = /\.(xls|xlsb|ods|numbers)$/i;

const FILE_WORDS: FileDropWords = {
  label: 'File',
  help: 'CSV, tab-separated text or an Excel workbook (XLSX) with a header line, up to 200 MB.',
  drop: 'Drop the file here, or',
  choose: 'Choose a file',
  another: 'Choose another',
};
const TABLES =
  '.csv,.tsv,.txt,.xlsx,.xlsm,text/csv,text/tab-separated-values,text/plain,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

const WHAT: { kind: Kind; label: string; description: string }[] = [
  {
    kind: 'people',
    label: 'People',
    description: 'Students and staff, recognised by their number. One person a line.',
  },
  {
    kind: 'devices',
    label: 'Devices',
    description: 'Recognised by asset tag or serial; a holder’s number gives the device out. One device a line.',
  },
  {
    kind: 'agreements',
    label: 'Agreements',
    description: 'What families signed for this school year, by student number. One student a line.',
  },
];

/** What can be said about a file before it travels. */
function problemsOf(kind: Kind | null, file: File | null): FieldProblem[] {
  const problems: FieldProblem[] = [];
  if (!kind) problems.push({ field: 'kind-people', message: 'Choose what is in the file' });
  if (!file) problems.push({ field: 'file', message: 'Choose a file' });
  else if (OTHER_WORKBOOK.test(file.name))
    problems.push({
      field: 'file',
      message: 'This kind of workbook is not read. Save it as XLSX, then choose that file',
    });
  else if (file.size === 0) problems.push({ field: 'file', message: 'The file is empty' });
  else if (file.size > MOST_MEGABYTES * MEGABYTE)
    problems.push({ field: 'file', message: `The file is larger than ${MOST_MEGABYTES} MB. Split it into parts` });
  return problems;
}

/** A refused file in a sentence that says what to do. */
function refusal(error: unknown): FieldProblem[] {
  if (!error || sheetsIn(error).length > 0) return [];
  const { status, code, detail, title, errors } = problemOf(error);
  const message =
    code === 'network.unreachable'
      ? 'The file did not reach the server. Check the network and send it again; the file must stay as it was'
      : status === 413
        ? `The file is larger than ${MOST_MEGABYTES} MB. Split it into parts`
        : (detail ?? errors?.at(0)?.message ?? title);
  return [{ field: 'file', message }];
}

const NO_SHEETS: string[] = [];

/** Of a workbook that has several: the server asks which. */
function sheetsIn(error: unknown): string[] {
  if (!error) return NO_SHEETS;
  const { code, details } = problemOf(error);
  return code === 'table.which-sheet' ? (details?.sheets as string[]) : NO_SHEETS;
}

/** Goes on to the import; a workbook with several sheets asks for one of them first. */
function useUpload(onSheets: (sheets: string[]) => void): UseMutationResult<Import, Error, NewFile> {
  const navigate = useNavigate();
  const client = useQueryClient();
  return useMutation({
    mutationFn: uploadFile,
    onSuccess: (run) => {
      client.setQueryData(importQuery(run.id).queryKey, run);
      void client.invalidateQueries({ queryKey: ['imports'] });
      void navigate({ to: '/imports/$id', params: { id: run.id } });
    },
    onError: (refused) => {
      const sheets = sheetsIn(refused);
      if (sheets.length > 0) onSheets(sheets);
    },
  });
}

/** Steps 1 and 2: the file, and what is in it. */
export function NewImportPage(): ReactNode {
  const [kind, setKind] = useState<Kind | null>(null);
  const [file, setFile] = useState<File | null>(null);
  const [sheets, setSheets] = useState(NO_SHEETS);
  const [sheet, setSheet] = useState('');
  const [problems, setProblems] = useState<FieldProblem[]>([]);
  const { mutate, isPending, error, reset } = useUpload((found) => {
    setSheets(found);
    setSheet(found[0]);
  });
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const wrong = problemsOf(kind, file);
    setProblems(wrong);
    reset();
    if (wrong.length === 0 && kind && file) mutate({ kind, file, sheet });
  };
  const shown = problems.length > 0 ? problems : refusal(error);
  const errorOf = (field: string): string | undefined => shown.find((each) => each.field === field)?.message;
  return (
    <Page
      title="Import a file"
      area="Imports"
      crumbs={[{ label: 'Imports', href: '/imports' }]}
      lead="The file is only read. Nothing changes until you have seen the dry run."
      narrow
    >
      <form className={styles.form} onSubmit={submit} noValidate>
        <FormProblems problems={shown} />
        <KindChoice kind={kind} error={errorOf('kind-people')} onKind={setKind} />
        <FileDrop
          id="file"
          files={file ? [file] : []}
          error={errorOf('file')}
          accept={TABLES}
          words={FILE_WORDS}
          onFiles={([chosen]) => {
            setFile(chosen);
            setSheets(NO_SHEETS);
            setSheet('');
            setProblems([]);
            reset();
          }}
        />
        {sheets.length > 0 && <SheetChoice sheets={sheets} sheet={sheet} onSheet={setSheet} />}
        <div className={styles.buttons}>
          <Button type="submit" loading={isPending}>
            {sheets.length > 0 ? 'Read this sheet' : 'Upload and read the columns'}
          </Button>
        </div>
      </form>
    </Page>
  );
}

interface KindChoiceProps {
  kind: Kind | null;
  error?: string;
  onKind: (kind: Kind) => void;
}

const KindChoice = ({ kind, error, onKind }: KindChoiceProps): ReactNode => (
  <Radio.Group name="kind" label="What is in the file" value={kind} onChange={(value) => onKind(value)} error={error}>
    <div className={styles.kinds}>
      {WHAT.map((each) => (
        <Radio
          key={each.kind}
          id={`kind-${each.kind}`}
          value={each.kind}
          label={each.label}
          description={each.description}
        />
      ))}
    </div>
  </Radio.Group>
);
