import type { EffectsOf, PolicyField, PolicyKind } from '@app/directory';
import type { Step } from '../missing/vocabulary.js';
import { STEPS } from '../missing/vocabulary.js';

const LABELS: Record<Step, string> = {
  lock: 'Lock the device',
  'family-notice': 'Notice to the family',
  demand: 'Written demand for return',
  review: 'Review by an administrator',
  'write-off': 'Write-off',
};

const FIELDS: readonly PolicyField[] = [
  {
    field: 'afterDays',
    column: 'after_days',
    label: 'Days after the report',
    description: 'When the step is due.',
    allowed: { min: 0, max: 400, unit: 'days' },
  },
  {
    field: 'counted',
    column: 'counted',
    label: 'Which days count',
    description: 'A site that never opens counts days of the calendar.',
    allowed: {
      choices: [
        { value: 'calendar', label: 'Every day' },
        { value: 'school', label: 'School days of the site' },
      ],
    },
  },
];

/** A case keeps the clock that it was opened with, so nothing that is open moves. */
const effects: EffectsOf = async (db) => {
  const [{ count }] = await db.query<{ count: number }>(`SELECT count(*) FROM missing_case WHERE state = 'open'`);
  return [{ label: 'Open cases, which keep the days they have', count, href: '/missing', people: [] }];
};

export const MISSING_CLOCK: PolicyKind = {
  kind: 'missing-clock',
  label: 'Clock of missing devices',
  description: 'When each step is due after a device was reported missing or stolen.',
  table: 'policy_missing_step',
  keyColumn: 'step',
  keys: STEPS.map((key) => ({ key, label: LABELS[key] })),
  fields: FIELDS,
  effects,
};
