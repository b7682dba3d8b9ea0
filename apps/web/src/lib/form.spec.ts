import { ApiError } from './api.js';
import { changedFields, refusedFields } from './form.js';

describe('what a form sends', () => {
  it('sends only what differs, and null for what was emptied', () => {
    const loaded = { vendor: 'CDW', notes: null, purchasedOn: '2024-08-12' };
    expect(changedFields({ vendor: '', notes: '', purchasedOn: '2024-08-12' }, loaded)).toEqual({ vendor: null });
  });

  it('leaves alone what the form does not show', () => {
    expect(changedFields({ notes: 'x' }, { notes: null, vendor: 'CDW' })).toEqual({ notes: 'x' });
  });
});

describe('what the server refused', () => {
  const refusal = (status: number, code: string, errors?: { field: string; message: string }[]): ApiError =>
    new ApiError({ status, code, title: 'Refused', errors });

  it('names each field once', () => {
    const error = refusal(400, 'request.invalid', [{ field: 'vendor', message: 'vendor is too long' }]);
    expect(refusedFields(error, 'assetTag')).toEqual([{ field: 'vendor', message: 'vendor is too long' }]);
  });

  it('calls the fields what the form calls them', () => {
    const errors = [
      { field: 'lastSeenOn', message: 'must not be in the future' },
      { field: 'notifiedOn', message: 'notifiedOn must be a day' },
    ];
    const labels = { lastSeenOn: 'Last seen on', notifiedOn: 'When the school heard of it' };
    expect(refusedFields(refusal(422, 'x', errors), 'reason', undefined, labels)).toEqual([
      { field: 'lastSeenOn', message: 'Last seen on: must not be in the future' },
      { field: 'notifiedOn', message: 'When the school heard of it: must be a day' },
    ]);
  });

  it('explains a version conflict in the words of the page', () => {
    const error = refusal(409, 'device.version-conflict');
    expect(refusedFields(error, 'assetTag', 'Changed meanwhile')).toEqual([
      { field: 'assetTag', message: 'Changed meanwhile' },
    ]);
  });
});
