import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api, ask, type Dto } from '../../lib/api.js';

export type Reservation = Dto<'ReservationDto'>;

/** Live reservations of a device or of a person. */
export const reservationsQueryOf = (of: { deviceId: string } | { personId: string }) =>
  queryOptions({
    queryKey: ['reservations', of],
    queryFn: ({ signal }) => ask(api.GET('/api/v1/reservations', { params: { query: { ...of, limit: 50 } }, signal })),
  });

export function useReserve(done: () => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: Dto<'NewReservationDto'>) => ask(api.POST('/api/v1/reservations', { body })),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['reservations'] });
      done();
    },
  });
}

export function useCancelReservation() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, version }: Pick<Reservation, 'id' | 'version'>) =>
      ask(api.POST('/api/v1/reservations/{id}/cancel', { params: { path: { id } }, body: { version } })),
    onSettled: () => client.invalidateQueries({ queryKey: ['reservations'] }),
  });
}
