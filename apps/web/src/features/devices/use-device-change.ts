import { useMutation, useQueryClient, type UseMutationResult } from '@tanstack/react-query';
import type { DeviceDetail } from '../../lib/device-words.js';
import { savedWithTag } from '../../lib/tag-warning.js';
import { deviceQueryOf } from './device-queries.js';

/** One step of a device: its page shows the answer at once, and asks for its timeline anew. */
export function useDeviceStep<Body>(
  id: string,
  onClose: () => void,
  send: (body: Body) => Promise<DeviceDetail>,
): UseMutationResult<DeviceDetail, Error, Body> {
  const client = useQueryClient();
  return useMutation({
    mutationFn: send,
    onSuccess: async (changed) => {
      client.setQueryData(deviceQueryOf(id).queryKey, changed);
      onClose();
      await client.invalidateQueries({ queryKey: ['device', id, 'timeline'] });
    },
  });
}

interface DeviceEdit<Body> {
  /** The tag that is given with it, if one is. */
  tagOf: (body: Body) => string | null | undefined;
  send: (body: Body) => Promise<DeviceDetail & { tagWarning: string | null }>;
}

/** New facts of a device. Its panel stays open for a tag that desks would read as something else. */
export function useDeviceEdit<Body>(
  id: string,
  onClose: () => void,
  { tagOf, send }: DeviceEdit<Body>,
): UseMutationResult<{ saved: DeviceDetail; unread: string | null }, Error, Body> {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: Body) => savedWithTag(client, tagOf(body), () => send(body)),
    onSuccess: async ({ saved, unread }) => {
      client.setQueryData(deviceQueryOf(id).queryKey, saved);
      if (unread === null) onClose();
      await client.invalidateQueries({ queryKey: ['device', id] });
    },
  });
}
