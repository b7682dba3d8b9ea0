import { Body, Controller, Delete, Get, HttpCode, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Viewer } from '@app/platform';
import { ApiProblem, CurrentViewer, Idempotent, IdParam, RequirePermission } from '@app/platform';
import { CardStateDto, IssuedCardDto, NewCardDto } from './card.dto.js';
import { CardsService } from './cards.service.js';

/** Supervisors' cards: scanned at a desk, they lift a refusal. */
@ApiTags('accounts')
@Controller('accounts/:id/card')
export class CardsController {
  constructor(private readonly cards: CardsService) {}

  @Get()
  @RequirePermission('account:manage')
  @ApiOperation({ operationId: 'getAccountCard', summary: 'The card of an account, without its code' })
  @ApiOkResponse({ type: CardStateDto })
  @ApiProblem(403, 'access.district-wide-only')
  @ApiProblem(404, 'account.not-found')
  async get(@CurrentViewer() viewer: Viewer, @IdParam() id: string): Promise<CardStateDto> {
    return { card: await this.cards.of(viewer, id) };
  }

  /** Knows a repeat by its id: a stored answer would hold the code. */
  @Post()
  @RequirePermission('account:manage')
  @Idempotent('own')
  @ApiOperation({
    operationId: 'issueAccountCard',
    summary: 'Issue a card; its code is shown in this answer only, and the card before it is withdrawn',
  })
  @ApiCreatedResponse({ type: IssuedCardDto })
  @ApiProblem(403, 'access.district-wide-only')
  @ApiProblem(404, 'account.not-found')
  @ApiProblem(409, 'card.issued-already')
  issue(@CurrentViewer() viewer: Viewer, @IdParam() id: string, @Body() body: NewCardDto): Promise<IssuedCardDto> {
    return this.cards.issue(viewer, id, body.id);
  }

  @Delete()
  @RequirePermission('account:manage')
  @HttpCode(204)
  @ApiOperation({ operationId: 'withdrawAccountCard', summary: 'Withdraw the card of an account, at once' })
  @ApiNoContentResponse({ description: 'Withdrawn' })
  @ApiProblem(403, 'access.district-wide-only')
  @ApiProblem(404, 'account.not-found', 'card.not-found')
  async withdraw(@CurrentViewer() viewer: Viewer, @IdParam() id: string): Promise<void> {
    await this.cards.withdraw(viewer, id);
  }
}
