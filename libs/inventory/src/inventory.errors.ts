import { DomainError } from '@app/kernel';
import { mapConstraint } from '@app/platform';

type Refused = 'invalid' | 'forbidden' | 'conflict';

/** No such device, or one outside the viewer's sites: the two are not told apart. */
export class DeviceNotFound extends DomainError {
  readonly kind = 'not-found';
  readonly code = 'device.not-found';
  constructor() {
    super('There is no such device');
  }
}

/** The viewer sees the device, but may not do this at any of its sites. */
export class DeviceNotPermitted extends DomainError {
  readonly kind = 'forbidden';
  readonly code = 'device.not-permitted';
  constructor(permission: string) {
    super("This account may not do that at the device's sites", { permission });
  }
}

/** Somebody changed the record since the caller read it. `details.version` is the present one. */
export class VersionConflict extends DomainError {
  readonly kind = 'conflict';
  readonly code: string;
  constructor(noun: 'device' | 'model' | 'view' | 'accessory', version: number) {
    super('The record was changed by somebody else meanwhile', { version });
    this.code = `${noun}.version-conflict`;
  }
}

/** Scans or other people added to the device's ledger since the caller looked. */
export class DeviceChangedMeanwhile extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'device.changed-meanwhile';
  constructor(lastSeq: number) {
    super('Something happened to the device meanwhile; look again', { lastSeq });
  }
}

/** E23: what was bought for a program of its own leaves it with a reason. */
export class TransferReasonNeeded extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'device.transfer-reason-needed';
  constructor(funding: string) {
    super(`Bought with ${funding}, which is for its own program: say why the device leaves it`, {
      errors: [{ field: 'transferReason', message: 'say why it leaves the program that bought it' }],
    });
  }
}

export class TagTaken extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'device.tag-taken';
  constructor() {
    super('Another device has, or had, this asset tag; a tag is never used twice', {
      errors: [{ field: 'assetTag', message: 'is or was the tag of another device' }],
    });
  }
}

export class SerialTaken extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'device.serial-taken';
  constructor() {
    super('Another device of this maker has this serial number', {
      errors: [{ field: 'serial', message: 'belongs to another device of this maker' }],
    });
  }
}

export class CodeReserved extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'device.code-reserved';
  constructor(detail = 'The desk could not read this code back', field?: string) {
    super(detail, field === undefined ? {} : { errors: [{ field, message: detail }] });
  }
}

/** A value that names another record which does not exist (or that the caller may not use). */
export class ReferenceUnknown extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'device.reference-unknown';
  constructor(field: string, noun: string) {
    super(`There is no such ${noun}`, { errors: [{ field, message: `names no ${noun}` }] });
  }
}

export class ModelNotFound extends DomainError {
  readonly kind = 'not-found';
  readonly code = 'model.not-found';
  constructor() {
    super('There is no such model');
  }
}

/** A decision is recorded when it has been made. */
export class DecisionAhead extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'model.decision-ahead';
  constructor(today: string) {
    super('The decision is dated in the future', {
      errors: [{ field: 'decidedOn', message: `must be ${today} or earlier` }],
    });
  }
}

/** The district keeps its standards list to those who sign in. */
export class StandardsNotPublic extends DomainError {
  readonly kind = 'not-found';
  readonly code = 'standards.not-public';
  constructor() {
    super('This district does not publish its standards list');
  }
}

export class AccessoryNotFound extends DomainError {
  readonly kind = 'not-found';
  readonly code = 'accessory.not-found';
  constructor() {
    super('There is no such type of accessory');
  }
}

export class AccessoryNameTaken extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'accessory.name-taken';
  constructor() {
    super('Another type has this name', { errors: [{ field: 'name', message: 'is taken' }] });
  }
}

export class AccessoryInvalid extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'accessory.invalid';
  constructor(field: 'items' | 'isTypeId', message: string) {
    super('These accessories cannot be', { errors: [{ field, message }] });
  }
}

