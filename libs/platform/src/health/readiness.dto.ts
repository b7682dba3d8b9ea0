import { ApiProperty } from '@nestjs/swagger';
import type { Readiness } from './readiness.service.js';

export class ReadinessDto implements Readiness {
  @ApiProperty()
  ready!: boolean;

  @ApiProperty({ type: [String], example: ['database-unavailable'] })
  reasons!: string[];

  @ApiProperty({ type: [String], example: ['append-only-by-trigger-only'] })
  warnings!: string[];
}
