import { DomainEvent } from '@app/platform';

export interface PersonWithdrawnPayload {
  personId: string;
  /** Primary site at that moment; `null` when the person has none. */
  siteId: string | null;
  /** `YYYY-MM-DD`. */
  withdrawnOn: string;
}

/** A person left the district: loans that are still open need somebody's attention. */
export class PersonWithdrawn extends DomainEvent<PersonWithdrawnPayload> {
  static readonly type = 'directory.person-withdrawn.v1';
  readonly type = PersonWithdrawn.type;
}

export interface PersonTakenBackPayload {
  personId: string;
}

/** Somebody who had left is enrolled again. */
export class PersonTakenBack extends DomainEvent<PersonTakenBackPayload> {
  static readonly type = 'directory.person-taken-back.v1';
  readonly type = PersonTakenBack.type;
}

export interface PersonMovedPayload {
  personId: string;
  fromSiteId: string | null;
  toSiteId: string;
  /** In which they were at the site that they left. */
  grade: string | null;
  /** `YYYY-MM-DD`. */
  movedOn: string;
}

/** A person's primary site changed. */
export class PersonMoved extends DomainEvent<PersonMovedPayload> {
  static readonly type = 'directory.person-moved.v1';
  readonly type = PersonMoved.type;
}

export interface PersonMergedPayload {
  /** Who stands for both from now on. */
  personId: string;
  mergedId: string;
}

/** Two records turned out to be one person. */
export class PersonMerged extends DomainEvent<PersonMergedPayload> {
  static readonly type = 'directory.person-merged.v1';
  readonly type = PersonMerged.type;
}

/** Every type of event that this lib publishes. */
export const directoryEvents: readonly string[] = [
  PersonWithdrawn.type,
  PersonTakenBack.type,
  PersonMoved.type,
  PersonMerged.type,
];
