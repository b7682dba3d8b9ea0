import { Injectable } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { JobRegistry } from '@app/platform';
import type { EventHandler } from '@app/platform';
import { NoticeService } from './notice.service.js';

interface TransferredInHand {
  deviceId: string;
  fromSiteId: string;
  toSiteId: string;
  scanId: string;
}

/** A site took over a device that it had in hand: the losing site hears of it. */
@Injectable()
export class NotifyOfTransfer implements EventHandler<TransferredInHand>, OnModuleInit {
  readonly handles = 'inventory.device-transferred-in-hand.v1';
  readonly name = 'desk.notify-of-transfer';

  constructor(
    private readonly notices: NoticeService,
    private readonly registry: JobRegistry,
  ) {}

  onModuleInit(): void {
    this.registry.register(this);
  }

  async handle({ deviceId, fromSiteId, toSiteId, scanId }: TransferredInHand, messageId: string): Promise<void> {
    await this.notices.send({
      messageId,
      kind: 'device-transferred',
      siteId: fromSiteId,
      deviceId,
      facts: { toSiteId, scanId },
    });
  }
}
