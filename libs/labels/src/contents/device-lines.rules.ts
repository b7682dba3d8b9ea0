import type { LabelOptions } from '../runs/run.js';

/** Money of one source that paid for a device. */
export interface FundingFact {
  code: string;
  name: string;
  kind: string;
  awardNumber: string | null;
}

/** Consolidated application and other categorical programs: 5 CCR 3946 asks for their label. Bonds and gifts are none. */
const CATEGORICAL = new Set(['federal', 'state']);

/** What the label says of the money, and whether a number is missing: of an award, or a resource code of the accounts. */
export interface ProgramWords {
  line: string;
  gap: boolean;
}

/** Project name and number of what categorical money bought; `null`: nothing of the kind paid for the device. */
export function programWords(funding: readonly FundingFact[]): ProgramWords | null {
  const programs = funding.filter(({ kind }) => CATEGORICAL.has(kind));
  if (programs.length === 0) return null;
  const line = programs.map(({ name, code, awardNumber }) => `${name} · ${awardNumber ?? code}`).join(' · ');
  return { line, gap: programs.some(({ awardNumber, code }) => awardNumber === null && !/\d/.test(code)) };
}

export interface LabelLines {
  /** Of the program the first, blank where none paid; an `own` that is blank keeps its place too. */
  lines: string[];
  /** Of them, those that 5 CCR 3946 (c) asks for: project name, project number and district. */
  lawful: string[];
  /** How many of the first lines are the program's and the owner's: they go before all others where room is short. */
  lawfulFirst: number;
}

/**
 * Whose it is, said once, and where it belongs; what the law asks for comes first, since last lines are the first to be dropped. The
 * district stands with the program only where no line of its own says it.
 */
export function labelLines(
  { property, district, site, text, program }: LabelOptions,
  facts: { district: string; site: string | null; program: ProgramWords | null; own?: string | null },
): LabelLines {
  const owner = property ? `Property of ${facts.district}` : district ? facts.district : null;
  const money = facts.program && program ? facts.program.line : null;
  const line = money !== null && owner === null ? `${money} · ${facts.district}` : money;
  const lawful = line === null ? [] : [line, owner];
  const own = facts.own ?? null;
  const others = [site ? facts.site : null, text].filter(isSaid);
  // Not every device of a run has a program, or a tag: their places are kept on all.
  const first = [program ? (line ?? '') : null, owner].filter((each) => each !== null);
  const lines = [...first, ...(own === null ? [] : [own]), ...others];
  return { lines, lawful: lawful.filter(isSaid), lawfulFirst: first.length };
}

const isSaid = (line: string | null | undefined): line is string => line !== null && line !== undefined && line !== '';
