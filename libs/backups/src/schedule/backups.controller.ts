import { Body, Controller, Get, Post, Put } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ApiProblem, CurrentViewer, RequirePermission } from '@app/platform';
import type { Viewer } from '@app/platform';
import { BackupPolicyDto, BackupRunningDto, BackupsDto, EditBackupPolicyDto } from './backup.dto.js';
import { BackupsService } from './backups.service.js';

/** Backups are taken here and never handed out: a file with the whole district leaves by the machine, not by a page. */
@ApiTags('backups')
@Controller()
export class BackupsController {
  constructor(private readonly backups: BackupsService) {}

  @Get('backups')
  @RequirePermission('backup:manage')
  @ApiOperation({ operationId: 'getBackups', summary: 'Backups, their proofs, and what is wrong with them' })
  @ApiOkResponse({ type: BackupsDto })
  @ApiProblem(403, 'access.district-wide-only')
  state(@CurrentViewer() viewer: Viewer): Promise<BackupsDto> {
    return this.backups.state(viewer);
  }

  @Post('backups')
  @RequirePermission('backup:manage')
  @ApiOperation({ operationId: 'takeBackup', summary: 'Take a backup now; one at a time' })
  @ApiCreatedResponse({ type: BackupRunningDto })
  @ApiProblem(403, 'access.district-wide-only')
  begin(@CurrentViewer() viewer: Viewer): Promise<BackupRunningDto> {
    return this.backups.begin(viewer);
  }

  @Put('backup-policy')
  @RequirePermission('backup:manage')
  @ApiOperation({ operationId: 'editBackupPolicy', summary: 'When backups are taken, and how many are kept' })
  @ApiOkResponse({ type: BackupPolicyDto })
  @ApiProblem(403, 'access.district-wide-only')
  @ApiProblem(409, 'backup-policy.version-conflict')
  edit(@CurrentViewer() viewer: Viewer, @Body() body: EditBackupPolicyDto): Promise<BackupPolicyDto> {
    return this.backups.edit(viewer, body);
  }
}
