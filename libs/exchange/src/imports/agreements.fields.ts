import type { FieldSpec } from '@app/platform';

const YES_NO = {
  yes: 'yes',
  y: 'yes',
  true: 'yes',
  x: 'yes',
  '1': 'yes',
  'opted out': 'yes',
  'opt out': 'yes',
  no: 'no',
  n: 'no',
  false: 'no',
  '0': 'no',
  'opted in': 'no',
  'opt in': 'no',
};

/** Fields of signed agreements, in the order of the columns of `import_agreement`. */
export const AGREEMENTS_FIELDS: readonly FieldSpec[] = [
  {
    code: 'number',
    label: 'Student number',
    kind: 'code',
    max: 40,
    required: true,
    aliases: ['number', 'student id', 'student', 'perm id', 'permanent id', 'local id', 'sis id', 'id number', 'id'],
  },
  {
    code: 'signedOn',
    label: 'Signed on',
    kind: 'day',
    aliases: ['date signed', 'signed date', 'signature date', 'signed', 'agreement date', 'submitted', 'date'],
  },
  {
    code: 'signedBy',
    label: 'Signed by',
    kind: 'text',
    max: 200,
    aliases: ['signer', 'signature', 'signed by name', 'parent name', 'guardian name', 'parent', 'guardian'],
  },
  {
    code: 'optedOut',
    label: 'Opted out',
    kind: 'choice',
    choices: YES_NO,
    aliases: ['opt out', 'declined', 'take home declined', 'no take home'],
  },
];
