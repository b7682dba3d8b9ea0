import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import type { LoggedExport, Page } from '@app/kernel';
import type { Viewer } from '@app/platform';
import { CurrentViewer, ExportLists, IsUuid, PageQuery, pageOf, RequirePermission } from '@app/platform';
import { LogEntryDto } from '../shared/log-entry.dto.js';
import { AccessLog } from './access-log.js';
import type { AccessEntry } from './access-log.js';
import { exportedOf } from './exported-list.js';

export class AccessLogQuery extends PageQuery {
  @IsUuid({ optional: true, description: 'Who saw this person' })
  personId?: string;

  @IsUuid({ optional: true, description: 'What this account saw' })
  accountId?: string;
}

const said = (description: string) => ApiProperty({ type: String, nullable: true, description });

export class LoggedExportDto implements LoggedExport {
  @ApiProperty({ description: "The list's name, in the reader's language", example: 'Devices' })
  title!: string;

  @said('In words, in the language of the file; null: all rows')
  filters!: string | null;

  @said('`csv`, `xlsx`, `pdf`')
  format!: string | null;

  @said('`names`, `pseudonyms`; `plain`: nothing in it is about people')
  variant!: string | null;

  @said('Who got the file')
  recipient!: string | null;

  @said('What for')
  purpose!: string | null;

  @said('It went out of the district on this ground')
  basis!: string | null;
}

export class AccessEntryDto extends LogEntryDto implements AccessEntry {
  @ApiProperty({ example: 'person.viewed' })
  action!: string;

  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  personId!: string | null;

  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  siteId!: string | null;

  @ApiProperty({ type: String, nullable: true })
  route!: string | null;

  @ApiProperty({ type: 'integer', nullable: true })
  rowCount!: number | null;

  @ApiProperty({ type: 'object', additionalProperties: true })
  detail!: Record<string, unknown>;

  @ApiProperty({ type: LoggedExportDto, nullable: true, description: 'Of `list.exported`: what was taken along' })
  exported!: LoggedExportDto | null;
}

/** Who looked at whom, and who took which list along. */
@ApiTags('access log')
@Controller('access-log')
export class AccessLogController {
  constructor(
    private readonly log: AccessLog,
    private readonly lists: ExportLists,
  ) {}

  @Get()
  @RequirePermission('access-log:read')
  @ApiOperation({ operationId: 'listAccessLog', summary: 'Looks at people and exports of lists, newest first' })
  @ApiOkResponse({ type: pageOf(AccessEntryDto) })
  async list(@CurrentViewer() viewer: Viewer, @Query() query: AccessLogQuery): Promise<Page<AccessEntryDto>> {
    const { items, next } = await this.log.list(viewer, query);
    return {
      items: items.map((entry) => ({ ...entry, exported: exportedOf(entry, this.lists, viewer.language) })),
      next,
    };
  }
}
