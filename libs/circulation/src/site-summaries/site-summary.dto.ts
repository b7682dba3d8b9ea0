import { ApiProperty } from '@nestjs/swagger';
import { DeviceSiteDto } from '@app/inventory';

/** Students of the grades that take devices home. */
export class TakeHomeDto {
  @ApiProperty({ type: [String], description: 'Empty: no grade of the site has a 1:1 program' })
  grades!: string[];

  @ApiProperty({ type: 'integer', description: 'Enrolled students of these grades' })
  students!: number;

  @ApiProperty({ type: 'integer', description: 'Of them with an open loan' })
  withDevice!: number;
}

/** One site in numbers. */
export class SiteSummaryDto {
  @ApiProperty({ type: DeviceSiteDto })
  site!: DeviceSiteDto;

  @ApiProperty({
    type: Object,
    additionalProperties: { type: 'integer' },
    description: 'Devices that stand there by state; a state without devices is left out',
    example: { deployed: 1204, 'in-stock': 87 },
  })
  states!: Record<string, number>;

  @ApiProperty({ type: 'integer', description: 'Open loans that were handed out there and are past their time' })
  overdue!: number;

  @ApiProperty({ type: 'integer', description: 'Devices in use there whose updates have ended' })
  pastSupport!: number;

  @ApiProperty({ type: 'integer', description: 'Enrolled students with an open loan' })
  studentsWithDevice!: number;

  @ApiProperty({ type: 'integer', description: 'Enrolled students without one' })
  studentsWithoutDevice!: number;

  @ApiProperty({ type: TakeHomeDto })
  takeHome!: TakeHomeDto;
}

export class SiteSummariesDto {
  @ApiProperty({ format: 'date-time' })
  asOf!: string;

  @ApiProperty({
    type: [SiteSummaryDto],
    description: 'Every open site of the account, and closed ones with devices, by name',
  })
  items!: SiteSummaryDto[];
}