export class ModelNameTaken extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'model.name-taken';
  constructor() {
    super('This maker has a model of that name already', { errors: [{ field: 'name', message: 'is taken' }] });
  }
}

/** Why a state cannot be changed; one code for each reason, the same that the device's allowed actions carry. */
export class StateChangeRefused extends DomainError {
  readonly kind: Refused;
  readonly code: string;
  constructor(reason: string, message: string, details: Record<string, unknown> = {}) {
    super(message, details);
    this.code = `device.${reason}`;
    this.kind = reason === 'evidence-missing' ? 'invalid' : reason === 'not-permitted' ? 'forbidden' : 'conflict';
  }
}

export class HoldNotSet extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'device.hold-not-set';
  constructor(hold: string) {
    super('The device has no such hold', { hold });
  }
}

export class FundingInvalid extends DomainError {
  readonly kind = 'invalid';
  readonly code = 'funding.split-invalid';
  constructor(message: string) {
    super('The funding lines do not make a whole', { errors: [{ field: 'funding', message }] });
  }
}

export class FundingSourceTaken extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'funding.source-taken';
  constructor() {
    super('Another funding source has this code', { errors: [{ field: 'code', message: 'is taken' }] });
  }
}

export class ViewNotFound extends DomainError {
  readonly kind = 'not-found';
  readonly code = 'view.not-found';
  constructor() {
    super('There is no such view');
  }
}

export class ViewNotPermitted extends DomainError {
  readonly kind = 'forbidden';
  readonly code = 'view.not-permitted';
  constructor() {
    super('This account may not keep views for others there');
  }
}

export class ViewNameTaken extends DomainError {
  readonly kind = 'conflict';
  readonly code = 'view.name-taken';
  constructor() {
    super('Another view has this name', { errors: [{ field: 'name', message: 'is taken' }] });
  }
}

mapConstraint('uq_device_identifier_tag', () => new TagTaken());
mapConstraint('uq_device_identifier_serial', () => new SerialTaken());
mapConstraint('ck_device_identifier_value', () => new CodeReserved());
mapConstraint(
  'ck_device_merge_chain',
  () => new StateChangeRefused('not-mergeable', 'One of the records is part of another merge'),
);
mapConstraint('uq_saved_view_personal', () => new ViewNameTaken());
mapConstraint('uq_saved_view_site', () => new ViewNameTaken());
mapConstraint('uq_saved_view_district', () => new ViewNameTaken());
mapConstraint('uq_accessory_type_name', () => new AccessoryNameTaken());
mapConstraint('fk_model_accessory_type', () => new AccessoryInvalid('items', 'names no type of accessory'));
mapConstraint('fk_model_is_accessory', () => new AccessoryInvalid('isTypeId', 'names no type of accessory'));
mapConstraint('ck_model_is_accessory', () => new AccessoryInvalid('isTypeId', 'is for models of the class accessory'));
mapConstraint('uq_model_name', () => new ModelNameTaken());
mapConstraint('uq_funding_source_code', () => new FundingSourceTaken());
mapConstraint('ck_funding_split_sum', () => new FundingInvalid('must sum to 10000 basis points'));
mapConstraint('fk_device_model', () => new ReferenceUnknown('modelId', 'model'));
mapConstraint('fk_device_home_site', () => new ReferenceUnknown('homeSiteId', 'site'));
mapConstraint('fk_device_location_site', () => new ReferenceUnknown('locationSiteId', 'site'));
mapConstraint('fk_device_location_room', () => new ReferenceUnknown('locationRoomId', 'room'));
mapConstraint('fk_funding_split_line_source', () => new ReferenceUnknown('funding', 'funding source'));
mapConstraint(
  'ck_device_event_move',
  () => new StateChangeRefused('move-not-legal', 'The device cannot go from its present state to that one'),
);
mapConstraint(
  'ck_device_frozen',
  () => new StateChangeRefused('legal-hold', 'A legal hold keeps the device where it is'),
);
