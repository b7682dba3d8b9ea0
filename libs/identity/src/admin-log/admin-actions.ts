import { ADMIN_ACTION_WORDS } from '@app/kernel';

/** Everything that the log of administration tells about: what there are words for. */
export type AdminAction = keyof typeof ADMIN_ACTION_WORDS;
export const ADMIN_ACTIONS = Object.keys(ADMIN_ACTION_WORDS) as AdminAction[];
