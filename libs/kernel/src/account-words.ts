import type { Language, Wording } from './language.js';
import { said } from './language.js';

const STATES = {
  disabled: ['Disabled', 'Desactivada'],
  active: ['Active', 'Activa'],
  'no-sign-in': ['No sign-in yet', 'Aún sin acceso'],
} as const satisfies Record<string, Wording>;
export type AccountStanding = keyof typeof STATES;

/** Whether somebody can sign in with it. */
export function accountStanding(account: {
  state: 'active' | 'disabled';
  hasPassword: boolean;
  isLinked: boolean;
}): AccountStanding {
  if (account.state === 'disabled') return 'disabled';
  return account.hasPassword || account.isLinked ? 'active' : 'no-sign-in';
}

export const accountLabel = (standing: AccountStanding, language?: Language): string =>
  said(STATES[standing], language);

export const FACTOR_WORDS = {
  on: ['On', 'Activado'],
  off: ['Off', 'Desactivado'],
  emergency: ['For emergencies', 'Para emergencias'],
} as const satisfies Record<string, Wording>;

const EVERYWHERE = ['everywhere', 'en todas partes'] as const satisfies Wording;
const AT = ['at', 'en'] as const satisfies Wording;

interface PlacedRole {
  role: string;
  siteId: string | null;
}

/** "Site clerk at CPH, FOX", "Technician everywhere": an account's roles in one line each. */
export function roleLines(
  grants: readonly PlacedRole[],
  labelOf: (role: string) => string,
  codeOf: (siteId: string) => string,
  language?: Language,
): string[] {
  const places = new Map<string, (string | null)[]>();
  for (const { role, siteId } of grants) places.set(role, [...(places.get(role) ?? []), siteId]);
  return [...places].map(([role, sites]) =>
    sites.includes(null)
      ? `${labelOf(role)} ${said(EVERYWHERE, language)}`
      : `${labelOf(role)} ${said(AT, language)} ${sites
          .map((id) => codeOf(id!))
          .sort()
          .join(', ')}`,
  );
}

const TOKENS = {
  revoked: ['Revoked', 'Revocado'],
  expired: ['Expired', 'Vencido'],
  used: ['In use', 'En uso'],
} as const satisfies Record<string, Wording>;
export type TokenStanding = keyof typeof TOKENS;

/** @param today in UTC, as the last day of a token is. */
export function tokenStanding(
  { revokedAt, expiresOn }: { revokedAt: string | null; expiresOn: string },
  today = new Date().toISOString().slice(0, 10),
): TokenStanding {
  if (revokedAt) return 'revoked';
  return expiresOn < today ? 'expired' : 'used';
}

export const tokenLabel = (standing: TokenStanding, language?: Language): string => said(TOKENS[standing], language);
