import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent, type ReactNode } from 'react';
import { FormProblems, type FieldProblem } from '../../../components/form-problems.js';
import { Block } from '../../../components/page.js';
import { ErrorState } from '../../../components/states.js';
import { api, ask, type Dto } from '../../../lib/api.js';
import { refusedFields } from '../../../lib/form.js';
import styles from '../admin.module.css';
import { Saved } from '../saved.js';
import { ProgramRows } from './program-rows.js';
import { newRow, nextGrade, programProblems, programsOf, rowsOf } from './programs.js';
import { CONFLICT } from './site-details.js';
import { useSiteChange, yearProgramsQuery, type Site } from './site-queries.js';

interface SiteProgramsProps {
  site: Site;
  year: Dto<'SchoolYearDto'>;
  /** The newest first. */
  years: Dto<'SchoolYearDto'>[];
}

/** How many devices a student of each grade may have at once in a school year. */
export function SitePrograms({ site, year, years }: SiteProgramsProps): ReactNode {
  const { data, error, refetch } = useQuery(yearProgramsQuery(site.id, year.id));
  const before = years.find(({ endsOn }) => endsOn < year.startsOn);
  if (!data && error) return <ErrorState error={error} what="The programs" onRetry={() => void refetch()} />;
  return (
    <Block title={`Programs ${year.label}`}>
      {data && <ProgramsForm site={site} programs={data} before={data.programs.length === 0 ? before : undefined} />}
    </Block>
  );
}

const useSavePrograms = (id: string, schoolYearId: string) =>
  useSiteChange(id, (body: Dto<'EditProgramsDto'>) =>
    ask(api.PUT('/api/v1/sites/{id}/programs', { params: { path: { id }, query: { schoolYearId } }, body })),
  );

interface ProgramsFormProps {
  site: Site;
  programs: Dto<'ProgramsDto'>;
  /** The year whose programs can be taken over. */
  before?: Dto<'SchoolYearDto'>;
}

function ProgramsForm({ site, programs, before }: ProgramsFormProps): ReactNode {
  const client = useQueryClient();
  const { schoolYear } = programs;
  const [rows, setRows] = useState(() => rowsOf(programs.programs));
  const [problems, setProblems] = useState<FieldProblem[]>([]);
  const { mutate, isPending, isSuccess, error, reset } = useSavePrograms(site.id, schoolYear.id);
  const takeOver = async (from: string): Promise<void> =>
    setRows(rowsOf((await client.fetchQuery(yearProgramsQuery(site.id, from))).programs));
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const wrong = programProblems(rows);
    setProblems(wrong);
    // The version of the site, which its details and its calendar raise too.
    if (wrong.length === 0) mutate({ version: site.version, programs: programsOf(rows) });
  };
  const shown = problems.length > 0 ? problems : refusedFields(error, 'add-grade', CONFLICT);
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <FormProblems problems={shown} />
      <p className={styles.muted}>
        {rows.length === 0
          ? 'None: the district’s loan limits hold for every grade.'
          : 'How many devices a student may have at once, by kind of loan. A grade without a line follows the district’s limits.'}
      </p>
      <ProgramRows
        rows={rows}
        problems={shown}
        onChange={(changed) => {
          setRows(changed);
          if (isSuccess) reset();
        }}
      />
      <div className={styles.buttons}>
        <Button
          id="add-grade"
          variant="default"
          size="compact-sm"
          leftSection={<IconPlus size={14} />}
          onClick={() => setRows([...rows, newRow(nextGrade(rows, site.lowGrade, site.highGrade))])}
        >
          Add a grade
        </Button>
        {before && rows.length === 0 && (
          <Button variant="default" size="compact-sm" onClick={() => void takeOver(before.id)}>
            Take over from {before.label}
          </Button>
        )}
      </div>
      <Saved when={isSuccess} />
      <Button type="submit" variant="default" loading={isPending}>
        Save programs
      </Button>
    </form>
  );
}
