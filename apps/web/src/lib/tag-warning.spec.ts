import { QueryClient } from '@tanstack/react-query';
import { savedWithTag, tagWarningQuery } from './tag-warning.js';

const VOIDED = 'The labels with tag AV-1 were voided';
const save = (tagWarning: string | null) => () => Promise.resolve({ id: 'd', tagWarning });

function clientThatShowed(tag: string, warning: string | null): QueryClient {
  const client = new QueryClient();
  client.setQueryData(tagWarningQuery(tag).queryKey, warning);
  return client;
}

it('what stood beside the field before it was saved is not said again', async () => {
  const client = clientThatShowed('AV-1', VOIDED);
  expect(await savedWithTag(client, 'AV-1', save(VOIDED))).toEqual({ saved: { id: 'd' }, unread: null });
});

it.each([
  ['another tag', clientThatShowed('AV-2', VOIDED)],
  ['nothing yet', new QueryClient()],
  ['that nothing is known', clientThatShowed('AV-1', null)],
])('it is said where the field showed %s', async (_what, client) => {
  expect((await savedWithTag(client, 'AV-1', save(VOIDED))).unread).toBe(VOIDED);
});

it('what is found while it is being saved counts as unread', async () => {
  const client = new QueryClient();
  const found = () => {
    client.setQueryData(tagWarningQuery('AV-1').queryKey, VOIDED);
    return save(VOIDED)();
  };
  expect((await savedWithTag(client, 'AV-1', found)).unread).toBe(VOIDED);
});
