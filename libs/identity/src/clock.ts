import { Injectable } from '@nestjs/common';

/** What time it is for sessions and one-time codes; a test moves it. */
@Injectable()
export class Clock {
  now(): Date {
    return new Date();
  }

  /** The instant `ms` from now; before now when negative. */
  in(ms: number): Date {
    return new Date(this.now().getTime() + ms);
  }
}
