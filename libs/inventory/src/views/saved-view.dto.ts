import { ApiProperty } from '@nestjs/swagger';
import { IsChoice, IsText, IsUuid, IsVersion } from '@app/platform';

export const VIEW_SCOPES = ['personal', 'site', 'district'] as const;
export type ViewScope = (typeof VIEW_SCOPES)[number];

export class SavedViewDto {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ example: 'Spare 511s' })
  name!: string;

  @ApiProperty({ enum: VIEW_SCOPES, enumName: 'ViewScope', description: 'Who sees it besides its owner' })
  scope!: ViewScope;

  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  siteId!: string | null;

  @ApiProperty({
    description: 'Query of the list’s address: filters, sort, columns',
    example: 'state=in-stock&sort=-tag',
  })
  query!: string;

  @ApiProperty({ description: 'Whether this account may change it' })
  mayEdit!: boolean;

  @ApiProperty({ type: 'integer' })
  version!: number;
}

export class SavedViewsDto {
  @ApiProperty({ type: [SavedViewDto], description: 'The account’s own, then those of its sites, then the district’s' })
  items!: SavedViewDto[];
}

const QUERY = { description: 'Query of the list’s address, without `?`', example: 'state=in-stock&cols=tag,model' };

export class SaveViewDto {
  @IsText(60)
  name!: string;

  @IsChoice(VIEW_SCOPES, { enumName: 'ViewScope' })
  scope!: ViewScope;

  @IsUuid({ optional: true, description: 'For the scope `site`, and only there' })
  siteId?: string;

  @IsText(2000, QUERY)
  query!: string;
}

export class EditViewDto {
  @IsVersion()
  version!: number;

  @IsText(60, { optional: true })
  name?: string;

  @IsText(2000, { ...QUERY, optional: true })
  query?: string;
}
