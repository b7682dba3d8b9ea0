import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Language } from '@app/kernel';
import { api, ask, ApiError, type Dto } from './api.js';
import { endDeskSession } from './desk-session.js';
import { speak } from './language.js';
import { endSession, readSession } from './station-store.js';

export interface SessionSite {
  id: string;
  code: string;
  name: string;
}

export type FactorStage = Dto<'SessionAccountDto'>['secondFactor'];

export interface Session {
  account: {
    id: string;
    displayName: string;
    email: string;
    language: Language;
    mustChangePassword: boolean;
    secondFactor: FactorStage;
  };
  /** Per permission: every site, or the ids of the sites where it holds. */
  permissions: Record<string, 'all' | string[]>;
  sites: SessionSite[];
  district: { name: string; timeZone: string; profile: string };
}

/** The account alone; sites and district belong to another part of the API. */
type SessionAnswer = Pick<Session, 'account' | 'permissions'> & Partial<Session>;

async function fetchSession(signal?: AbortSignal): Promise<Session | null> {
  try {
    const answer = await ask<SessionAnswer>(api.GET('/api/v1/session', { signal }));
    const [sites, district] = await Promise.all([
      answer.sites ?? fetchSites(signal),
      answer.district ?? fetchDistrict(signal),
    ]);
    speak(answer.account.language);
    return { ...answer, sites, district };
  } catch (error) {
    if (error instanceof ApiError && error.problem.status === 401) return null;
    throw error;
  }
}

/** Every site that the account sees; none when its role may not list them. */
async function fetchSites(signal?: AbortSignal): Promise<SessionSite[]> {
  const sites: SessionSite[] = [];
  let after: string | undefined;
  do {
    const query = after ? { limit: 200, after } : { limit: 200 };
    const page = await unlessForbidden(
      ask<{ items: SessionSite[]; next?: string | null }>(api.GET('/api/v1/sites', { params: { query }, signal })),
      { items: [], next: null },
    );
    sites.push(...page.items);
    after = page.next ?? undefined;
  } while (after && sites.length < 2_000);
  return sites;
}

const fetchDistrict = (signal?: AbortSignal): Promise<Session['district']> =>
  unlessForbidden(ask<Session['district']>(api.GET('/api/v1/district', { signal })), {
    name: 'Cubby',
    timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    profile: '',
  });

async function unlessForbidden<T>(answer: Promise<T>, otherwise: T): Promise<T> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof ApiError && (error.problem.status === 403 || error.problem.status === 404)) return otherwise;
    throw error;
  }
}

/** `null` = nobody is signed in. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: ({ signal }) => fetchSession(signal),
  staleTime: 5 * 60_000,
});

export function useSession(): Session {
  const { data } = useQuery(sessionQuery);
  if (!data) throw new Error('This page needs a signed-in account');
  return data;
}

/** Chosen for the account: every browser of theirs speaks it from then on. */
export function useLanguage(): [Language, (language: Language) => void] {
  const client = useQueryClient();
  const { mutate } = useMutation({
    mutationFn: (language: Language) => ask(api.PUT('/api/v1/session/language', { body: { language } })),
    onSuccess: () => client.invalidateQueries({ queryKey: sessionQuery.queryKey }),
  });
  return [useSession().account.language, mutate];
}

export const can = (session: Session, permission: string, siteId?: string): boolean => {
  const scope = session.permissions[permission] as 'all' | string[] | undefined;
  if (!scope) return false;
  return scope === 'all' || (siteId ? scope.includes(siteId) : scope.length > 0);
};

/** Whether the account holds a permission at one site, or anywhere. */
export const useCan = (permission: string, siteId?: string): boolean => can(useSession(), permission, siteId);

/** A student helper: lends loaners and opens nothing else. */
export const helps = (session: Session, siteId?: string): boolean =>
  can(session, 'loaner:lend', siteId) && !can(session, 'device:check-out', siteId);

export const useHelps = (siteId?: string): boolean => helps(useSession(), siteId);

/** Whether the account holds a permission in the whole district, for what belongs to no site. */
export const useCanEverywhere = (permission: string): boolean => useSession().permissions[permission] === 'all';

export function useSignOut(): () => Promise<void> {
  const client = useQueryClient();
  return async () => {
    const desk = readSession();
    if (desk?.lastSeq) await endDeskSession(desk.id);
    endSession();
    await ask(api.DELETE('/api/v1/session')).catch(() => undefined);
    client.clear();
    window.location.assign('/sign-in');
  };
}

/**
 * Opens a session for an e-mail address and password.
 * @throws ApiError 401 for a wrong pair, 429 when throttled
 */
export const signIn = (credentials: { email: string; password: string }): Promise<unknown> =>
  ask(api.POST('/api/v1/session', { body: credentials }));
