import { Controller, Get, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiProblem, CurrentViewer, RequirePermission } from '@app/platform';
import type { Viewer } from '@app/platform';
import { VerificationDto, VerificationRunDto } from './verification.dto.js';
import { VerificationService } from './verification.service.js';

@ApiTags('log')
@Controller('ledger-verification')
export class VerificationController {
  constructor(private readonly verification: VerificationService) {}

  @Get()
  @RequirePermission('ledger:verify')
  @ApiOperation({ operationId: 'getLedgerVerification', summary: 'The last check of the ledger and the newest anchor' })
  @ApiOkResponse({ type: VerificationDto })
  @ApiProblem(403, 'access.district-wide-only')
  state(@CurrentViewer() viewer: Viewer): Promise<VerificationDto> {
    return this.verification.state(viewer);
  }

  @Post()
  @RequirePermission('ledger:verify')
  @ApiOperation({ operationId: 'verifyLedger', summary: 'Check the ledger now; one check at a time' })
  @ApiCreatedResponse({ type: VerificationRunDto })
  @ApiProblem(403, 'access.district-wide-only')
  begin(@CurrentViewer() viewer: Viewer): Promise<VerificationRunDto> {
    return this.verification.begin(viewer);
  }
}
