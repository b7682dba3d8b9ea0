import 'reflect-metadata';
import { Body, Controller, Get, HttpCode, Module, Post, ValidationPipe } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { Type } from 'class-transformer';
import { IsIn, IsString, IsUUID, Length, ValidateIf, ValidateNested } from 'class-validator';
import pg from 'pg';
import type { BareScan, Templates } from './rows/scan-function.js';
import { scanByFunction } from './rows/scan-function.js';

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 10 });
const templates = new Map<string, Templates>();

/** As Nest's own guide sets it up. */
const CHECKED = new ValidationPipe({ whitelist: true, forbidNonWhitelisted: true, transform: true });

class HandledDto {
  @IsIn(['out', 'in'])
  mode!: 'out' | 'in';

  @IsUUID()
  deviceId!: string;

  @IsString()
  @Length(1, 40)
  tag!: string;

  @ValidateIf((_owner, value) => value !== null)
  @IsUUID()
  personId!: string | null;
}

class BareScanDto implements BareScan {
  @IsUUID()
  stationId!: string;

  @ValidateNested()
  @Type(() => HandledDto)
  handled!: HandledDto;
}

/** Nest on Fastify, class-validator for what the function needs, and one query: the limit of the server's CPU. */
@Controller()
class BareController {
  /** The writes of a scan as one function, and its answer. */
  @Post('scan-events')
  @HttpCode(200)
  scan(@Body(CHECKED) scan: BareScanDto): Promise<object> {
    return scanByFunction(pool, templates.get(scan.stationId)!, scan.handled);
  }

  /** The least that a request with one look into the database costs. */
  @Post('least')
  @HttpCode(200)
  async least(): Promise<object> {
    const { rows } = await pool.query<{ one: number }>({ name: 'one', text: 'SELECT 1 AS one' });
    return { one: rows[0].one };
  }

  @Post('templates')
  @HttpCode(200)
  learn(@Body() { stationId, of }: { stationId: string; of: Templates }): object {
    templates.set(stationId, of);
    return {};
  }

  @Get('health/ready')
  ready(): object {
    return { ready: true };
  }
}

@Module({ controllers: [BareController] })
class BareModule {}

const app = await NestFactory.create<NestFastifyApplication>(BareModule, new FastifyAdapter(), { logger: false });
await app.listen(Number(process.env.PORT), '127.0.0.1');
process.once('SIGTERM', () => process.exit(0));
