import { ApiProperty } from '@nestjs/swagger';
import { IsFlag, IsIdentifier, IsText, IsVersion, IsWhole, PageQuery, QueryFlag } from '@app/platform';

export class RoomDto {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ format: 'uuid' })
  siteId!: string;

  @ApiProperty({ example: 'LHS-R204', description: 'What the label on the door or the cart says' })
  code!: string;

  @ApiProperty({ example: 'Room 204' })
  name!: string;

  @ApiProperty({ type: 'integer', nullable: true, description: 'Devices that fit' })
  capacity!: number | null;

  @ApiProperty()
  active!: boolean;

  @ApiProperty({ type: 'integer' })
  version!: number;
}

export class RoomsQuery extends PageQuery {
  @QueryFlag({ optional: true, description: 'Only rooms in use (true, the default) or only the others (false)' })
  active: boolean = true;
}

export class NewRoomDto {
  @IsIdentifier({ max: 40, example: 'LHS-R204' })
  code!: string;

  @IsText(200, { example: 'Room 204' })
  name!: string;

  @IsWhole(1, 100_000, { optional: true, nullable: true })
  capacity?: number | null;
}

/** What is left out stays as it is; `null` empties a field. A room does not move to another site. */
export class EditRoomDto {
  @IsVersion()
  version!: number;

  @IsIdentifier({ max: 40, optional: true, example: 'LHS-R204' })
  code?: string;

  @IsText(200, { optional: true })
  name?: string;

  @IsWhole(1, 100_000, { optional: true, nullable: true })
  capacity?: number | null;

  @IsFlag({ optional: true })
  active?: boolean;
}
