import { Injectable } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { MissingStepsDue } from '@app/circulation';
import { JobRegistry } from '@app/platform';
import type { EventHandler } from '@app/platform';
import { NoticeService } from './notice.service.js';

/** A site has steps of its missing cases to do today: its administrators hear of it once a day. */
@Injectable()
export class NotifyOfMissingSteps implements EventHandler<MissingStepsDue['payload']>, OnModuleInit {
  readonly handles = MissingStepsDue.type;
  readonly name = 'desk.notify-of-missing-steps';

  constructor(
    private readonly notices: NoticeService,
    private readonly registry: JobRegistry,
  ) {}

  onModuleInit(): void {
    this.registry.register(this);
  }

  /** The nightly job may run twice, so the day says which notice it is, not the message. */
  async handle({ siteId, on, steps, cases }: MissingStepsDue['payload']): Promise<void> {
    await this.notices.send({
      messageId: `missing-steps ${siteId} ${on}`,
      kind: 'missing-steps-due',
      siteId,
      deviceId: null,
      facts: { on, steps, cases },
    });
  }
}
