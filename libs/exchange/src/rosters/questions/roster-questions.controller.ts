import { Body, Controller, Get, HttpCode, Post, Put, Query } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Page } from '@app/kernel';
import type { Viewer } from '@app/platform';
import { ApiProblem, CurrentViewer, IdParam, pageOf, RequirePermission } from '@app/platform';
import {
  AnsweredDto,
  AnswerQuestionDto,
  AnswerQuestionsDto,
  RosterMoveDto,
  RosterMovesQuery,
  RosterQuestionDto,
  RosterQuestionsQuery,
} from './roster-question.dto.js';
import { RosterMovesService } from './roster-moves.service.js';
import { RosterQuestionsService } from './roster-questions.service.js';

/** What a roster leaves to the people at a site. */
@ApiTags('rosters')
@Controller('roster-questions')
export class RosterQuestionsController {
  constructor(private readonly questions: RosterQuestionsService) {}

  @Get()
  @RequirePermission('person:edit')
  @ApiOperation({
    operationId: 'listRosterQuestions',
    summary: 'Open questions about people of the own sites, the longest asked first',
  })
  @ApiOkResponse({ type: pageOf(RosterQuestionDto) })
  @ApiProblem(404, 'site.not-found')
  list(@CurrentViewer() viewer: Viewer, @Query() query: RosterQuestionsQuery): Promise<Page<RosterQuestionDto>> {
    return this.questions.list(viewer, query);
  }

  @Put(':id/answer')
  @HttpCode(204)
  @RequirePermission('person:edit')
  @ApiOperation({
    operationId: 'answerRosterQuestion',
    summary: 'Say whether somebody has left, is here, or is to be asked about later',
  })
  @ApiNoContentResponse()
  @ApiProblem(404, 'roster.question-not-found')
  @ApiProblem(409, 'roster.question-closed')
  @ApiProblem(422, 'roster.answer-invalid')
  async answer(@CurrentViewer() viewer: Viewer, @IdParam() id: string, @Body() body: AnswerQuestionDto): Promise<void> {
    await this.questions.answer(viewer, id, body);
  }

  @Post('answers')
  @HttpCode(200)
  @RequirePermission('person:edit')
  @ApiOperation({ operationId: 'answerRosterQuestions', summary: 'The same answer to many questions' })
  @ApiOkResponse({ type: AnsweredDto })
  @ApiProblem(404, 'roster.question-not-found')
  @ApiProblem(422, 'roster.answer-invalid')
  answerAll(
    @CurrentViewer() viewer: Viewer,
    @Body() { questionIds, ...request }: AnswerQuestionsDto,
  ): Promise<AnsweredDto> {
    return this.questions.answerAll(viewer, questionIds, request);
  }
}

@ApiTags('rosters')
@Controller('roster-moves')
export class RosterMovesController {
  constructor(private readonly moves: RosterMovesService) {}

  @Get()
  @RequirePermission('person:read')
  @ApiOperation({
    operationId: 'listRosterMoves',
    summary: 'Students who moved to another site by the roster, as both sites see it',
  })
  @ApiOkResponse({ type: pageOf(RosterMoveDto) })
  @ApiProblem(404, 'site.not-found')
  list(@CurrentViewer() viewer: Viewer, @Query() query: RosterMovesQuery): Promise<Page<RosterMoveDto>> {
    return this.moves.list(viewer, query);
  }
}
