import { ApiProperty } from '@nestjs/swagger';
import { IsText } from '@app/platform';
import type { QrCode } from './qr-code.js';
import type { FactorOffer, FactorState } from './second-factors.service.js';

export class CodeDto {
  @IsText(40, { example: '123456', description: 'Of the authenticator app; where it says so, also a backup code' })
  code!: string;
}

export class SecondFactorDto implements FactorState {
  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'null: there is none' })
  enrolledAt!: string | null;

  @ApiProperty({ description: 'A role of the account asks for it: it can be replaced, not taken away' })
  needed!: boolean;

  @ApiProperty({ type: 'integer' })
  backupCodesLeft!: number;
}

export class QrCodeDto implements QrCode {
  @ApiProperty({ type: 'integer', description: 'Modules on a side, without the quiet zone' })
  size!: number;

  @ApiProperty({ description: 'The dark modules as a path of an SVG' })
  path!: string;
}

export class FactorOfferDto implements FactorOffer {
  @ApiProperty({ description: 'In base 32, to be typed into the app' })
  secret!: string;

  @ApiProperty({ description: '`otpauth:`, as in the QR code' })
  address!: string;

  @ApiProperty({ type: QrCodeDto })
  qr!: QrCodeDto;
}

export class BackupCodesDto {
  @ApiProperty({
    type: [String],
    description: 'Each opens once. They are never shown again',
    example: ['K7QM-2FXA-93RT'],
  })
  codes!: string[];
}
