import { NativeSelect, Radio } from '@mantine/core';
import type { ReactNode } from 'react';
import type { FieldProblem } from '../../components/form-problems.js';
import type { Dto } from '../../lib/api.js';
import type { Import } from './import-words.js';
import styles from './imports.module.css';
import { asksForDates, type Choices } from './mapping.js';

type Options = Dto<'ImportOptionsDto'>;

interface MappingOptionsProps {
  run: Import;
  choices: Choices;
  options: Options;
  problems: FieldProblem[];
  onChange: (change: Partial<Options>) => void;
}

/** What the columns alone do not say: the key of devices, what new people are, the order of ambiguous dates. */
export function MappingOptions({ run, choices, options, problems, onChange }: MappingOptionsProps): ReactNode {
  const saysKind = Object.values(choices).includes('kind');
  const example = run.questions.find(({ code }) => code === 'date-order')?.example;
  return (
    <div className={styles.options}>
      {run.kind === 'devices' && (
        <NativeSelect
          label="A line finds its device by"
          value={options.matchBy}
          onChange={(event) => onChange({ matchBy: event.currentTarget.value as Options['matchBy'] })}
          data={[
            { value: 'tag', label: 'Asset tag, also a former one' },
            { value: 'serial', label: 'Serial' },
          ]}
        />
      )}
      {run.kind === 'people' && !saysKind && (
        <NativeSelect
          label="New people of this file are"
          value={options.personKind}
          onChange={(event) => onChange({ personKind: event.currentTarget.value as Options['personKind'] })}
          data={[
            { value: 'student', label: 'Students' },
            { value: 'staff', label: 'Staff' },
          ]}
        />
      )}
      {(asksForDates(run, choices) || options.dateOrder !== null) && (
        <Radio.Group
          label={example ? `How is a date such as ${example} read?` : 'How are the dates of this file read?'}
          value={options.dateOrder}
          error={problems.find(({ field }) => field === 'date-order')?.message}
          onChange={(value) => onChange({ dateOrder: value })}
        >
          <div className={styles.kinds}>
            <Radio id="date-order" value="month-first" label="Month first, as in the United States" />
            <Radio value="day-first" label="Day first" />
          </div>
        </Radio.Group>
      )}
    </div>
  );
}
