import type { LabelContent } from '../layout/layout.js';

/** What stands on a label of a run, with what its page needs to know of it. */
export interface RunContent extends LabelContent {
  /** Pages of a class list begin anew with each: the homeroom. */
  group: string | null;
  /** Money of a program paid for it: 5 CCR 3946 asks what its label says. */
  program: boolean;
  /** Lines of it that say so. */
  lawful: readonly string[];
  /** The program's number is not known. */
  programGap: boolean;
}

export const plainContent = (content: Pick<LabelContent, 'code'> & Partial<RunContent>): RunContent => ({
  ...{ link: null, lines: [], group: null, program: false, lawful: [], programGap: false },
  ...content,
});
