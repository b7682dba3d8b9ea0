import type { Standing } from './person-change.rules.js';
import { standingAfter } from './person-change.rules.js';

const TODAY = '2026-10-14';
const active: Standing = { state: 'active', withdrawnOn: null, primarySiteId: 'a', siteIds: ['a', 'b'] };
const withdrawn: Standing = { ...active, state: 'withdrawn', withdrawnOn: '2026-09-01' };

describe('the standing of a person after an edit', () => {
  it('stays as it is when nothing is asked', () => {
    expect(standingAfter(active, {}, TODAY)).toEqual({
      state: 'active',
      withdrawnOn: null,
      primarySiteId: 'a',
      addedSiteIds: [],
      removedSiteIds: [],
      moved: false,
      withdrew: false,
    });
  });

  it('withdraws as of today, or of the day that is given', () => {
    expect(standingAfter(active, { state: 'withdrawn' }, TODAY)).toMatchObject({ withdrawnOn: TODAY, withdrew: true });
    expect(standingAfter(active, { state: 'withdrawn', withdrawnOn: '2026-10-01' }, TODAY)).toMatchObject({
      withdrawnOn: '2026-10-01',
    });
  });

  it('corrects the day of a withdrawal without withdrawing again', () => {
    expect(standingAfter(withdrawn, { withdrawnOn: '2026-09-02' }, TODAY)).toMatchObject({
      withdrawnOn: '2026-09-02',
      withdrew: false,
    });
    expect(standingAfter(withdrawn, { state: 'withdrawn' }, TODAY)).toMatchObject({ withdrawnOn: '2026-09-01' });
  });

  it('takes somebody back', () => {
    expect(standingAfter(withdrawn, { state: 'active' }, TODAY)).toMatchObject({ state: 'active', withdrawnOn: null });
  });

  it('moves: the new primary site takes the place of the old one', () => {
    expect(standingAfter(active, { primarySiteId: 'c' }, TODAY)).toMatchObject({
      primarySiteId: 'c',
      addedSiteIds: ['c'],
      removedSiteIds: ['a'],
      moved: true,
    });
  });

  it('moves to a site that the person had already', () => {
    expect(standingAfter(active, { primarySiteId: 'b' }, TODAY)).toMatchObject({
      addedSiteIds: [],
      removedSiteIds: ['a'],
      moved: true,
    });
  });

  it('keeps the old site when the list says so', () => {
    expect(standingAfter(active, { primarySiteId: 'c', siteIds: ['a', 'c'] }, TODAY)).toMatchObject({
      addedSiteIds: ['c'],
      removedSiteIds: ['b'],
    });
  });

  it('gives a first site to somebody without one', () => {
    const nowhere: Standing = { ...active, primarySiteId: null, siteIds: [] };
    expect(standingAfter(nowhere, { primarySiteId: 'a' }, TODAY)).toMatchObject({ addedSiteIds: ['a'], moved: true });
  });

  it.each([
    [active, { siteIds: ['b'] }, 'primary-site-not-own'],
    [active, { primarySiteId: 'c', siteIds: ['a'] }, 'primary-site-not-own'],
    [active, { state: 'withdrawn' as const, withdrawnOn: '2026-10-15' }, 'withdrawn-in-future'],
    [active, { withdrawnOn: '2026-10-01' }, 'withdrawn-on-without-withdrawal'],
    [withdrawn, { state: 'active' as const, withdrawnOn: '2026-10-01' }, 'withdrawn-on-without-withdrawal'],
  ])('refuses %o with %o: %s', (now, request, refusal) => {
    expect(standingAfter(now, request, TODAY)).toBe(refusal);
  });
});
