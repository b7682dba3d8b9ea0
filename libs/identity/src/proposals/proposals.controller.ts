import { Body, Controller, Get, HttpCode, Put } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiProperty, ApiTags } from '@nestjs/swagger';
import type { Viewer } from '@app/platform';
import { ApiProblem, CurrentViewer, IdParam, IsFlag, RequirePermission } from '@app/platform';
import { AfterProof } from '../reauthentication/after-proof.js';
import { GrantProposals } from './grant-proposals.js';

export class GrantProposalDto {
  @ApiProperty({ format: 'uuid' })
  id!: string;

  @ApiProperty({ format: 'uuid', description: 'Who would get the role' })
  accountId!: string;

  @ApiProperty()
  accountName!: string;

  @ApiProperty({ example: 'it-admin' })
  role!: string;

  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'null: the whole district' })
  siteId!: string | null;

  @ApiProperty({ format: 'uuid' })
  proposedBy!: string;

  @ApiProperty()
  proposedByName!: string;

  @ApiProperty({ format: 'date-time' })
  proposedAt!: string;
}

export class GrantProposalsDto {
  @ApiProperty({ type: [GrantProposalDto] })
  items!: GrantProposalDto[];
}

export class DecideProposalDto {
  @IsFlag({ description: 'false declines; whoever proposed may only decline' })
  approve!: boolean;
}

/** Grants that wait for a second person. */
@ApiTags('accounts')
@Controller('grant-proposals')
export class ProposalsController {
  constructor(private readonly proposals: GrantProposals) {}

  @Get()
  @RequirePermission('account:manage')
  @ApiOperation({ operationId: 'listGrantProposals', summary: 'Grants that wait for a second person' })
  @ApiOkResponse({ type: GrantProposalsDto })
  @ApiProblem(403, 'access.district-wide-only')
  async list(@CurrentViewer() viewer: Viewer): Promise<GrantProposalsDto> {
    return { items: await this.proposals.list(viewer) };
  }

  @Put(':id/decision')
  @RequirePermission('account:manage')
  @AfterProof()
  @HttpCode(204)
  @ApiOperation({
    operationId: 'decideGrantProposal',
    summary: 'Approve or decline a grant that another person proposed',
  })
  @ApiNoContentResponse({ description: 'Decided' })
  @ApiProblem(403, 'access.district-wide-only', 'account.second-person', 'account.password-of-another')
  @ApiProblem(404, 'account.proposal-not-found')
  @ApiProblem(409, 'account.proposal-decided')
  async decide(@CurrentViewer() viewer: Viewer, @IdParam() id: string, @Body() body: DecideProposalDto): Promise<void> {
    await this.proposals.decide(viewer, id, body.approve);
  }
}
