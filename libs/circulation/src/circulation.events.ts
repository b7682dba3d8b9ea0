import { DomainEvent } from '@app/platform';

export interface CasePayload {
  caseId: string;
  deviceId: string;
  /** Whose case it is. */
  siteId: string;
  /** `null`: the system. */
  accountId: string | null;
}

export class DeviceReportedMissing extends DomainEvent<CasePayload> {
  static readonly type = 'circulation.device-reported-missing.v1';
  readonly type = DeviceReportedMissing.type;
}

export class DeviceReportedStolen extends DomainEvent<CasePayload> {
  static readonly type = 'circulation.device-reported-stolen.v1';
  readonly type = DeviceReportedStolen.type;
}

export class WriteOffProposed extends DomainEvent<CasePayload & { writeOffId: string }> {
  static readonly type = 'circulation.write-off-proposed.v1';
  readonly type = WriteOffProposed.type;
}

export class WriteOffDeclined extends DomainEvent<CasePayload & { writeOffId: string }> {
  static readonly type = 'circulation.write-off-declined.v1';
  readonly type = WriteOffDeclined.type;
}

export class DeviceWrittenOff extends DomainEvent<CasePayload & { writeOffId: string }> {
  static readonly type = 'circulation.device-written-off.v1';
  readonly type = DeviceWrittenOff.type;
}

/** A site has steps of its cases to do today. */
export class MissingStepsDue extends DomainEvent<{
  siteId: string;
  /** `YYYY-MM-DD`, the district's day. */
  on: string;
  /** How many cases, by step. */
  steps: Record<string, number>;
  cases: number;
}> {
  static readonly type = 'circulation.missing-steps-due.v1';
  readonly type = MissingStepsDue.type;
}
