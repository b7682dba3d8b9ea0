import { Injectable } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import { JobRegistry } from '@app/platform';
import type { EventHandler } from '@app/platform';
import { AlarmRaised } from '../desk.events.js';
import { NoticeService } from './notice.service.js';

/** A stolen or disposed device at a station: everybody with the right hears of it. */
@Injectable()
export class NotifyOfAlarm implements EventHandler<AlarmRaised['payload']>, OnModuleInit {
  readonly handles = AlarmRaised.type;
  readonly name = 'desk.notify-of-alarm';

  constructor(
    private readonly notices: NoticeService,
    private readonly registry: JobRegistry,
  ) {}

  onModuleInit(): void {
    this.registry.register(this);
  }

  async handle(payload: AlarmRaised['payload'], messageId: string): Promise<void> {
    const { reason, siteId, deviceId, stationId, scanId } = payload;
    await this.notices.send({ messageId, kind: reason, siteId, deviceId, facts: { stationId, scanId } });
  }
}
