import { ApiProperty } from '@nestjs/swagger';

export class NoticeDto {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ example: 'stolen-device-scanned' })
  kind!: string;

  @ApiProperty({ format: 'date-time' })
  createdAt!: string;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  readAt!: string | null;

  @ApiProperty({ type: String, nullable: true })
  siteCode!: string | null;

  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  deviceId!: string | null;

  @ApiProperty({ type: String, nullable: true })
  tag!: string | null;

  @ApiProperty({ type: Object, additionalProperties: true, description: 'Ids and codes' })
  facts!: Record<string, unknown>;
}
