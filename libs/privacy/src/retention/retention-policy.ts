import { PolicyValuesWrong } from '@app/directory';
import type { EffectsOf, PolicyKind } from '@app/directory';
import { mapConstraint } from '@app/platform';

/** Whose years a row decides: of everybody who left, of whoever had a device that such money bought. */
export const RETENTION_KEYS = [
  { key: 'everybody', label: 'Every student who left' },
  { key: 'ecf', label: 'Devices from the Emergency Connectivity Fund' },
  { key: 'e-rate', label: 'Devices from E-Rate' },
  { key: 'federal', label: 'Devices from federal grants' },
  { key: 'state', label: 'Devices from state money' },
  { key: 'local', label: 'Devices from local money' },
  { key: 'bond', label: 'Devices from bonds' },
  { key: 'donation', label: 'Donated devices' },
  { key: 'none', label: 'Devices whose money is not on record' },
] as const;

const effects: EffectsOf = async (db, _viewer, { key }) => {
  const [{ people }] = await db.query<{ people: number }>(
    `SELECT count(*)::int AS people FROM person p
     WHERE p.state = 'withdrawn' AND p.kind = 'student' AND p.merged_into_id IS NULL AND p.forgotten_at IS NULL
       AND ($1 = 'everybody' OR EXISTS (SELECT 1 FROM circulation.v_had h JOIN inventory.v_device d ON d.id = h.device_id
         LEFT JOIN inventory.v_funding f ON f.split_id = d.funding_split_id
         WHERE h.person_id = p.id AND coalesce(f.kind, 'none') = $1))`,
    [key],
  );
  return [{ label: 'Former students whose years it decides', count: people, href: '/admin/retention', people: [] }];
};

export const RETENTION_POLICY: PolicyKind = {
  kind: 'retention',
  label: 'How long students are known',
  description:
    'After a student left, until when the record says who it was. The longest of the years of all devices that the student had decides.',
  table: 'policy_retention',
  keyColumn: 'funding_kind',
  keys: RETENTION_KEYS,
  fields: [
    {
      field: 'years',
      column: 'years',
      label: 'Years',
      description:
        'ECF and E-Rate ask for ten (47 CFR 54.1715, 54.516), federal grants for three after the disposal (2 CFR 200.334).',
      allowed: { min: 0, max: 50, unit: 'years' },
    },
    {
      field: 'countedFrom',
      column: 'counted_from',
      label: 'Counted from',
      description:
        'A device that is not disposed of, or whose day of purchase is unknown, keeps its students until it is.',
      allowed: {
        choices: [
          { value: 'left', label: 'the day the student left' },
          { value: 'returned', label: 'the day the device came back' },
          { value: 'received', label: 'the day the device was received' },
          { value: 'disposed', label: 'the day the device was disposed of' },
        ],
      },
    },
  ],
  effects,
};

mapConstraint(
  'ck_policy_retention_everybody',
  () => new PolicyValuesWrong([{ field: 'countedFrom', message: 'must be left: it is about no device' }]),
);
