import { Body, Controller, HttpCode, Put, Req } from '@nestjs/common';
import { ApiNoContentResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { ApiRequest } from '@app/platform';
import { ApiProblem, SignedIn } from '@app/platform';
import { CurrentSession } from '../access/current-session.js';
import { SessionOnly } from '../access/session-only.js';
import type { ActiveSession } from '../sessions/session-reader.js';
import { IsPassword } from '../sessions/session.dto.js';
import { PasswordService } from './password.service.js';

export class ChangePasswordDto {
  @IsPassword()
  currentPassword!: string;

  @IsPassword()
  newPassword!: string;
}

/** One's own password. */
@ApiTags('session')
@Controller('password')
@SessionOnly()
export class PasswordController {
  constructor(private readonly passwords: PasswordService) {}

  @Put()
  @SignedIn()
  @HttpCode(204)
  @ApiOperation({ operationId: 'changePassword', summary: 'Change the own password; ends the other sessions' })
  @ApiNoContentResponse({ description: 'Changed' })
  @ApiProblem(422, 'password.current-wrong', 'password.refused')
  @ApiProblem(429, 'session.too-many-guesses')
  async change(
    @CurrentSession() session: ActiveSession,
    @Body() body: ChangePasswordDto,
    @Req() request: ApiRequest,
  ): Promise<void> {
    await this.passwords.changeOwn(session, body.currentPassword, body.newPassword, request.ip);
  }
}
