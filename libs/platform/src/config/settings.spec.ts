import { isAbsolute } from 'node:path';
import { Settings, SettingsError } from './settings.js';

const problemsOf = (environment: Record<string, string>): readonly string[] => {
  try {
    Settings.from(environment);
  } catch (error) {
    if (error instanceof SettingsError) return error.problems;
    throw error;
  }
  return [];
};

describe('settings', () => {
  it('suit one machine when nothing is set', () => {
    const settings = Settings.from({});
    expect(settings).toMatchObject({
      PORT: 3000,
      HOST: '127.0.0.1',
      PUBLIC_URL: 'http://localhost:3000',
      ROLE: 'all',
      DATABASE_POOL_SIZE: 10,
      ALLOW_PLAIN_HTTP: false,
      LOG_LEVEL: 'info',
      TRUSTED_PROXIES: 0,
    });
    expect(settings.DATABASE_URL).toBeUndefined();
    expect(isAbsolute(settings.DATA_DIR)).toBe(true);
    expect(settings.secureCookies).toBe(true);
  });

  it('treat an empty variable as not set, and follow the port', () => {
    const settings = Settings.from({ PORT: '4100', PUBLIC_URL: '', DATABASE_URL: ' ' });
    expect(settings.PUBLIC_URL).toBe('http://localhost:4100');
    expect(settings.DATABASE_URL).toBeUndefined();
  });

  it.each([
    ['PORT', 'http'],
    ['PORT', '70000'],
    ['PORT', '3000.5'],
    ['PORT', '0x10'],
    ['ROLE', 'everything'],
    ['LOG_LEVEL', 'loud'],
    ['ALLOW_PLAIN_HTTP', 'yes'],
    ['DATABASE_POOL_SIZE', '0'],
    ['DATABASE_POOL_SIZE', '101'],
    ['TRUSTED_PROXIES', '-1'],
    ['PUBLIC_URL', 'cubby.example.org'],
    ['PUBLIC_URL', 'https://cubby.example.org/app'],
    ['PUBLIC_URL', 'ftp://cubby.example.org'],
    ['DATABASE_URL', 'mysql://user@host/db'],
    ['DATABASE_URL', 'postgres://user:pass@host'],
  ])('refuse %s=%s and name the variable', (name, value) => {
    const problems = problemsOf({ DATABASE_URL: 'postgres://a:b@host/cubby', [name]: value });
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(new RegExp(`^${name} must `));
  });

  it('report every problem at once', () => {
    expect(problemsOf({ PORT: 'x', ROLE: 'y' })).toHaveLength(2);
  });

  it('never repeat a database password', () => {
    expect(problemsOf({ DATABASE_URL: 'mysql://user:hunter2@host/db' }).join()).not.toContain('hunter2');
  });

  it('want the runtime role beside the owner', () => {
    expect(problemsOf({ DATABASE_OWNER_URL: 'postgres://a:b@host/cubby' })).toEqual([
      expect.stringContaining('DATABASE_URL'),
    ]);
  });

  it('let an issuer stand on this machine in tests only', () => {
    expect(problemsOf({ PUBLIC_URL: 'https://cubby.example.org', ALLOW_LOOPBACK_ISSUER: '1' })).toEqual([
      expect.stringContaining('ALLOW_LOOPBACK_ISSUER'),
    ]);
    expect(Settings.from({ ALLOW_LOOPBACK_ISSUER: '1' }).ALLOW_LOOPBACK_ISSUER).toBe(true);
    expect(Settings.from({}).ALLOW_LOOPBACK_ISSUER).toBe(false);
  });

  it.each([
    ['https://cubby.example.org', true],
    ['http://localhost:3000', true],
    ['http://127.0.0.1:3000', true],
    ['http://[::1]:3000', true],
    ['http://cubby.localhost', true],
  ])('take %s with a secure cookie', (url, secure) => {
    expect(Settings.from({ PUBLIC_URL: url }).secureCookies).toBe(secure);
  });

  it.each([
    'http://cubby.example.org',
    'http://10.0.0.5:3000',
    'http://127.0.0.1.example.org',
    'http://localhost.evil',
  ])('refuse %s, unless plain http is allowed', (url) => {
    expect(problemsOf({ PUBLIC_URL: url })).toEqual([expect.stringContaining('ALLOW_PLAIN_HTTP=1')]);
    const settings = Settings.from({ PUBLIC_URL: url, ALLOW_PLAIN_HTTP: '1' });
    expect(settings.secureCookies).toBe(false);
  });

  it('split the work by role', () => {
    expect([Settings.from({ ROLE: 'web' }).runsJobs, Settings.from({ ROLE: 'web' }).servesHttp]).toEqual([false, true]);
    expect([Settings.from({ ROLE: 'worker' }).runsJobs, Settings.from({ ROLE: 'worker' }).servesHttp]).toEqual([
      true,
      false,
    ]);
  });
});
