import { resolve } from 'node:path';

/** Absolute: a relative one is resolved from different folders for the whole and for its projects. */
const rootDir = resolve(import.meta.dirname, '../..');

const base = {
  rootDir,
  testEnvironment: 'node',
  runtime: '<rootDir>/test/support/runner/runtime.cjs',
  transform: {},
};

/** Unit: rules without a database. Integration: real Postgres, one database per worker. Browser: Chromium. */
export default {
  rootDir,
  projects: [
    {
      ...base,
      displayName: 'unit',
      roots: ['<rootDir>/libs', '<rootDir>/apps', '<rootDir>/test/architecture'],
      testRegex: '\\.spec\\.ts$',
      testPathIgnorePatterns: ['\\.db\\.spec\\.ts$', '/node_modules/'],
    },
    {
      ...base,
      displayName: 'database',
      roots: ['<rootDir>/libs', '<rootDir>/test/integration', '<rootDir>/test/e2e'],
      testRegex: '(\\.db\\.spec|test/(integration|e2e)/.*\\.spec)\\.ts$',
      globalSetup: '<rootDir>/test/support/runner/global-setup.mjs',
      globalTeardown: '<rootDir>/test/support/runner/global-teardown.mjs',
    },
    {
      ...base,
      displayName: 'browser',
      roots: ['<rootDir>/test/browser'],
      testRegex: 'test/browser/.*\\.spec\\.ts$',
      globalSetup: '<rootDir>/test/support/runner/global-setup.mjs',
      globalTeardown: '<rootDir>/test/support/runner/global-teardown.mjs',
    },
  ],
  testSequencer: '<rootDir>/test/support/runner/longest-first.mjs',
  reporters: ['default', '<rootDir>/test/support/runner/summary-reporter.mjs'],
  workerIdleMemoryLimit: '1500MB',
  testTimeout: 60_000,
};
