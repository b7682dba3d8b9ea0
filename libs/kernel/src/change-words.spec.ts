import { ADMIN_ACTION_WORDS } from './admin-action-words.js';
import type { LoggedChange } from './change-words.js';
import type { Wording } from './language.js';
import { differences, recordWords, subjectName } from './change-words.js';

const codeOf = (id: string): string => id.toUpperCase();
const entry = (facts: Partial<LoggedChange>): LoggedChange => ({ before: null, after: null, ...facts });

describe('a change in words', () => {
  it('has words of its own for everything that is logged, in both languages', () => {
    const said = Object.entries<Wording>(ADMIN_ACTION_WORDS).map(([action, [en, es]]) => ({ action, en, es }));
    expect(said.filter(({ en, es }) => !en || !es || en === es)).toEqual([]);
    for (const tongue of ['en', 'es'] as const)
      expect(new Set(said.map((words) => words[tongue])).size).toBe(said.length);
  });

  it('tells about a run of a roster in numbers of people, and calls it by its source', () => {
    const after = { source: 'Aeries', create: 12, change: 0, withdraw: 3, ask: 2, approvedNumber: 3 };
    const run = entry({ after });
    expect([recordWords('roster'), subjectName(run)]).toEqual(['Roster run', 'Aeries']);
    expect(differences(run, codeOf).map(({ field, to }) => `${field} ${to}`)).toEqual([
      'New 12',
      'Changed 0',
      'Withdrawn 3',
      'Asked about 2',
      'Approved number 3',
    ]);
    const question = { questionId: 'q', answer: 'withdraw', on: '2026-11-20' };
    expect(differences(entry({ after: question }), codeOf).map(({ field }) => field)).toEqual(['Answer', 'On']);
  });

  it('names the fields that differ, and no other', () => {
    const before = {
      id: 'a',
      name: 'Oak',
      zone: null,
      active: true,
      version: 1,
      unitCostCents: 28_900,
      supportEndsOn: '2031-06-30',
    };
    const after = {
      ...before,
      name: 'Oak Hill',
      zone: 'North',
      active: false,
      version: 2,
      unitCostCents: null,
      supportEndsOn: '2032-06-30',
    };
    expect(differences({ before, after }, codeOf)).toEqual([
      { field: 'Name', from: 'Oak', to: 'Oak Hill' },
      { field: 'Open', from: 'yes', to: 'no' },
      { field: 'Unit cost', from: '$289.00', to: null },
      { field: 'Updates end', from: 'Jun 30, 2031', to: 'Jun 30, 2032' },
      { field: 'Zone', from: null, to: 'North' },
    ]);
  });

  it('knows the entries of lists by what they are, wherever they stand', () => {
    const day = { on: '2026-11-11', kind: 'closed', closesAt: null, label: 'Veterans Day', from: 'district' };
    const early = { on: '2026-12-18', kind: 'early', closesAt: '12:30', label: 'Finals', from: 'district' };
    const hours = { weekday: 5, opensAt: '07:30', closesAt: '16:00' };
    expect(
      differences(
        {
          before: { hours: [hours], days: [day] },
          after: { hours: [{ ...hours, closesAt: '13:00' }], days: [early, day] },
        },
        codeOf,
      ),
    ).toEqual([
      { field: 'Friday', from: '07:30, 16:00', to: '07:30, 13:00' },
      { field: 'Dec 18, 2026', from: null, to: 'early, 12:30, Finals' },
    ]);
    const program = { grade: '7', kind: 'cart', limitOneToOne: 0, limitDaily: 1, limitLong: 0 };
    expect(differences({ before: { programs: [program] }, after: { programs: [] } }, codeOf)).toEqual([
      { field: 'Grade 7', from: 'cart, 1:1 0, daily 1, long 0', to: null },
    ]);
    const orgs = [
      { orgId: 'org-1', siteId: 'oak' },
      { orgId: 'org-2', made: 'middle' },
      { orgId: 'org-3', siteId: 'oak', forget: true },
    ];
    expect(differences({ before: null, after: { orgs } }, codeOf).map(({ field, to }) => `${field}: ${to}`)).toEqual([
      'Organization org-1: OAK',
      'Organization org-2: new site, middle',
      'Organization org-3: asked again',
    ]);
    const grants = [
      { role: 'site-clerk', siteId: 'oak' },
      { role: 'auditor', siteId: null },
    ];
    expect(differences({ before: null, after: { grants } }, codeOf)).toEqual([
      { field: 'Site clerk at OAK', from: null, to: 'yes' },
      { field: 'Auditor everywhere', from: null, to: 'yes' },
    ]);
  });

  it('shows a person by the fields alone, without a name', () => {
    const facts = entry({ before: { version: 3 }, after: { fields: ['grade', 'homeroom'] } });
    expect(subjectName(facts)).toBeNull();
    expect(differences(facts, codeOf)).toEqual([{ field: 'Fields', from: null, to: 'grade, homeroom' }]);
  });

  it('calls a record what it is called now', () => {
    expect(subjectName(entry({ before: { name: 'Oak' }, after: { name: 'Elm' } }))).toBe('Elm');
    expect(subjectName(entry({ after: { maker: 'Acer', name: 'C734' } }))).toBe('Acer C734');
  });
});
