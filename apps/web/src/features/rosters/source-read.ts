import type { Dto } from '../../lib/api.js';
import type { ReadForm } from '../../lib/use-form.js';
import { say } from './source-words.js';

/** What the form of a source comes to. */
export type SourceBody = Required<Dto<'NewRosterSourceDto'>> & { active: boolean };

/** `isNew`: a code is given once. */
export const readSource =
  (isNew: boolean) =>
  ({ code = '', name, numberField, limit, watched, active }: Record<string, string>): ReadForm<SourceBody> => ({
    body: {
      ...{ code, name, numberField: numberField || null, withdrawLimitPercent: Number(limit) },
      ...{ watched: watched === 'yes', active: active === 'yes' },
    },
    problems: [
      ...(name ? [] : [{ field: 'name', message: say('name.missing') }]),
      ...(!isNew || /^[a-z0-9][a-z0-9-]{0,39}$/.test(code) ? [] : [{ field: 'code', message: say('code.missing') }]),
      ...(/^(\d{1,2}|100)$/.test(limit) ? [] : [{ field: 'limit', message: say('limit.missing') }]),
    ],
  });
