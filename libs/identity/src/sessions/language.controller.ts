import { Body, Controller, HttpCode, Put } from '@nestjs/common';
import { ApiNoContentResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Language } from '@app/kernel';
import { LANGUAGES } from '@app/kernel';
import { Database, IsChoice, SignedIn } from '@app/platform';
import { CurrentSession } from '../access/current-session.js';
import { SessionOnly } from '../access/session-only.js';
import type { ActiveSession } from './session-reader.js';

export class LanguageDto {
  @IsChoice(LANGUAGES)
  language!: Language;
}

/** What the station says to whoever is signed in. The last word holds: there is nothing that two edits could lose. */
@ApiTags('session')
@Controller('session/language')
@SessionOnly()
export class LanguageController {
  constructor(private readonly db: Database) {}

  @Put()
  @SignedIn()
  @HttpCode(204)
  @ApiOperation({ operationId: 'chooseLanguage', summary: 'The own language, of the station and of what it says' })
  @ApiNoContentResponse({ description: 'Chosen' })
  async choose(@CurrentSession() { viewer }: ActiveSession, @Body() { language }: LanguageDto): Promise<void> {
    await this.db.transaction((tx) =>
      tx.execute('UPDATE account SET language = $2 WHERE id = $1', [viewer.accountId, language]),
    );
  }
}
