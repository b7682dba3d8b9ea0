import type { Language } from '@app/kernel';

/** The sites that a permission reaches: every site, or these ids (none when empty). */
export type SiteScope = 'all' | readonly string[];

/** The sites of both. */
export function sharedScope(one: SiteScope, other: SiteScope): SiteScope {
  if (one === 'all') return other;
  return other === 'all' ? one : one.filter((id) => other.includes(id));
}

/** The sites of one or the other. */
export const eitherScope = (one: SiteScope, other: SiteScope): SiteScope =>
  one === 'all' || other === 'all' ? 'all' : [...new Set([...one, ...other])];

/**
 * Who looks or acts, and where each permission holds. Every read of people or devices takes one, so that no query
 * can forget whose sites it may show.
 */
export class Viewer {
  constructor(
    /** `null` for the system itself. */
    readonly accountId: string | null,
    /** For the ledger and the logs: the account's label, or `system:<job>`. */
    readonly label: string,
    private readonly grants: ReadonlyMap<string, SiteScope>,
    /** What is said to them. */
    readonly language: Language = 'en',
  ) {}

  /** Whether the permission is held for one site at least. */
  can(permission: string): boolean {
    const scope = this.sitesFor(permission);
    return scope === 'all' || scope.length > 0;
  }

  /** The sites for which the permission is held. */
  sitesFor(permission: string): SiteScope {
    return this.grants.get(permission) ?? NOWHERE;
  }

  /** The same account, with these permissions holding where they are said to, and all others as before. */
  with(scopes: Iterable<readonly [string, SiteScope]>, language = this.language): Viewer {
    return new Viewer(this.accountId, this.label, new Map([...this.grants, ...scopes]), language);
  }

  /** A job of ours: every permission, everywhere. Never made from a request. */
  static system(name: string): Viewer {
    return new SystemViewer(name);
  }
}

const NOWHERE: readonly string[] = [];

class SystemViewer extends Viewer {
  constructor(name: string) {
    super(null, `system:${name}`, new Map());
  }

  override sitesFor(): SiteScope {
    return 'all';
  }
}
