import type { PolicyKind } from '@app/directory';

/** Who may read the published list. */
export const STANDARDS_POLICY: PolicyKind = {
  kind: 'standards',
  label: 'Standards list',
  description:
    'Who may read the page of models, their support and the end of their updates. It names no person and no price.',
  table: 'policy_standards',
  keyColumn: 'page',
  keys: [{ key: 'standards', label: 'The page' }],
  fields: [
    {
      field: 'audience',
      column: 'audience',
      label: 'Who may read it',
      description: 'Everybody means without signing in, at /public/standards.',
      allowed: {
        choices: [
          { value: 'staff', label: 'Everybody who signs in' },
          { value: 'public', label: 'Everybody' },
        ],
      },
    },
  ],
  effects: async (db) => {
    const [{ count }] = await db.query<{ count: number }>('SELECT count(*) FROM model');
    return [{ label: 'Models on the page', count, href: '/standards', people: [] }];
  },
};
