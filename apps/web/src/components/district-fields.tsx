import { Autocomplete, NativeSelect, Radio, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import type { FieldProblem } from './form-problems.js';
import { MONTHS, PROFILES, TIME_ZONES, type DistrictValues } from '../lib/district-values.js';
import styles from './district-fields.module.css';

interface DistrictFieldsProps {
  values: DistrictValues;
  problems: FieldProblem[];
}

/** Name, time zone, fiscal year and profile: the first run and the district's page ask the same. */
export function DistrictFields({ values, problems }: DistrictFieldsProps): ReactNode {
  const errorOf = (field: string): string | undefined => problems.find((each) => each.field === field)?.message;
  return (
    <>
      <TextInput
        id="districtName"
        name="districtName"
        label="Name of the district"
        maxLength={200}
        autoComplete="organization"
        defaultValue={values.name}
        error={errorOf('districtName')}
      />
      <Autocomplete
        id="timeZone"
        name="timeZone"
        label="Time zone"
        description="Decides what “today” is and when a daily loan is due."
        limit={50}
        maxDropdownHeight={240}
        data={[...new Set(TIME_ZONES)]}
        defaultValue={values.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone}
        error={errorOf('timeZone')}
      />
      <NativeSelect
        id="fiscalYearStartMonth"
        name="fiscalYearStartMonth"
        label="The fiscal year begins in"
        defaultValue={String(values.fiscalYearStartMonth ?? 7)}
        data={MONTHS}
      />
      <Radio.Group
        name="profile"
        label="Rules"
        defaultValue={values.profile}
        error={errorOf('profile-california')}
        className={styles.profiles}
      >
        <div className={styles.choices}>
          {PROFILES.map(({ value, label, description }) => (
            <Radio key={value} id={`profile-${value}`} value={value} label={label} description={description} />
          ))}
        </div>
      </Radio.Group>
    </>
  );
}
