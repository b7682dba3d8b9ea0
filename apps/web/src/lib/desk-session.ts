import { api, ask } from './api.js';

/** Ends a session of this account at a desk; whether that is certain now. */
export const endDeskSession = (id: string): Promise<boolean> =>
  ask(api.POST('/api/v1/desk-sessions/{id}/end', { params: { path: { id } } })).then(
    () => true,
    () => false,
  );
