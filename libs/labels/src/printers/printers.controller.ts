import { Body, Controller, Get, HttpCode, Patch, Post, Query, Res } from '@nestjs/common';
import type { StreamableFile } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { ApiReply, Viewer } from '@app/platform';
import { ApiProblem, CurrentViewer, IdParam, RequirePermission } from '@app/platform';
import { documentAnswer } from '../shared/document-answer.js';
import { ArchiveDto } from '../stock/stock.dto.js';
import { AlignmentService } from './alignment.service.js';
import {
  AlignmentSheetQuery,
  EditLabelPrinterDto,
  LabelPrinterDto,
  LabelPrinterListDto,
  LabelPrintersQuery,
  NewLabelPrinterDto,
} from './printer.dto.js';
import { PrintersService } from './printers.service.js';

@ApiTags('labels')
@Controller('label-printers')
export class PrintersController {
  constructor(
    private readonly printers: PrintersService,
    private readonly alignment: AlignmentService,
  ) {}

  @Get()
  @RequirePermission('label:print')
  @ApiOperation({ operationId: 'listLabelPrinters', summary: 'Printers of the sites where the account prints' })
  @ApiOkResponse({ type: LabelPrinterListDto })
  @ApiProblem(404, 'site.not-found')
  async list(@CurrentViewer() viewer: Viewer, @Query() query: LabelPrintersQuery): Promise<LabelPrinterListDto> {
    return { items: await this.printers.list(viewer, query) };
  }

  @Post()
  @RequirePermission('label:print')
  @ApiOperation({ operationId: 'createLabelPrinter', summary: 'Add a printer of a site' })
  @ApiCreatedResponse({ type: LabelPrinterDto })
  @ApiProblem(404, 'site.not-found')
  @ApiProblem(409, 'label-printer.name-taken', 'site.closed')
  create(@CurrentViewer() viewer: Viewer, @Body() body: NewLabelPrinterDto): Promise<LabelPrinterDto> {
    return this.printers.create(viewer, body);
  }

  @Patch(':id')
  @RequirePermission('label:print')
  @ApiOperation({ operationId: 'editLabelPrinter', summary: 'Change a printer, or by how much it is off' })
  @ApiOkResponse({ type: LabelPrinterDto })
  @ApiProblem(404, 'label-printer.not-found')
  @ApiProblem(409, 'label-printer.version-conflict', 'label-printer.name-taken')
  edit(
    @CurrentViewer() viewer: Viewer,
    @IdParam() id: string,
    @Body() body: EditLabelPrinterDto,
  ): Promise<LabelPrinterDto> {
    return this.printers.edit(viewer, id, body);
  }

  @Post(':id/archive')
  @HttpCode(200)
  @RequirePermission('label:print')
  @ApiOperation({ operationId: 'archiveLabelPrinter', summary: 'Take a printer out of use; its runs stay' })
  @ApiOkResponse({ type: LabelPrinterDto })
  @ApiProblem(404, 'label-printer.not-found')
  @ApiProblem(409, 'label-printer.version-conflict')
  archive(
    @CurrentViewer() viewer: Viewer,
    @IdParam() id: string,
    @Body() { version }: ArchiveDto,
  ): Promise<LabelPrinterDto> {
    return this.printers.archive(viewer, id, version);
  }

  @Get(':id/alignment-sheet')
  @RequirePermission('label:print')
  @ApiOperation({
    operationId: 'getAlignmentSheet',
    summary: 'Rulers and outlines for plain paper; a label of ZPL for a Zebra',
  })
  @ApiProduces('application/pdf', 'application/zpl')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  @ApiProblem(404, 'label-printer.not-found', 'label-stock.not-found')
  @ApiProblem(422, 'label-run.stock-unfit')
  async sheet(
    @CurrentViewer() viewer: Viewer,
    @IdParam() id: string,
    @Query() { stock }: AlignmentSheetQuery,
    @Res({ passthrough: true }) reply: ApiReply,
  ): Promise<StreamableFile> {
    return documentAnswer(reply, await this.alignment.document(viewer, id, stock));
  }
}
