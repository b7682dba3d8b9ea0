import { Body, Controller, Get, HttpCode, Post, Query, Res, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import { ApiProblem, CurrentViewer, IdParam, IsChoice, RequirePermission } from '@app/platform';
import type { ApiReply, Viewer } from '@app/platform';
import { AnswerCorrectionDto, CorrectionDto } from './corrections/correction.dto.js';
import { CorrectionsService } from './corrections/corrections.service.js';
import { RecordReader } from './records/record-reader.service.js';
import type { RecordFormat } from './records/record-reader.service.js';

const MEDIA: Readonly<Record<RecordFormat, string>> = { pdf: 'application/pdf', json: 'application/json' };

export class RecordQuery {
  @IsChoice(['pdf', 'json'], { enumName: 'RecordFormat' })
  format!: RecordFormat;
}

/** Records that were made, and requests that were noted. */
@ApiTags('privacy')
@Controller()
export class RecordsController {
  constructor(
    private readonly reader: RecordReader,
    private readonly corrections: CorrectionsService,
  ) {}

  @Get('disclosures/:id/record')
  @RequirePermission('person:export-record')
  @ApiOperation({ operationId: 'fetchRecord', summary: 'The record that was made, as it stands now' })
  @ApiProduces(...Object.values(MEDIA))
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  @ApiProblem(404, 'disclosure.no-record', 'person.not-found')
  async fetch(
    @CurrentViewer() viewer: Viewer,
    @IdParam() id: string,
    @Query() { format }: RecordQuery,
    @Res({ passthrough: true }) reply: ApiReply,
  ): Promise<StreamableFile> {
    const file = await this.reader.fetch(viewer, id, format);
    void reply.header('cache-control', 'no-store');
    // The name of a file says whose it is to nobody.
    const options = {
      type: MEDIA[format],
      disposition: `attachment; filename="student-record-${id.slice(-6)}.${format}"`,
    };
    return typeof file === 'string'
      ? new StreamableFile(Buffer.from(file), options)
      : new StreamableFile(file, options);
  }

  @Post('corrections/:id/answer')
  @HttpCode(200)
  @RequirePermission('person:export-record')
  @ApiOperation({ operationId: 'answerCorrection', summary: 'Corrected, or declined with the right to a hearing' })
  @ApiOkResponse({ type: CorrectionDto })
  @ApiProblem(404, 'correction.not-found')
  @ApiProblem(409, 'correction.answered')
  @ApiProblem(422, 'correction.hearing', 'correction.nothing-changed', 'privacy.day-in-future')
  answer(
    @CurrentViewer() viewer: Viewer,
    @IdParam() id: string,
    @Body() body: AnswerCorrectionDto,
  ): Promise<CorrectionDto> {
    return this.corrections.answer(viewer, id, body);
  }
}
