import type { PolicyField } from '@app/directory';

/**
 * What a site lets its desk do: one entry for each column of `policy_desk`. A new choice is a column that may be empty at
 * a site (with a default for the district's row) and an entry here: the desk's SQL, the routes and the page follow.
 */
export const DESK_CHOICES = [
  {
    field: 'heldByOther',
    column: 'held_by_other',
    label: 'A device that is still with somebody else',
    description: 'Scanned in Check out for another person.',
    affects: ['O13', 'O14'],
    allowed: {
      choices: [
        { value: 'ok', label: 'Give it: returned and checked out in one step' },
        { value: 'refuse', label: 'Refuse, and offer to take it over' },
      ],
    },
  },
  {
    field: 'withdrawnPerson',
    column: 'withdrawn_person',
    label: 'A person who has left',
    description: 'Scanned in Check out.',
    affects: ['O5'],
    allowed: {
      choices: [
        { value: 'block', label: 'Refuse' },
        { value: 'card', label: 'Refuse, unless a supervisor’s card is scanned' },
        { value: 'warn', label: 'Warn, and go on' },
      ],
    },
  },
  {
    field: 'otherSiteDevice',
    column: 'other_site_device',
    label: 'A device of another site',
    description: 'Handed out here, it becomes this site’s.',
    affects: ['O22'],
    allowed: {
      choices: [
        { value: 'warn', label: 'Warn, and give it' },
        { value: 'refuse', label: 'Refuse' },
      ],
    },
  },
  {
    field: 'pastSupport',
    column: 'past_support',
    label: 'A device whose updates have ended',
    description: 'Handed out after the last day of its updates.',
    affects: ['O24'],
    allowed: {
      choices: [
        { value: 'warn', label: 'Warn, and give it' },
        { value: 'off', label: 'Say nothing' },
      ],
    },
  },
  {
    field: 'agreement',
    column: 'agreement',
    label: 'A student without a signed agreement',
    description: 'Scanned in Check out.',
    affects: ['O8'],
    allowed: {
      choices: [
        { value: 'ignore', label: 'Say nothing' },
        { value: 'warn', label: 'Warn, and go on' },
        {
          value: 'block',
          label: 'Refuse 1:1 and longer loans',
          barred: {
            profile: 'california',
            law: 'in California no agreement may keep a device from a student (Education Code 49010–49011)',
          },
        },
      ],
    },
  },
  {
    field: 'reservedDevice',
    column: 'reserved_device',
    label: 'A device that is reserved for somebody else',
    description: 'Scanned in Check out for another person, or while the person has another one reserved.',
    affects: ['O16'],
    allowed: {
      choices: [
        { value: 'refuse', label: 'Refuse, unless the clerk says to give it anyway' },
        { value: 'warn', label: 'Warn, and give it' },
      ],
    },
  },
  {
    field: 'nonLoaner',
    column: 'non_loaner',
    label: 'A device that is no loaner',
    description: 'Scanned at a desk that is set to loaners only.',
    affects: ['O23'],
    allowed: {
      choices: [
        { value: 'refuse', label: 'Refuse' },
        { value: 'warn', label: 'Warn, and give it' },
      ],
    },
  },
  {
    field: 'poolDevice',
    column: 'pool_device',
    label: 'A loaner handed out for the year',
    description: 'A device of the loaner pool, checked out as somebody’s 1:1 device.',
    affects: ['O30'],
    allowed: {
      choices: [
        { value: 'warn', label: 'Warn, and give it' },
        { value: 'off', label: 'Say nothing' },
      ],
    },
  },
  {
    field: 'backDateDays',
    column: 'back_date_days',
    label: 'How far back scans may be dated',
    description: 'With a date chip, for returns that lay in a drop box. 0: not at all.',
    affects: ['DATE-NO'],
    allowed: { min: 0, max: 366, unit: 'days' },
  },
  {
    field: 'lateReturn',
    column: 'late_return',
    label: 'A return after its due day',
    description: 'The station says how many school days late it is; nothing is charged.',
    affects: ['I2'],
    allowed: {
      choices: [
        { value: 'warn', label: 'Say so' },
        { value: 'off', label: 'Say nothing' },
      ],
    },
  },
  {
    field: 'swappedDevices',
    column: 'swapped_devices',
    label: 'Two students who swapped their devices',
    description: 'Each returns the other’s device.',
    affects: ['E4'],
    allowed: {
      choices: [
        { value: 'offer', label: 'Offer to write each loan to who has the device' },
        { value: 'off', label: 'Say nothing' },
      ],
    },
  },
] as const satisfies readonly PolicyField[];

/** SQL of the choices at a site on a day, as one JSON object: its own, else the district's. Both come as SQL. */
export const deskPolicySql = (site: string, day: string): string =>
  `(SELECT jsonb_build_object(${DESK_CHOICES.map(({ field, column }) => `'${field}', coalesce(o.${column}, d.${column})`).join(', ')})
      FROM policy_desk d LEFT JOIN policy_desk o ON o.site_id = ${site} AND o.effective @> ${day}
     WHERE d.site_id IS NULL AND d.effective @> ${day})`;
