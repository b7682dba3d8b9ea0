import { ADMIN_ACTION_WORDS, said } from '@app/kernel';
import type { Dto } from '../../../lib/api.js';
import { language } from '../../../lib/language.js';

export const actionWords = (action: Dto<'AdminAction'>): string => said(ADMIN_ACTION_WORDS[action], language());
