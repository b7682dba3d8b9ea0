import type { INestApplication } from '@nestjs/common';
import { Controller, Get, Header, Injectable, Module } from '@nestjs/common';
import type { OpenAPIObject } from '@nestjs/swagger';
import { ApiOkResponse, ApiOperation, ApiTags, DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import { ProblemDto, SignedIn } from '@app/platform';
import { completed } from './api-document.rules.js';

/** The whole API: every route, permission and refusal. Stable: the same code gives the same text. */
export function apiDocument(app: INestApplication): OpenAPIObject {
  const outline = new DocumentBuilder()
    .setTitle('Cubby')
    .setDescription('The system of record for a school district’s devices.')
    .setVersion('1')
    .addCookieAuth('__Host-cubby', { type: 'apiKey', in: 'cookie', name: '__Host-cubby' }, 'session')
    .addBearerAuth({ type: 'http', scheme: 'bearer', description: 'The token of a program: `cubby_…`' }, 'token')
    .build();
  return completed(SwaggerModule.createDocument(app, outline, { extraModels: [ProblemDto] }));
}

/** Holds the document of the running server; it is made when somebody first asks for it, not at start. */
@Injectable()
export class ApiDocument {
  private text: string | undefined;
  private make: () => OpenAPIObject = () => {
    throw new Error('The API document was asked for before the server was configured');
  };

  describe(app: INestApplication): void {
    this.make = () => apiDocument(app);
  }

  read(): string {
    return (this.text ??= JSON.stringify(this.make()));
  }
}

@ApiTags('api')
@Controller()
class ApiDocumentController {
  constructor(private readonly document: ApiDocument) {}

  @SignedIn()
  @Get('api/openapi.json')
  @Header('content-type', 'application/json; charset=utf-8')
  @ApiOperation({ operationId: 'readApiDocument', summary: 'This document' })
  @ApiOkResponse({ schema: { type: 'object', additionalProperties: true } })
  read(): string {
    return this.document.read();
  }
}

@Module({ controllers: [ApiDocumentController], providers: [ApiDocument] })
export class ApiDocumentModule {}
