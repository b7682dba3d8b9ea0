import { ignoredParams } from '../../components/ignored-params.js';
import { deviceQuery, isFiltered } from './device-filter.js';

describe('the device list’s address', () => {
  it('becomes the query of the API', () => {
    const url = { state: 'missing,lost', site: 'LHS,WMS', elsewhere: 'true', seenBefore: '2026-08-01', sort: '-tag' };
    expect(deviceQuery(url)).toEqual({
      state: ['missing', 'lost'],
      site: ['LHS', 'WMS'],
      elsewhere: true,
      seenBefore: '2026-08-01',
      sort: '-tag',
    });
  });

  it('leaves out what means nothing, and names it', () => {
    const url = { state: 'missing,broken', seenBefore: '2026-13-01', model: 'CB-314', colour: 'red', sort: 'price' };
    const query = deviceQuery(url);
    expect(query).toEqual({ state: ['missing'] });
    expect(ignoredParams(url, query)).toEqual(['state', 'seenBefore', 'model', 'colour', 'sort']);
  });

  it('does not call a doubled value unknown', () => {
    const url = { state: 'missing,missing' };
    expect(ignoredParams(url, deviceQuery(url))).toEqual([]);
  });

  it('does not take a sort for a filter', () => {
    expect(isFiltered(deviceQuery({ sort: 'tag' }))).toBe(false);
    expect(isFiltered(deviceQuery({ hold: 'legal' }))).toBe(true);
  });
});
