import { Body, Controller, Get, Ip, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiProblem, Public } from '@app/platform';
import { RunSetupDto, SetupDoneDto, SetupStateDto } from './setup.dto.js';
import { SetupService } from './setup.service.js';

@ApiTags('directory')
@Controller('setup')
export class SetupController {
  constructor(private readonly setup: SetupService) {}

  @Get()
  @Public()
  @ApiOperation({ operationId: 'getSetup', summary: 'Whether the first run is still to come' })
  @ApiOkResponse({ type: SetupStateDto })
  async state(): Promise<SetupStateDto> {
    return { needed: await this.setup.isNeeded() };
  }

  @Post()
  @Public()
  @ApiOperation({ operationId: 'runSetup', summary: 'First run: admin, district, school year and sites' })
  @ApiCreatedResponse({ type: SetupDoneDto })
  @ApiProblem(403, 'setup.code-refused')
  @ApiProblem(409, 'setup.done', 'site.code-taken')
  @ApiProblem(422, 'password.refused', 'district.time-zone-unknown', 'school-year.order')
  @ApiProblem(429, 'session.too-many-guesses')
  run(@Body() body: RunSetupDto, @Ip() ip: string): Promise<SetupDoneDto> {
    return this.setup.run(body, ip);
  }
}
