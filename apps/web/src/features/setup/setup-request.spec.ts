import { ApiError } from '../../lib/api.js';
import { yearLabel } from '../../lib/school-calendar.js';
import { messageAt, setupProblems, setupRefusals, setupRequest } from './setup-request.js';

const values = {
  code: 'K7QM-2FXA-93RT-HWZC',
  districtName: 'Valley Oak USD',
  timeZone: 'America/Los_Angeles',
  fiscalYearStartMonth: '7',
  profile: 'california',
  startsOn: '2026-08-10',
  endsOn: '2027-06-04',
  displayName: 'Dana Whitfield',
  email: 'dana@example.org',
  sites: 'LHS, Lincoln High',
};
const password = 'copper lantern on a wet roof';

describe('the request of the first run', () => {
  it('is whole when nothing is missing', () => {
    expect(setupProblems(values, [password, password])).toEqual([]);
    expect(setupRequest(values, password)).toMatchObject({
      admin: { email: 'dana@example.org', password },
      district: { name: 'Valley Oak USD', fiscalYearStartMonth: 7 },
      schoolYear: { label: '2026-27' },
      sites: [{ code: 'LHS', kind: 'high' }],
    });
  });

  it('says everything that is missing, in the order of the page', () => {
    expect(setupProblems({}, ['', '']).map(({ field }) => field)).toEqual([
      'code',
      'districtName',
      'timeZone',
      'profile-california',
      'startsOn',
      'endsOn',
      'displayName',
      'email',
      'password',
    ]);
  });

  it('says under the sites what is wrong with each line', () => {
    const wrong = setupProblems({ ...values, sites: 'Lincoln\nOAK, Oak High\nL HS, Lincoln High' }, [
      password,
      password,
    ]);
    expect(messageAt(wrong, 'sites')?.split('\n')).toEqual([
      expect.stringContaining('Line 1:'),
      expect.stringContaining('Line 3:'),
    ]);
    expect(messageAt(wrong, 'email')).toBeUndefined();
  });

  it('names the site whose code stands there twice', () => {
    const errors = [{ field: 'sites.3.code', message: 'is that of another site' }];
    const refused = new ApiError({ status: 409, code: 'site.code-taken', title: 'Another site has this code', errors });
    expect(setupRefusals(refused)).toEqual([{ field: 'sites', message: 'Site 4: code is that of another site' }]);
  });

  it('puts a refusal at the field of the page', () => {
    const refused = new ApiError({
      status: 422,
      code: 'password.refused',
      title: 'Refused',
      errors: [{ field: 'admin.password', message: 'repeats the same few characters' }],
    });
    expect(setupRefusals(refused)).toEqual([
      { field: 'password', message: 'The password repeats the same few characters' },
    ]);
  });

  it('names a school year by its years', () => {
    expect(yearLabel('2026-08-10', '2027-06-04')).toBe('2026-27');
    expect(yearLabel('2026-02-01', '2026-12-04')).toBe('2026');
  });
});
