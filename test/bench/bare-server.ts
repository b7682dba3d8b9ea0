import 'reflect-metadata';
import { Body, Controller, Get, HttpCode, Module, Post } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import pg from 'pg';
import type { BareScan, Templates } from './rows/scan-function.js';
import { scanByFunction } from './rows/scan-function.js';

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: 10 });
const templates = new Map<string, Templates>();

/** Nest on Fastify with nothing between the request and the database: the limit of the server's CPU. */
@Controller()
class BareController {
  /** The writes of a scan as one function, and its answer. */
  @Post('scan-events')
  @HttpCode(200)
  scan(@Body() scan: BareScan): Promise<object> {
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
