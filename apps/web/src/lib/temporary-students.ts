import { newId } from '@app/kernel';
import { useMutation } from '@tanstack/react-query';
import { useRef } from 'react';
import { api, ask, type Dto } from './api.js';

export type NewTemporary = Dto<'NewTemporaryPersonDto'>;

/** Adds a student whom the roster does not have yet. The same body is sent under the same key: a lost answer adds nobody twice. */
export function useNewTemporary(done: (person: Dto<'PersonDto'>) => void) {
  const sent = useRef({ body: '', key: '' });
  return useMutation({
    networkMode: 'always',
    mutationFn: (body: NewTemporary) => {
      const text = JSON.stringify(body);
      if (sent.current.body !== text) sent.current = { body: text, key: newId() };
      const headers = { 'Idempotency-Key': sent.current.key };
      return ask(api.POST('/api/v1/temporary-people', { body, headers }));
    },
    onSuccess: done,
  });
}

/** What stands in the form, as the API takes it; the fields that are still to be filled in. */
export function temporaryOf(values: Record<string, string>, siteId: string): { body: NewTemporary; missing: string[] } {
  const { givenName = '', familyName = '', grade, homeroom, knownNumber } = values;
  return {
    body: {
      ...{ givenName, familyName, siteId },
      ...(grade && { grade }),
      ...(homeroom && { homeroom }),
      ...(knownNumber && { knownNumber }),
    },
    missing: [...(givenName ? [] : ['givenName']), ...(familyName ? [] : ['familyName'])],
  };
}

export const MISSING_NAMES: Record<string, string> = {
  givenName: 'Give the given name',
  familyName: 'Give the family name',
};
