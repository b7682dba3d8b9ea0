import { CONDITIONS, TRANSFER_REASONS } from '@app/kernel';
import type { Condition, TransferReason } from '@app/kernel';
import { IsCents, IsChoice, IsDay, IsFlag, IsIdentifier, IsListOf, IsText, IsUuid, IsVersion } from '@app/platform';
import { FundingLineDto } from '../funding/funding.dto.js';
import type { MdmStatus } from '../states/vocabulary.js';
import { MDM_STATUSES } from '../states/vocabulary.js';

export const REGISTER_STATES = ['ordered', 'received', 'in-stock'] as const;
export type RegisterState = (typeof REGISTER_STATES)[number];

const maybe = { optional: true, nullable: true } as const;

/** An asset tag or serial as printed, at most 64 characters. */
const IsDeviceCode = (example: string, nullable = false): PropertyDecorator =>
  IsIdentifier({ optional: true, nullable, example });

export class TagWarningQuery {
  @IsIdentifier({ example: 'CB-00417', description: 'As somebody would give it to a device' })
  tag!: string;
}

export class RegisterDeviceDto {
  @IsUuid()
  modelId!: string;

  @IsDeviceCode('CB-00417')
  assetTag?: string;

  @IsDeviceCode('5CD1234ABC')
  serial?: string;

  @IsChoice(REGISTER_STATES, { optional: true, description: 'Without it `in-stock`' })
  state?: RegisterState;

  @IsUuid()
  homeSiteId!: string;

  @IsUuid({ optional: true, description: 'Without it the home site' })
  locationSiteId?: string;

  @IsUuid({ optional: true })
  locationRoomId?: string;

  @IsChoice(CONDITIONS, { optional: true, enumName: 'Condition', description: 'Without it A, new' })
  condition?: Condition;

  @IsChoice(MDM_STATUSES, { optional: true, enumName: 'MdmStatus' })
  mdmStatus?: MdmStatus;

  @IsText(60, { optional: true })
  purchaseOrder?: string;

  @IsText(120, { optional: true })
  vendor?: string;

  @IsDay({ optional: true })
  purchasedOn?: string;

  @IsDay({ optional: true })
  receivedOn?: string;

  @IsDay({ optional: true })
  inServiceOn?: string;

  @IsCents({ optional: true })
  costCents?: number;

  @IsDay({ optional: true })
  warrantyEndsOn?: string;

  @IsText(60, { optional: true })
  program?: string;

  @IsFlag({ optional: true })
  loanerPool?: boolean;

  @IsText(2000, { optional: true, multiline: true })
  notes?: string;

  @IsListOf(() => FundingLineDto, 20, { optional: true, description: 'Sum to 10,000 basis points' })
  funding?: FundingLineDto[];
}

export class EditDeviceDto {
  @IsVersion()
  version!: number;

  @IsUuid({ optional: true, description: 'A model of the same maker while the device has a serial' })
  modelId?: string;

  @IsDeviceCode('CB-00417')
  assetTag?: string;

  @IsDeviceCode('5CD1234ABC', true)
  serial?: string | null;

  @IsUuid({ ...maybe, description: 'A room of the site where the device is' })
  locationRoomId?: string | null;

  @IsChoice(CONDITIONS, { optional: true, enumName: 'Condition' })
  condition?: Condition;

  @IsText(60, maybe)
  purchaseOrder?: string | null;

  @IsText(120, maybe)
  vendor?: string | null;

  @IsDay(maybe)
  purchasedOn?: string | null;

  @IsDay(maybe)
  receivedOn?: string | null;

  @IsDay(maybe)
  inServiceOn?: string | null;

  @IsCents(maybe)
  costCents?: number | null;

  @IsDay(maybe)
  warrantyEndsOn?: string | null;

  @IsText(60, maybe)
  program?: string | null;

  @IsChoice(TRANSFER_REASONS, {
    optional: true,
    enumName: 'TransferReason',
    description: 'Why `program` or `funding` changes: needed for a device with `restrictedFunding`, kept in its ledger',
  })
  transferReason?: TransferReason;

  @IsFlag({ optional: true })
  loanerPool?: boolean;

  @IsText(2000, { ...maybe, multiline: true })
  notes?: string | null;

  @IsListOf(() => FundingLineDto, 20, {
    ...maybe,
    description: 'Sum to 10,000 basis points; null takes the split away',
  })
  funding?: FundingLineDto[] | null;
}
