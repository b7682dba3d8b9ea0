import { bulkAction } from './bulk-action.js';

describe('the action of a filled form', () => {
  it.each([
    ['move', { siteId: 's', roomId: '', alsoHome: 'yes' }, { kind: 'move', siteId: 's', alsoHome: true }],
    ['state', { to: 'retired', reason: 'cycle' }, { kind: 'state', to: 'retired', reason: 'cycle' }],
    ['edit', { field: 'program', value: '' }, { kind: 'edit', program: null }],
    ['edit', { field: 'loanerPool', value: 'no' }, { kind: 'edit', loanerPool: false }],
    ['edit', { field: 'funding', value: 'f' }, { kind: 'edit', funding: [{ sourceId: 'f', basisPoints: 10_000 }] }],
    ['edit', { field: 'warrantyEndsOn', value: '2027-06-30' }, { kind: 'edit', warrantyEndsOn: '2027-06-30' }],
  ] as const)('%s %j', (kind, values, action) => {
    expect(bulkAction(kind, values)).toEqual({ action, missing: [] });
  });

  it('asks for a day that exists', () => {
    expect(bulkAction('edit', { field: 'warrantyEndsOn', value: '2027-02-30' }).action).toBeNull();
  });
});
