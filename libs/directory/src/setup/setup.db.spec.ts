import { IdentityModule, SetupFacade } from '@app/identity';
import { Database, ExportLists, Jobs, Outgoing, SecretBox, Settings, VitalSigns } from '@app/platform';
import { Global, Module } from '@nestjs/common';
import type { TestingModule } from '@nestjs/testing';
import { Test } from '@nestjs/testing';
import type { TestDatabase } from '../../../../test/support/database.js';
import { testDatabase } from '../../../../test/support/database.js';
import { DirectoryModule } from '../directory.module.js';
import { codeOf } from '../directory.test-support.js';
import type { RunSetupDto } from './setup.dto.js';
import { SetupService } from './setup.service.js';

let test: TestDatabase;
let app: TestingModule;
let setup: SetupService;
let code: string;
beforeAll(async () => {
  test = await testDatabase();
  @Global()
  @Module({
    providers: [
      { provide: Database, useValue: test.database },
      { provide: Jobs, useValue: new Jobs(test.database) },
      { provide: Settings, useValue: Settings.from({}) },
      ExportLists,
      SecretBox,
      Outgoing,
      VitalSigns,
    ],
    exports: [Database, ExportLists, Jobs, Outgoing, SecretBox, Settings, VitalSigns],
  })
  class TestPlatform {}
  app = await Test.createTestingModule({ imports: [TestPlatform, IdentityModule, DirectoryModule] }).compile();
  setup = app.get(SetupService);
  code = (await app.get(SetupFacade).newCode()) ?? '';
});
afterAll(async () => {
  await app.close();
  await test.close();
});

const request = (changes: Partial<RunSetupDto> = {}): RunSetupDto => ({
  code,
  admin: { email: 'dana@example.org', displayName: 'Dana Whitfield', password: 'copper lantern on a wet roof' },
  district: { name: 'Valley Oak USD', timeZone: 'America/Los_Angeles', fiscalYearStartMonth: 7, profile: 'california' },
  schoolYear: { label: '2026-27', startsOn: '2026-08-10', endsOn: '2027-06-04' },
  sites: [
    { code: 'LHS', name: 'Lincoln High', kind: 'high' },
    { code: 'WH', name: 'Warehouse', kind: 'warehouse' },
  ],
  ...changes,
});
const counts = async (): Promise<unknown> =>
  (
    await test.asSuperuser(`SELECT (SELECT count(*)::int FROM account) AS accounts, (SELECT count(*)::int FROM district) AS districts,
      (SELECT count(*)::int FROM school_year) AS years, (SELECT count(*)::int FROM site) AS sites`)
  )[0];

describe('the first run', () => {
  it('refuses a wrong code, and rolls everything back when one part does not fit', async () => {
    expect(await codeOf(setup.run(request({ code: 'AAAA-AAAA-AAAA-AAAA' }), '10.0.0.1'))).toBe('setup.code-refused');
    const twice = { code: 'lhs', name: 'Again', kind: 'high' as const };
    await expect(setup.run(request({ sites: [...request().sites, twice] }), '10.0.0.2')).rejects.toMatchObject({
      code: 'site.code-taken',
      details: { errors: [{ field: 'sites.2.code' }] },
    });
    const zone = { ...request().district, timeZone: '+05:00' };
    expect(await codeOf(setup.run(request({ district: zone }), '10.0.0.3'))).toBe('district.time-zone-unknown');
    const order = { label: 'x', startsOn: '2027-01-01', endsOn: '2026-01-01' };
    await expect(setup.run(request({ schoolYear: order }), '10.0.0.4')).rejects.toMatchObject({
      code: 'school-year.order',
      details: { errors: [{ field: 'schoolYear.endsOn' }] },
    });
    expect(await counts()).toEqual({ accounts: 0, districts: 0, years: 0, sites: 0 });
    expect(await setup.isNeeded()).toBe(true);
  });

  it('is done by one of two, with everything in it, and never again', async () => {
    const codes = await Promise.all([1, 2].map((n) => codeOf(setup.run(request(), `10.0.1.${n}`))));
    expect(codes.filter((answer) => answer === 'none')).toHaveLength(1);
    expect(await counts()).toEqual({ accounts: 1, districts: 1, years: 1, sites: 2 });
    expect(await setup.isNeeded()).toBe(false);
    expect(await codeOf(setup.run(request(), '10.0.0.5'))).toBe('setup.done');
  });
});
