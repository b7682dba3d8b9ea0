/** Why a record of the roster may be the temporary student, the strongest first. */
export const MATCH_REASONS = ['number', 'name', 'name-alike', 'grade', 'site'] as const;
export type MatchReason = (typeof MATCH_REASONS)[number];

export interface MatchFacts {
  /** The roster has the number that the desk was told, as theirs or on a card of theirs. */
  sameNumber: boolean;
  /** 0 to 1, of the folded names. */
  likeness: number;
  /** Both have a grade, the same one. */
  sameGrade: boolean;
  /** The roster's person is enrolled where the temporary one was made. */
  sameSite: boolean;
}

/** "Mya Rivera" is 0.69 like "Maya Rivera"; two siblings share about half. */
export const ALIKE = 0.6;

/**
 * The reasons to propose a record; none where it is not proposed. The number alone is enough. A name takes grade and site
 * beside it: a proposal of somebody of the same name elsewhere would be confirmed without a look sooner or later.
 */
export function matchReasons({ sameNumber, likeness, sameGrade, sameSite }: MatchFacts): MatchReason[] {
  const name: MatchReason[] = likeness >= 1 ? ['name'] : likeness >= ALIKE ? ['name-alike'] : [];
  const reasons: MatchReason[] = [
    ...(sameNumber ? (['number'] as const) : []),
    ...name,
    ...(sameGrade ? (['grade'] as const) : []),
    ...(sameSite ? (['site'] as const) : []),
  ];
  return sameNumber || (name.length > 0 && sameGrade && sameSite) ? reasons : [];
}

/** Better ones first: by number, then by how alike the names are. */
export const compareMatches = (a: MatchFacts, b: MatchFacts): number =>
  Number(b.sameNumber) - Number(a.sameNumber) || b.likeness - a.likeness;
