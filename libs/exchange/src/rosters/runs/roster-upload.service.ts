import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import type { KeptBytes, Viewer } from '@app/platform';
import { StoredFiles, tooLarge } from '@app/platform';
import { tableName } from '../files/dialect.rules.js';
import type { RosterPackage } from '../files/roster-package.js';
import { loosePackage, ROSTER_LIMITS, zipPackage } from '../files/roster-package.js';
import type { RosterRun } from './roster-run.js';
import { RostersService } from './rosters.service.js';

/** Bytes as they came; they are gone when the request is answered. */
export const RAW_ROSTERS = 'roster-raw';

/** A district of 430,000 students with every enrolment, packed; of files that come one by one, all together. */
export const ROSTER_UPLOAD = { files: 100, bytes: 200 * 1_048_576 };

interface RawFile {
  fileName: string;
  kept: KeptBytes;
}

/** Takes one file, while the request goes on. */
export type KeepFile = (file: { fileName: string; stream: Readable }) => Promise<void>;

/** A zip file that somebody uploads, or the CSV files of a roster one by one. */
@Injectable()
export class RosterUploadService {
  constructor(
    private readonly files: StoredFiles,
    private readonly rosters: RostersService,
  ) {}

  /**
   * `receive` gives each file to `keep` and answers whose roster it is.
   * @throws RosterFilesMixed, RosterFileTwice, ArchiveRefused, RequestRefused 413 and what `RostersService.take` throws
   */
  async upload(viewer: Viewer, receive: (keep: KeepFile) => Promise<string>): Promise<RosterRun> {
    const raw: RawFile[] = [];
    let left = ROSTER_UPLOAD.bytes;
    try {
      const sourceId = await receive(async ({ fileName, stream }) => {
        const count = (chunk: Buffer): void => {
          left -= chunk.length;
          if (left < 0) throw tooLarge(fileName);
        };
        raw.push({ fileName, kept: await this.files.keep(stream, RAW_ROSTERS, count) });
      });
      const source = await this.packageOf(raw);
      try {
        return await this.rosters.take(viewer, sourceId, source, { cameBy: 'upload', unattended: false });
      } finally {
        source.close();
      }
    } finally {
      for (const { kept } of raw) await this.files.discard(kept);
    }
  }

  private async packageOf(raw: readonly RawFile[]): Promise<RosterPackage> {
    const [{ fileName, kept }] = raw;
    if (raw.length === 1 && tableName(fileName) === null)
      return zipPackage(fileName, await this.files.zip(kept, ROSTER_LIMITS));
    return loosePackage(raw.map((file) => ({ fileName: file.fileName, open: () => this.files.stream(file.kept) })));
  }
}
