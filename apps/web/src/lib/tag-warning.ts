import { queryOptions, type QueryClient } from '@tanstack/react-query';
import { api, ask } from './api.js';

/** What is known against a tag before a device is given it. */
export const tagWarningQuery = (tag: string) =>
  queryOptions({
    queryKey: ['tag-warning', tag],
    queryFn: async ({ signal }) =>
      (await ask(api.GET('/api/v1/devices/tag-warning', { params: { query: { tag } }, signal }))).tagWarning,
  });

/**
 * Gives a device its tag.
 * @returns what was saved; `unread`: what is known against the tag, unless that stood beside the field before
 */
export async function savedWithTag<Saved extends { tagWarning: string | null }>(
  client: QueryClient,
  tag: string | null | undefined,
  save: () => Promise<Saved>,
): Promise<{ saved: Omit<Saved, 'tagWarning'>; unread: string | null }> {
  const read = tag ? client.getQueryData(tagWarningQuery(tag).queryKey) : null;
  const { tagWarning, ...saved } = await save();
  return { saved, unread: tagWarning === read ? null : tagWarning };
}
