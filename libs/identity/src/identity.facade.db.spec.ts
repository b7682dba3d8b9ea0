import { everywhere, useIdentity } from './identity.test-support.js';

const { identity } = useIdentity();

const admin = { email: 'rescue@example.org', displayName: 'Rescue', password: 'nine ripe plums, 1 sour' };

it('makes an IT admin of the whole district for the command line', async () => {
  const id = await identity.facade.createAdmin(admin);
  const session = (await identity.session.find(await identity.signIn(admin.email, { password: admin.password })))!;
  expect(session.viewer.accountId).toBe(id);
  expect(session.viewer.sitesFor('account:manage')).toBe('all');
  await expect(identity.facade.createAdmin(admin)).rejects.toMatchObject({ code: 'account.email-taken' });
  await expect(identity.facade.createAdmin({ ...admin, password: 'Rescue-Rescue 2026' })).rejects.toMatchObject({
    fault: 'guessable',
  });
});

it('names accounts by id and leaves out what it does not know', async () => {
  const { id, displayName } = await identity.account(everywhere('til'));
  const names = await identity.facade.namesOf([id, '0199a4c2-7a7e-7c3f-9d0e-3b0f5f2f8a11']);
  expect([...names]).toEqual([[id, displayName]]);
});
