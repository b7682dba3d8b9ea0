import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiProblem, CurrentViewer, IdParam, RequirePermission } from '@app/platform';
import type { Viewer } from '@app/platform';
import { ScanNotesDto } from './note.dto.js';
import { NotesService } from './notes.service.js';

@ApiTags('desk')
@Controller()
export class NotesController {
  constructor(private readonly notes: NotesService) {}

  @Get('devices/:id/scan-notes')
  @RequirePermission('device:read')
  @ApiOperation({ operationId: 'listScanNotes', summary: 'What desks noted when they scanned the device' })
  @ApiOkResponse({ type: ScanNotesDto })
  @ApiProblem(404, 'device.not-found')
  async ofDevice(@CurrentViewer() viewer: Viewer, @IdParam() id: string): Promise<ScanNotesDto> {
    return { items: await this.notes.ofDevice(viewer, id) };
  }
}
