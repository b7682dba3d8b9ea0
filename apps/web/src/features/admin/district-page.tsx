import { Button, NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { Block, Page } from '../../components/page.js';
import { Badge } from '../../components/state-badge.js';
import { ErrorState, SkeletonRows } from '../../components/states.js';
import { dayText } from '../../lib/time.js';
import { useUrlState } from '../../lib/use-url-state.js';
import styles from './admin.module.css';
import { DistrictCodeRules } from './district-code-rules.js';
import { DistrictCalendar } from './district-calendar.js';
import { DistrictForm } from './district-form.js';
import { schoolYearsQuery } from '../../lib/school-years.js';
import { districtQuery } from './district-queries.js';
import { SchoolYearForm, yearLine } from './school-year-form.js';

/** What holds for every site: name, zone, fiscal year, rules, school years, the calendar. */
export function DistrictPage(): ReactNode {
  const { data, error, refetch } = useQuery(districtQuery);
  if (!data && error) return <ErrorState page error={error} what="The district" onRetry={() => void refetch()} />;
  if (!data) return <SkeletonRows />;
  return (
    <Page
      title="District"
      beside={data.sample && <Badge tone="purple">Sample: nothing in it is real</Badge>}
      lead={`Today is ${dayText(data.today)} in the district.`}
    >
      <div className={styles.blocks}>
        <Block title="Settings">
          <DistrictForm district={data} />
        </Block>
        <DistrictCodeRules district={data} />
        <SchoolYears />
      </div>
    </Page>
  );
}

function SchoolYears(): ReactNode {
  const { data: years = [], isPending, error, refetch } = useQuery(schoolYearsQuery);
  const { data: district } = useQuery(districtQuery);
  const [url, set] = useUrlState();
  const [open, setOpen] = useState<'new' | 'edit' | null>(null);
  const today = district?.today ?? '';
  const current = years.find(({ startsOn, endsOn }) => startsOn <= today && today <= endsOn);
  const shown = years.find(({ id }) => id === url.year) ?? current ?? years.at(0);
  if (error) return <ErrorState error={error} what="The school years" onRetry={() => void refetch()} />;
  return (
    <div className={styles.stack}>
      <Block
        title="School years"
        actions={
          open === null && (
            <Button variant="default" size="compact-sm" onClick={() => setOpen('new')}>
              Add a school year
            </Button>
          )
        }
      >
        <div className={styles.form}>
          {open !== null && district && (
            <SchoolYearForm
              key={open}
              year={open === 'edit' && shown ? shown : null}
              version={district.version}
              onClose={(id) => {
                setOpen(null);
                if (id) set({ year: id });
              }}
            />
          )}
          {!isPending && years.length === 0 && (
            <p className={styles.muted}>
              No school year yet. Add one: programs, days off and daily loans depend on it.
            </p>
          )}
          {shown && (
            <NativeSelect
              label="School year shown below"
              value={shown.id}
              onChange={(event) => set({ year: event.currentTarget.value })}
              data={years.map((each) => ({ value: each.id, label: yearLine(each, each.id === current?.id) }))}
            />
          )}
          {shown && open === null && (
            <Button variant="default" size="compact-sm" onClick={() => setOpen('edit')}>
              Change the days of {shown.label}
            </Button>
          )}
        </div>
      </Block>
      {shown && <DistrictCalendar key={shown.id} year={shown} />}
    </div>
  );
}
