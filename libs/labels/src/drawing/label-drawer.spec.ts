import { titleOf } from './label-drawer.js';

it('the title of a document tells runs of one minute apart', () => {
  const [one, other] = ['0192-a1b2c3', '0192-d4e5f6'].map((id) => titleOf({ kind: 'person', id }, 'Lincoln High'));
  expect(one).toMatch(/^Labels: Class lists · Lincoln High · run a1b2c3$/);
  expect(other).not.toBe(one);
});
