import { DomainEvent } from '@app/platform';

/** A stolen or disposed device was scanned at a station: somebody with the right must know now. */
export class AlarmRaised extends DomainEvent<{
  deviceId: string;
  reason: 'stolen-device-scanned' | 'disposed-device-scanned';
  siteId: string;
  stationId: string;
  scanId: string;
}> {
  static readonly type = 'desk.alarm-raised.v1';
  readonly type = AlarmRaised.type;
}
