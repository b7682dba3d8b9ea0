import { Body, Controller, Get, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiProblem, CurrentViewer, IdParam, RequirePermission } from '@app/platform';
import type { Viewer } from '@app/platform';
import { CorrectionDto, CorrectionsDto, NewCorrectionDto } from './corrections/correction.dto.js';
import { CorrectionsService } from './corrections/corrections.service.js';
import { DisclosureDto, DisclosuresDto, MakeRecordDto, NewDisclosureDto } from './disclosures/disclosure.dto.js';
import { DisclosuresService } from './disclosures/disclosures.service.js';

/** What a family may ask about a student's record: to have it, to have it corrected, to know who else was told. */
@ApiTags('privacy')
@Controller('people')
export class PersonPrivacyController {
  constructor(
    private readonly disclosures: DisclosuresService,
    private readonly corrections: CorrectionsService,
  ) {}

  @Get(':id/disclosures')
  @RequirePermission('disclosure:record')
  @ApiOperation({ operationId: 'listDisclosures', summary: "To whom a student's data was disclosed (34 CFR 99.32)" })
  @ApiOkResponse({ type: DisclosuresDto })
  @ApiProblem(404, 'person.not-found')
  async listDisclosures(@CurrentViewer() viewer: Viewer, @IdParam() id: string): Promise<DisclosuresDto> {
    return { items: await this.disclosures.of(viewer, id) };
  }

  @Post(':id/disclosures')
  @RequirePermission('disclosure:record')
  @ApiOperation({ operationId: 'noteDisclosure', summary: 'Note a disclosure that was made outside of the product' })
  @ApiCreatedResponse({ type: DisclosureDto })
  @ApiProblem(404, 'person.not-found')
  @ApiProblem(409, 'person.forgotten')
  @ApiProblem(422, 'privacy.not-a-student', 'privacy.day-in-future')
  note(@CurrentViewer() viewer: Viewer, @IdParam() id: string, @Body() body: NewDisclosureDto): Promise<DisclosureDto> {
    return this.disclosures.note(viewer, id, body);
  }

  @Post(':id/record')
  @RequirePermission('person:export-record')
  @ApiOperation({
    operationId: 'makeRecord',
    summary: "Hand out a student's record: noted as a disclosure, then fetched for a day",
  })
  @ApiCreatedResponse({ type: DisclosureDto })
  @ApiProblem(404, 'person.not-found')
  @ApiProblem(409, 'person.forgotten')
  @ApiProblem(422, 'privacy.not-a-student')
  make(@CurrentViewer() viewer: Viewer, @IdParam() id: string, @Body() body: MakeRecordDto): Promise<DisclosureDto> {
    return this.disclosures.makeRecord(viewer, id, body);
  }

  @Get(':id/corrections')
  @RequirePermission('person:export-record')
  @ApiOperation({ operationId: 'listCorrections', summary: 'Requests to correct the record of a student' })
  @ApiOkResponse({ type: CorrectionsDto })
  @ApiProblem(404, 'person.not-found')
  async listCorrections(@CurrentViewer() viewer: Viewer, @IdParam() id: string): Promise<CorrectionsDto> {
    return { items: await this.corrections.of(viewer, id) };
  }

  @Post(':id/corrections')
  @RequirePermission('person:export-record')
  @ApiOperation({ operationId: 'askCorrection', summary: 'Note that a family asks for a correction' })
  @ApiCreatedResponse({ type: CorrectionDto })
  @ApiProblem(404, 'person.not-found')
  @ApiProblem(409, 'person.forgotten')
  @ApiProblem(422, 'privacy.not-a-student', 'privacy.day-in-future')
  ask(@CurrentViewer() viewer: Viewer, @IdParam() id: string, @Body() body: NewCorrectionDto): Promise<CorrectionDto> {
    return this.corrections.ask(viewer, id, body);
  }
}
