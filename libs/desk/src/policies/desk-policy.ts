import type { PolicyKind } from '@app/directory';
import { DESK_CHOICES } from './desk-choices.js';
import { deskEffects } from './desk-effects.js';

export const DESK_POLICY: PolicyKind = {
  kind: 'desk',
  label: 'Desk',
  description: 'What the scan station does where the rules leave a choice. A site may decide for itself.',
  table: 'policy_desk',
  keyColumn: 'site_id',
  keys: 'sites',
  fields: DESK_CHOICES,
  effects: deskEffects,
};
