import { Injectable } from '@nestjs/common';
import type { Db } from '@app/platform';

/** A sentence about a tag that a device is given; `null`: nothing is known against it. */
export type TagWarning = (db: Db, tag: string) => Promise<string | null>;

/** What the lib of labels knows about tags: a device is registered all the same. */
@Injectable()
export class TagWarnings {
  private look: TagWarning = () => Promise.resolve(null);

  /** Once, when the lib above starts. */
  register(look: TagWarning): void {
    this.look = look;
  }

  of(db: Db, tag: string): Promise<string | null> {
    return this.look(db, tag);
  }
}
