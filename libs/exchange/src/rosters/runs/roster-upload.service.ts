import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import type { Viewer } from '@app/platform';
import { StoredFiles } from '@app/platform';
import { ROSTER_LIMITS, zipPackage } from '../files/roster-package.js';
import type { RosterRun } from './roster-run.js';
import { RostersService } from './rosters.service.js';

/** Bytes as they came; they are gone when the request is answered. */
export const RAW_ROSTERS = 'roster-raw';

/** A zip file that somebody uploads. */
@Injectable()
export class RosterUploadService {
  constructor(
    private readonly files: StoredFiles,
    private readonly rosters: RostersService,
  ) {}

  /** @throws ArchiveRefused and what `RostersService.take` throws */
  async upload(
    viewer: Viewer,
    sourceId: string,
    { fileName, stream }: { fileName: string; stream: Readable },
  ): Promise<RosterRun> {
    const raw = await this.files.keep(stream, RAW_ROSTERS);
    try {
      const source = await zipPackage(fileName, await this.files.zip(raw, ROSTER_LIMITS));
      try {
        return await this.rosters.take(viewer, sourceId, source, { cameBy: 'upload', unattended: false });
      } finally {
        source.close();
      }
    } finally {
      await this.files.discard(raw);
    }
  }
}
