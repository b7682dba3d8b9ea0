import { Body, Controller, Get, HttpCode, Post, Put, Query, Req, Res, StreamableFile } from '@nestjs/common';
import {
  ApiAcceptedResponse,
  ApiCreatedResponse,
  ApiOkResponse,
  ApiOperation,
  ApiProduces,
  ApiTags,
} from '@nestjs/swagger';
import type { Page } from '@app/kernel';
import type { ApiReply, ApiRequest, Viewer } from '@app/platform';
import {
  ApiProblem,
  CurrentViewer,
  IdParam,
  invalidField,
  pageOf,
  receiveFile,
  RequirePermission,
  Upload,
} from '@app/platform';
import { ImportRowsService } from './import-rows.service.js';
import { IMPORT_KINDS, isImportKind } from './import-kinds.js';
import { ImportRowDto } from './import-row.dto.js';
import { ImportDto, ImportSummaryDto } from './import-view.dto.js';
import { ImportQuery, ImportRowsQuery, MapImportDto, RunImportDto } from './import.dto.js';
import { ImportsService } from './imports.service.js';
import { UploadService } from './upload.service.js';

/** A million devices with every column filled. */
const LARGEST_MEGABYTES = 200;

/** Files with people or devices, from the upload to the result. The permission holds for the whole district. */
@ApiTags('imports')
@Controller('imports')
export class ImportsController {
  constructor(
    private readonly imports: ImportsService,
    private readonly uploads: UploadService,
    private readonly rows: ImportRowsService,
  ) {}

  @Post()
  @RequirePermission('import:run')
  @Upload({ maxMegabytes: LARGEST_MEGABYTES, fields: ['kind', 'sheet'] })
  @ApiOperation({
    operationId: 'uploadImport',
    summary:
      'Begin an import: a CSV file or an XLSX workbook; in the field `kind` what it holds, in `sheet` which sheet',
    description: 'Without `sheet` the first is read; an empty one is refused with the names where there are several.',
  })
  @ApiCreatedResponse({ type: ImportDto })
  @ApiProblem(422, 'table.empty', 'table.binary', 'table.workbook', 'table.damaged-text', 'table.no-header')
  @ApiProblem(422, 'table.too-many-columns', 'table.forbidden-header', 'table.record-too-long', 'table.unclosed-quote')
  @ApiProblem(422, 'table.workbook-damaged', 'table.workbook-too-big', 'table.no-such-sheet', 'table.which-sheet')
  @ApiProblem(422, 'archive.damaged', 'archive.encrypted', 'archive.unsupported', 'archive.too-many-entries')
  @ApiProblem(422, 'archive.too-big', 'archive.too-compressed', 'archive.unsafe-name', 'archive.duplicate-name')
  @ApiProblem(422, 'import.no-lines', 'import.too-many-lines')
  async upload(@CurrentViewer() viewer: Viewer, @Req() request: ApiRequest): Promise<ImportDto> {
    const run = await receiveFile(
      request,
      LARGEST_MEGABYTES * 1_048_576,
      ({ fileName, stream, fields: { kind, sheet, ...others } }) => {
        const [unknown] = Object.keys(others);
        if (unknown !== undefined) throw invalidField(unknown, 'is not a field of this request');
        if (!isImportKind(kind))
          throw invalidField('kind', `must be one of ${IMPORT_KINDS.join(', ')}, before the file`);
        return this.uploads.upload(viewer, kind, { fileName, stream, sheet });
      },
    );
    return ImportDto.of(run);
  }

  @Get()
  @RequirePermission('import:run')
  @ApiOperation({ operationId: 'listImports', summary: 'Imports, newest first' })
  @ApiOkResponse({ type: pageOf(ImportSummaryDto) })
  async list(@Query() query: ImportQuery): Promise<Page<ImportSummaryDto>> {
    const { items, next } = await this.imports.list(query);
    return { items: items.map((run) => ImportSummaryDto.of(run)), next };
  }

