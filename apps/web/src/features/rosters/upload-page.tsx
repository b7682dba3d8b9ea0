import { Button, Radio } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState, type FormEvent, type ReactNode } from 'react';
import { FileDrop } from '../../components/file-drop.js';
import { FormProblems, type FieldProblem } from '../../components/form-problems.js';
import { Page } from '../../components/page.js';
import { ErrorState, SkeletonRows } from '../../components/states.js';
import { problemOf } from '../../lib/api.js';
import { language } from '../../lib/language.js';
import { useUrlState } from '../../lib/use-url-state.js';
import { ROSTERS, runQuery, sourcesQuery, uploadRoster, type Source } from './roster-queries.js';
import { say } from './roster-words.js';
import { uploadProblems } from './upload-rules.js';
import styles from './rosters.module.css';

function refusal(error: unknown): FieldProblem[] {
  if (!error) return [];
  const { status, code, detail, title, errors } = problemOf(error);
  const message =
    code === 'network.unreachable'
      ? say('upload.unreachable')
      : status === 413
        ? say('upload.large')
        : (detail ?? errors?.at(0)?.message ?? title);
  return [{ field: 'file', message }];
}

/** Who sent it, and the file; what it would do is shown on the page of the run. */
export function UploadRosterPage(): ReactNode {
  const { data, error, refetch } = useQuery(sourcesQuery);
  const sources = data?.filter(({ active }) => active);
  return (
    <Page
      title={say('upload')}
      area={say('rosters')}
      crumbs={[{ label: say('rosters'), href: '/rosters' }]}
      lead={say('upload.lead')}
      lang={language()}
      narrow
    >
      {sources ? (
        sources.length > 0 ? (
          <UploadForm sources={sources} />
        ) : (
          <NoSource />
        )
      ) : error ? (
        <ErrorState error={error} what={say('sources')} onRetry={() => void refetch()} />
      ) : (
        <SkeletonRows rows={4} />
      )}
    </Page>
  );
}

const NoSource = (): ReactNode => (
  <div className={styles.form}>
    <p className={styles.help}>{say('upload.no.source')}</p>
    <Button renderRoot={(props) => <Link to="/rosters/sources/new" {...props} />}>{say('source.add')}</Button>
  </div>
);

function UploadForm({ sources }: { sources: Source[] }): ReactNode {
  const navigate = useNavigate();
  const client = useQueryClient();
  const [{ source: asked }] = useUrlState();
  const [chosen, setChosen] = useState(sources.length === 1 ? sources[0].id : null);
  const sourceId = chosen ?? sources.find(({ code }) => code === asked)?.id ?? null;
  const [files, setFiles] = useState<readonly File[]>([]);
  const [problems, setProblems] = useState<FieldProblem[]>([]);
  const { mutate, isPending, error, reset } = useMutation({
    mutationFn: (what: { sourceId: string; files: readonly File[] }) => uploadRoster(what.sourceId, what.files),
    onSuccess: (run) => {
      client.setQueryData(runQuery(run.id).queryKey, run);
      void client.invalidateQueries({ queryKey: ROSTERS, predicate: ({ queryKey }) => queryKey[1] !== 'run' });
      void navigate({ to: '/rosters/runs/$id', params: { id: run.id } });
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const wrong = uploadProblems(sourceId, files);
    setProblems(wrong);
    reset();
    if (wrong.length === 0 && sourceId) mutate({ sourceId, files });
  };
  const shown = problems.length > 0 ? problems : refusal(error);
  const errorOf = (field: string): string | undefined => shown.find((each) => each.field === field)?.message;
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <FormProblems problems={shown} />
      <SourceChoice sources={sources} chosen={sourceId} error={errorOf('source')} onChoose={setChosen} />
      <FileDrop
        id="file"
        files={files}
        several
        error={errorOf('file')}
        accept=".zip,.csv,.txt,application/zip,text/csv,text/plain"
        words={{
          label: say('upload.file'),
          help: say('upload.help'),
          drop: say('upload.drop'),
          choose: say('upload.choose'),
          another: say('upload.another'),
        }}
        onFiles={(picked) => {
          setFiles(picked);
          setProblems([]);
          reset();
        }}
      />
      <Button type="submit" loading={isPending}>
        {say('upload.send')}
      </Button>
    </form>
  );
}

interface SourceChoiceProps {
  sources: Source[];
  chosen: string | null;
  error?: string;
  onChoose: (id: string) => void;
}

const SourceChoice = ({ sources, chosen, error, onChoose }: SourceChoiceProps): ReactNode => (
  <Radio.Group name="source" label={say('upload.who')} value={chosen} onChange={onChoose} error={error}>
    <div className={styles.choices}>
      {sources.map(({ id, name, code }, index) => (
        <Radio key={id} id={index === 0 ? 'source' : `source-${code}`} value={id} label={name} description={code} />
      ))}
    </div>
  </Radio.Group>
);
