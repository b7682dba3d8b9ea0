/** Why a role keeps asking for a second factor, whatever a district wishes. */
export const FACTOR_REASONS = ['accounts', 'money'] as const;
export type FactorReason = (typeof FACTOR_REASONS)[number];

const FINANCE = 'finance';

/** Whoever manages accounts could become anybody, and finance approves what is written off: a password alone is too little. */
export function factorKeptFor(role: { code: string; permissions: readonly string[] }): FactorReason | null {
  if (role.permissions.includes('account:manage')) return 'accounts';
  return role.code === FINANCE ? 'money' : null;
}

/** A code for a role that a district makes: from its name, and never one that is taken. */
export function roleCode(label: string, taken: ReadonlySet<string>): string {
  const words = label
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 40);
  const base = words || 'role';
  for (let n = 1; ; n += 1) {
    const code = n === 1 ? base : `${base}-${n}`;
    if (!taken.has(code)) return code;
  }
}
