import { Body, Controller, Get, Put } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiProblem, CurrentViewer, IdParam, RequirePermission } from '@app/platform';
import type { Viewer } from '@app/platform';
import { AgreementService } from './agreement.service.js';
import { DoNotContactService } from './do-not-contact.service.js';
import { GuardiansService } from './guardians.service.js';
import { HouseholdService } from './household.service.js';
import { EditGuardiansDto, GuardiansDto } from './guardian.dto.js';
import { AgreementDto, DoNotContactDto, FoundPeopleDto, PersonDto } from './person.dto.js';

/** The families of people: whom to call, and whom not. */
@ApiTags('directory')
@Controller('people')
export class FamiliesController {
  constructor(
    private readonly guardians: GuardiansService,
    private readonly contact: DoNotContactService,
    private readonly households: HouseholdService,
    private readonly agreements: AgreementService,
  ) {}

  @Put(':id/do-not-contact')
  @RequirePermission('person:contacts')
  @ApiOperation({ operationId: 'setDoNotContact', summary: 'Nothing is printed for, or sent to, the family; or again' })
  @ApiOkResponse({ type: PersonDto })
  @ApiProblem(404, 'person.not-found')
  @ApiProblem(409, 'person.version-conflict', 'person.forgotten')
  doNotContact(
    @CurrentViewer() viewer: Viewer,
    @IdParam() id: string,
    @Body() body: DoNotContactDto,
  ): Promise<PersonDto> {
    return this.contact.set(viewer, id, body);
  }

  @Get(':id/guardians')
  @RequirePermission('person:contacts')
  @ApiOperation({ operationId: 'getGuardians', summary: 'Contacts of the guardians; each look is in the access log' })
  @ApiOkResponse({ type: GuardiansDto })
  @ApiProblem(404, 'person.not-found')
  showGuardians(@CurrentViewer() viewer: Viewer, @IdParam() id: string): Promise<GuardiansDto> {
    return this.guardians.view(viewer, id);
  }

  @Put(':id/guardians')
  @RequirePermission('person:contacts')
  @ApiOperation({ operationId: 'replaceGuardians', summary: 'Replace the guardians of a person' })
  @ApiOkResponse({ type: GuardiansDto })
  @ApiProblem(404, 'person.not-found')
  @ApiProblem(409, 'person.version-conflict', 'person.forgotten')
  replaceGuardians(
    @CurrentViewer() viewer: Viewer,
    @IdParam() id: string,
    @Body() body: EditGuardiansDto,
  ): Promise<GuardiansDto> {
    return this.guardians.replace(viewer, id, body);
  }

  @Put(':id/agreement')
  @RequirePermission('person:edit')
  @ApiOperation({ operationId: 'recordAgreement', summary: 'The agreement of this school year is signed, or is not' })
  @ApiOkResponse({ type: PersonDto })
  @ApiProblem(404, 'person.not-found', 'school-year.not-found')
  @ApiProblem(409, 'person.version-conflict', 'person.forgotten')
  @ApiProblem(422, 'person.agreement-invalid')
  agreement(@CurrentViewer() viewer: Viewer, @IdParam() id: string, @Body() body: AgreementDto): Promise<PersonDto> {
    return this.agreements.record(viewer, id, body);
  }

  @Get(':id/household')
  @RequirePermission('person:contacts')
  @ApiOperation({ operationId: 'getHousehold', summary: 'Students who share a guardian with this one' })
  @ApiOkResponse({ type: FoundPeopleDto })
  @ApiProblem(404, 'person.not-found')
  async household(@CurrentViewer() viewer: Viewer, @IdParam() id: string): Promise<FoundPeopleDto> {
    return { items: await this.households.of(viewer, id) };
  }
}
