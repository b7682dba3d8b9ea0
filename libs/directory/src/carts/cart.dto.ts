import { ApiProperty } from '@nestjs/swagger';
import { IsFlag, IsIdentifier, IsText, IsUuid, IsVersion, IsWhole, PageQuery, QueryFlag } from '@app/platform';

const MOST_SLOTS = 100;

export class ResponsibleDto {
  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'Null outside `person:read`' })
  id!: string | null;

  @ApiProperty()
  display!: string;

  @ApiProperty({ format: 'date' })
  from!: string;

  @ApiProperty({ type: String, format: 'date', nullable: true, description: 'The first day that is another’s' })
  until!: string | null;
}

class CartRoomDto {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty()
  name!: string;
}

export class CartDto {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ format: 'uuid' })
  siteId!: string;

  @ApiProperty({ example: 'EES-CART-3', description: 'What the label on the cart says' })
  code!: string;

  @ApiProperty({ example: 'Cart B-7' })
  name!: string;

  @ApiProperty({ type: 'integer', description: 'Numbered from 1' })
  slots!: number;

  @ApiProperty({ type: CartRoomDto, nullable: true })
  room!: CartRoomDto | null;

  @ApiProperty({ type: ResponsibleDto, nullable: true })
  responsible!: ResponsibleDto | null;

  @ApiProperty()
  active!: boolean;

  @ApiProperty({ type: 'integer' })
  version!: number;
}

export class CartDetailDto extends CartDto {
  @ApiProperty({ type: [ResponsibleDto], description: 'Newest first' })
  history!: ResponsibleDto[];
}

export class CartsQuery extends PageQuery {
  @QueryFlag({ optional: true, description: 'Only carts in use (true, the default) or only the others (false)' })
  active: boolean = true;
}

export class NewCartDto {
  @IsIdentifier({ max: 40, example: 'EES-CART-3' })
  code!: string;

  @IsText(200, { example: 'Cart B-7' })
  name!: string;

  @IsWhole(1, MOST_SLOTS)
  slots!: number;

  @IsUuid({ optional: true, nullable: true })
  roomId?: string | null;

  @IsUuid({ optional: true, nullable: true, description: 'A member of staff' })
  responsibleId?: string | null;
}

/** What is left out stays as it is. Another teacher is one change here, and none of the devices in it. */
export class EditCartDto {
  @IsVersion()
  version!: number;

  @IsIdentifier({ max: 40, optional: true })
  code?: string;

  @IsText(200, { optional: true })
  name?: string;

  @IsWhole(1, MOST_SLOTS, { optional: true })
  slots?: number;

  @IsUuid({ optional: true, nullable: true })
  roomId?: string | null;

  @IsUuid({ optional: true, nullable: true })
  responsibleId?: string | null;

  @IsFlag({ optional: true })
  active?: boolean;
}
