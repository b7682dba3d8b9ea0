import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { AccessLog } from '@app/identity';
import type { Viewer } from '@app/platform';
import { Database, FileMissing, FileRemoved, StoredFiles } from '@app/platform';
import { LabelDrawer } from '../drawing/label-drawer.js';
import { LabelRunStateConflict } from '../labels.errors.js';
import type { LabelDocument } from '../shared/document-answer.js';
import { runFileName } from '../shared/file-names.js';
import { outputOf } from './run.js';
import type { LabelRun } from './run-view.service.js';
import { RunViewService } from './run-view.service.js';

/** The document of a run, for whoever prints it. */
@Injectable()
export class DocumentService {
  constructor(
    private readonly db: Database,
    private readonly runs: RunViewService,
    private readonly files: StoredFiles,
    private readonly drawer: LabelDrawer,
    private readonly accessLog: AccessLog,
  ) {}

  /** @throws LabelRunNotFound, LabelRunStateConflict while it is drawn, and of a voided one */
  async get(viewer: Viewer, id: string): Promise<LabelDocument> {
    const run = await this.runs.find(this.db.read, viewer, id);
    if (run.voided) throw new LabelRunStateConflict('void');
    if (run.state !== 'done') throw new LabelRunStateConflict(run.state);
    if (run.kind === 'person') await this.note(viewer, run);
    const output = outputOf(run);
    return {
      fileName: runFileName(run, await this.dayOf(id), output),
      mediaType: output === 'pdf' ? 'application/pdf' : 'application/zpl',
      stream: (await this.kept(run)) ?? (await this.drawer.draw(viewer, run)),
    };
  }

  /** On the district's calendar. */
  private async dayOf(id: string): Promise<string> {
    const [{ day }] = await this.db.read.query<{ day: string }>(
      'SELECT directory_day(created_at)::text AS day FROM label_run WHERE id = $1',
      [id],
    );
    return day;
  }

  /** Of a large run, for as long as its file is kept. */
  private async kept({ fileId }: LabelRun): Promise<Readable | null> {
    if (fileId === null) return null;
    try {
      return await this.files.open(this.db.read, fileId);
    } catch (error) {
      if (error instanceof FileMissing || error instanceof FileRemoved) return null;
      throw error;
    }
  }

  /** Names of students leave the product: without the entry they do not. */
  private note(viewer: Viewer, { id, siteId, items }: LabelRun): Promise<void> {
    return this.accessLog.record(this.db.read, {
      viewer,
      action: 'people.labels-printed',
      siteId,
      route: 'GET /api/v1/label-runs/:id/document',
      rowCount: items,
      detail: { runId: id },
    });
  }
}
