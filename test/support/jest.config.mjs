import { resolve } from 'node:path';

/** Absolute: a relative one is resolved from different folders for the whole and for its projects. */
const rootDir = resolve(import.meta.dirname, '../..');

const swc = {
  module: { type: 'es6' },
  jsc: {
    target: 'es2023',
    parser: { syntax: 'typescript', decorators: true },
    transform: { legacyDecorator: true, decoratorMetadata: true },
  },
  sourceMaps: 'inline',
};

const base = {
  rootDir,
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '^.+\\.ts$': ['@swc/jest', swc] },
  moduleNameMapper: {
    '^(\\.{1,2}/.*)\\.js$': '$1',
    '^@app/([^/]+)$': '<rootDir>/libs/$1/src/index.ts',
  },
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
      globalSetup: '<rootDir>/test/support/global-setup.ts',
      globalTeardown: '<rootDir>/test/support/global-teardown.ts',
    },
    {
      ...base,
      displayName: 'browser',
      roots: ['<rootDir>/test/browser'],
      testRegex: 'test/browser/.*\\.spec\\.ts$',
      globalSetup: '<rootDir>/test/support/global-setup.ts',
      globalTeardown: '<rootDir>/test/support/global-teardown.ts',
    },
  ],
  testSequencer: '<rootDir>/test/support/longest-first.mjs',
  reporters: ['default', '<rootDir>/test/support/summary-reporter.mjs'],
  workerIdleMemoryLimit: '700MB',
  testTimeout: 60_000,
};
