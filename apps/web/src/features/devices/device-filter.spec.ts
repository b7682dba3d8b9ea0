import { ignoredParams } from '../../components/ignored-params.js';
import { deviceQuery, isFiltered } from './device-filter.js';

describe('the device list’s address', () => {
  it('becomes the query of the API', () => {
    const url = { state: 'missing,lost', site: 'LHS,WMS', elsewhere: 'true', seenBefore: '2026-08-01', sort: '-tag' };
    expect(deviceQuery(url, '2026-11-26')).toEqual({
      state: ['missing', 'lost'],
      site: ['LHS', 'WMS'],
      elsewhere: true,
      seenBefore: '2026-08-01',
      sort: '-tag',
    });
  });

  it('has what is not, and what a comma is part of', () => {
    const url = { stateNot: 'missing', program: 'Measure J\\, phase 2,-', funding: '-', fundingNot: 'bond' };
    const query = deviceQuery(url, '2026-11-26');
    expect(query).toEqual({ stateNot: ['missing'], program: ['Measure J, phase 2', '-'], funding: ['-'] });
    expect(ignoredParams(url, query)).toEqual(['fundingNot']);
  });

  it('has homes, rooms and holders that are not, and days between which', () => {
    const room = '0198c2f0-0000-7000-8000-000000000001';
    const url = {
      homeSiteNot: 'LHS',
      roomNot: `${room},x`,
      holderNot: 'none,room',
      seenAfter: '2026-08-01',
      seenBefore: '30d',
    };
    const query = deviceQuery(url, '2026-11-26');
    expect(query).toEqual({
      ...{ homeSiteNot: ['LHS'], roomNot: [room], holderNot: ['room', 'none'] },
      ...{ seenAfter: '2026-08-01', seenBefore: '2026-10-27' },
    });
    expect(ignoredParams(url, query)).toEqual(['roomNot']);
  });

  it('leaves out what means nothing, and names it', () => {
    const url = { state: 'missing,broken', seenBefore: '2026-13-01', model: 'CB-314', colour: 'red', sort: 'price' };
    const query = deviceQuery(url, '2026-11-26');
    expect(query).toEqual({ state: ['missing'] });
    expect(ignoredParams(url, query)).toEqual(['state', 'seenBefore', 'model', 'colour', 'sort']);
  });

  it('does not call a doubled value unknown', () => {
    const url = { state: 'missing,missing' };
    expect(ignoredParams(url, deviceQuery(url, '2026-11-26'))).toEqual([]);
  });

  it('has the years in which devices are due, this one by its own word', () => {
    const url = { dueIn: 'now,2031,soon' };
    expect(deviceQuery(url, '2026-11-26')).toEqual({ dueIn: ['now', '2031'] });
    expect(ignoredParams(url, deviceQuery(url, '2026-11-26'))).toEqual(['dueIn']);
  });

  it('takes days ago for a day', () => {
    expect(deviceQuery({ seenBefore: '90d' }, '2026-11-26')).toEqual({ seenBefore: '2026-08-28' });
    expect(deviceQuery({ seenBefore: '90x' }, '2026-11-26')).toEqual({});
  });

  it('does not take a sort for a filter', () => {
    expect(isFiltered(deviceQuery({ sort: 'tag' }, '2026-11-26'))).toBe(false);
    expect(isFiltered(deviceQuery({ hold: 'legal' }, '2026-11-26'))).toBe(true);
  });
});
