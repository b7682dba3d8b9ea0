import { Injectable } from '@nestjs/common';

/** At which sites an agreement is asked for: a lib above decides, and lists of people show who has none. */
@Injectable()
export class AgreementAsked {
  private asked = 'true';

  get condition(): string {
    return this.asked;
  }

  /** Once, when that lib starts. `condition`: SQL about person `p`, over its own tables; never a request's text. */
  where(condition: string): void {
    this.asked = condition;
  }
}