  @Get(':id')
  @RequirePermission('import:run')
  @ApiOperation({
    operationId: 'getImport',
    summary: 'One import: where it stands, its columns, what it would do or did',
  })
  @ApiOkResponse({ type: ImportDto })
  @ApiProblem(404, 'import.not-found')
  async get(@IdParam() id: string): Promise<ImportDto> {
    return ImportDto.of(await this.imports.find(id));
  }

  @Put(':id/mapping')
  @RequirePermission('import:run')
  @ApiOperation({ operationId: 'mapImport', summary: 'Say which column gives which field' })
  @ApiOkResponse({ type: ImportDto })
  @ApiProblem(404, 'import.not-found')
  @ApiProblem(409, 'import.state-conflict', 'import.version-conflict')
  @ApiProblem(422, 'import.mapping-invalid')
  async map(@IdParam() id: string, @Body() { version, columns, options }: MapImportDto): Promise<ImportDto> {
    return ImportDto.of(await this.imports.map(id, { version, columns, options: options ?? {} }));
  }

  @Post(':id/dry-run')
  @HttpCode(202)
  @RequirePermission('import:run')
  @ApiOperation({ operationId: 'dryRunImport', summary: 'Find out what the file would do; writes no record' })
  @ApiAcceptedResponse({ type: ImportDto })
  @ApiProblem(404, 'import.not-found')
  @ApiProblem(409, 'import.state-conflict')
  @ApiProblem(422, 'import.key-column-missing', 'import.date-order-needed')
  async dryRun(@CurrentViewer() viewer: Viewer, @IdParam() id: string): Promise<ImportDto> {
    return ImportDto.of(await this.imports.dryRun(viewer, id));
  }

  @Post(':id/run')
  @HttpCode(202)
  @RequirePermission('import:run')
  @ApiOperation({ operationId: 'runImport', summary: 'Do what the dry run said' })
  @ApiAcceptedResponse({ type: ImportDto })
  @ApiProblem(404, 'import.not-found')
  @ApiProblem(409, 'import.state-conflict', 'import.warnings-not-read')
  async run(
    @CurrentViewer() viewer: Viewer,
    @IdParam() id: string,
    @Body() { read }: RunImportDto,
  ): Promise<ImportDto> {
    return ImportDto.of(await this.imports.run(viewer, id, read ?? []));
  }

  @Post(':id/cancel')
  @HttpCode(202)
  @RequirePermission('import:run')
  @ApiOperation({ operationId: 'cancelImport', summary: 'Stop the step that is under way' })
  @ApiAcceptedResponse({ type: ImportDto })
  @ApiProblem(404, 'import.not-found')
  @ApiProblem(409, 'import.state-conflict')
  async cancel(@IdParam() id: string): Promise<ImportDto> {
    return ImportDto.of(await this.imports.cancel(id));
  }

  @Get(':id/rows')
  @RequirePermission('import:run')
  @ApiOperation({ operationId: 'listImportRows', summary: 'What each line does, or why it is refused' })
  @ApiOkResponse({ type: pageOf(ImportRowDto) })
  @ApiProblem(404, 'import.not-found')
  listRows(@IdParam() id: string, @Query() query: ImportRowsQuery): Promise<Page<ImportRowDto>> {
    return this.rows.list(id, query);
  }

  @Get(':id/errors.csv')
  @RequirePermission('import:run')
  @ApiOperation({
    operationId: 'downloadImportErrors',
    summary: 'The refused lines as they stand in the file, and why',
  })
  @ApiProduces('text/csv')
  @ApiOkResponse({ schema: { type: 'string' } })
  @ApiProblem(404, 'import.not-found', 'file.missing', 'file.removed')
  async errors(
    @CurrentViewer() viewer: Viewer,
    @IdParam() id: string,
    @Res({ passthrough: true }) reply: ApiReply,
  ): Promise<StreamableFile> {
    const { fileName, stream } = await this.rows.errorsFile(viewer, id);
    void reply.header('cache-control', 'no-store');
    return new StreamableFile(stream, {
      type: 'text/csv; charset=utf-8',
      disposition: `attachment; filename="${fileName}"`,
    });
  }
}
