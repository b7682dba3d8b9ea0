import { Injectable } from '@nestjs/common';
import type { Language } from '@app/kernel';
import type { Db } from '@app/platform';

/** A tag as somebody asked about it, and why its labels were voided. */
export interface VoidedTag {
  tag: string;
  reason: string;
}

/** Those of the tags whose labels were voided, in their order. */
export type VoidedTags = (db: Db, tags: readonly string[]) => Promise<VoidedTag[]>;

const WORDS: Record<Language, (voided: VoidedTag) => string> = {
  en: ({ tag, reason }) => `The labels with tag ${tag} were voided, “${reason}”: look that no second one is about`,
  es: ({ tag, reason }) =>
    `Las etiquetas con el código ${tag} se anularon, “${reason}”: revise que no haya otra en circulación`,
};

/** What the lib of labels knows about tags: a device gets its tag all the same. */
@Injectable()
export class TagWarnings {
  private look: VoidedTags = () => Promise.resolve([]);

  /** Once, when the lib above starts. */
  register(look: VoidedTags): void {
    this.look = look;
  }

  among(db: Db, tags: readonly string[]): Promise<VoidedTag[]> {
    return this.look(db, tags);
  }

  /** A sentence about a tag that a device was given; `null`: it was given none, or nothing is known against it. */
  async of(db: Db, tag: string | null | undefined, language: Language): Promise<string | null> {
    if (tag === null || tag === undefined) return null;
    const [voided] = await this.look(db, [tag]);
    return voided ? WORDS[language](voided) : null;
  }
}
