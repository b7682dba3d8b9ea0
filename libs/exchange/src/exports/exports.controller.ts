import { Body, Controller, Get, HttpCode, Post, Query, Res, StreamableFile } from '@nestjs/common';
import {
  ApiAcceptedResponse,
  ApiCreatedResponse,
  ApiOkResponse,
  ApiOperation,
  ApiProduces,
  ApiTags,
} from '@nestjs/swagger';
import type { Page } from '@app/kernel';
import type { ApiReply, Viewer } from '@app/platform';
import {
  ApiProblem,
  CurrentViewer,
  ExportLists,
  IdParam,
  isCoded,
  mayRead,
  MEDIA_TYPES,
  pageOf,
  SignedIn,
  wordsIn,
} from '@app/platform';
import { askedOf, ExportDto, ExportListsDto, ExportsQuery, NewExportDto } from './export.dto.js';
import { isOfPeople, mayExport, mayTakeNames } from './export-plans.js';
import type { ExportRun } from './export-run.js';
import { ExportsService } from './exports.service.js';
import { shownExport } from './shown-export.js';

/** Lists as files. Which lists an account may take along is what it may read: each list has its own permission. */
@ApiTags('exports')
@Controller()
export class ExportsController {
  constructor(
    private readonly exports: ExportsService,
    private readonly lists: ExportLists,
  ) {}

  @Get('export-lists')
  @SignedIn()
  @ApiOperation({
    operationId: 'listExportLists',
    summary: 'The lists that the account may export, with their columns',
  })
  @ApiOkResponse({ type: ExportListsDto })
  listLists(@CurrentViewer() viewer: Viewer): ExportListsDto {
    const { language } = viewer;
    const items = this.lists.all().filter((list) => mayExport(list, viewer));
    return {
      items: items.map(({ list, title, columns, needs, anyOf }) => ({
        list,
        title: wordsIn(title, language),
        needs: needs ?? null,
        names: mayRead({ anyOf }, viewer) && mayTakeNames(viewer),
        people: isOfPeople({ anyOf }),
        columns: columns.map(({ key, title: head, about }) => ({
          key,
          title: wordsIn(head, language),
          people: about !== undefined,
          coded: isCoded({ about }),
        })),
      })),
    };
  }

  @Post('exports')
  @SignedIn()
  @ApiOperation({
    operationId: 'createExport',
    summary: 'Take a list along as a file: `done` at once up to 5,000 rows, else a job',
  })
  @ApiCreatedResponse({ type: ExportDto })
  @ApiProblem(403, 'export.not-permitted', 'export.names-not-permitted')
  @ApiProblem(404, 'site.not-found')
  @ApiProblem(409, 'export.too-many', 'export.long-pdf')
  @ApiProblem(422, 'export.tells-who', 'export.rows-missing')
  async create(@CurrentViewer() viewer: Viewer, @Body() body: NewExportDto): Promise<ExportDto> {
    return this.shown(viewer, await this.exports.begin(viewer, askedOf(body), body.longPdf));
  }

  @Get('exports')
  @SignedIn()
  @ApiOperation({ operationId: 'listExports', summary: "The account's own exports, newest first" })
  @ApiOkResponse({ type: pageOf(ExportDto) })
  async list(@CurrentViewer() viewer: Viewer, @Query() query: ExportsQuery): Promise<Page<ExportDto>> {
    const { items, next } = await this.exports.list(viewer, query);
    return { items: items.map((run) => this.shown(viewer, run)), next };
  }

  @Get('exports/:id')
  @SignedIn()
  @ApiOperation({ operationId: 'getExport', summary: 'One export: how far it is, or its file' })
  @ApiOkResponse({ type: ExportDto })
  @ApiProblem(404, 'export.not-found')
  async get(@CurrentViewer() viewer: Viewer, @IdParam() id: string): Promise<ExportDto> {
    return this.shown(viewer, await this.exports.find(viewer, id));
  }

  @Get('exports/:id/file')
  @SignedIn()
  @ApiOperation({ operationId: 'downloadExport', summary: 'The file, for seven days' })
  @ApiProduces(...Object.values(MEDIA_TYPES).map((type) => type.split(';')[0]))
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  @ApiProblem(403, 'export.not-permitted', 'export.names-not-permitted')
  @ApiProblem(404, 'export.not-found', 'export.expired', 'file.missing', 'file.removed')
  @ApiProblem(409, 'export.state-conflict')
  @ApiProblem(422, 'export.tells-who')
  async file(
    @CurrentViewer() viewer: Viewer,
    @IdParam() id: string,
    @Res({ passthrough: true }) reply: ApiReply,
  ): Promise<StreamableFile> {
    const { run, stream } = await this.exports.file(viewer, id);
    void reply.header('cache-control', 'no-store');
    return new StreamableFile(stream, {
      type: MEDIA_TYPES[run.format],
      disposition: `attachment; filename="${run.fileName}"`,
      length: run.byteSize ?? undefined,
    });
  }

  @Post('exports/:id/cancel')
  @HttpCode(202)
  @SignedIn()
  @ApiOperation({ operationId: 'cancelExport', summary: 'Stop an export that is under way' })
  @ApiAcceptedResponse({ type: ExportDto })
  @ApiProblem(404, 'export.not-found')
  @ApiProblem(409, 'export.state-conflict')
  async cancel(@CurrentViewer() viewer: Viewer, @IdParam() id: string): Promise<ExportDto> {
    return this.shown(viewer, await this.exports.cancel(viewer, id));
  }

  private shown({ language }: Viewer, run: ExportRun): ExportDto {
    return shownExport(this.lists, run, language);
  }
}
