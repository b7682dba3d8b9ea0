import { Settings } from '../config/index.js';
import { address, node, reach, settingsChecks } from './settings-checks.js';

it.each([
  ['18.20.0', 'problem'],
  ['20.18.3', 'problem'],
  ['20.19.0', 'ok'],
  ['22.0.0', 'ok'],
])('Node %s: %s', (version, level) => {
  expect(node(version).level).toBe(level);
});

it('says what plain http costs', () => {
  const plain = Settings.from({ PUBLIC_URL: 'http://cubby.example.org', ALLOW_PLAIN_HTTP: '1' });
  expect(address(plain)).toMatchObject({ level: 'advice' });
  expect(address(plain).text).toMatch(/camera.*offline/);
  expect(address(Settings.from({})).level).toBe('ok');
});

it.each([
  [{ HOST: '127.0.0.1', PUBLIC_URL: 'https://cubby.example.org' }, 'advice'],
  [{ HOST: '0.0.0.0', PUBLIC_URL: 'https://cubby.example.org' }, 'ok'],
  [{}, 'ok'],
])('notices an address that nobody listens on: %j %s', (environment, level) => {
  expect(reach(Settings.from(environment)).level).toBe(level);
});

it('notices a folder that cannot be used', async () => {
  const levels = (await settingsChecks(Settings.from({ DATA_DIR: `${process.execPath}/nowhere` }))).map(
    ({ level }) => level,
  );
  expect(levels).toEqual(['ok', 'ok', 'ok', 'problem']);
});
