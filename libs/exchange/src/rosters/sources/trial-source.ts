import type { AdminLog } from '@app/identity';
import type { Database, StoredFiles, Viewer } from '@app/platform';
import type { RosterSourcesService } from './roster-sources.service.js';

/** A source for one look at a package, which nobody has asked to keep: a dry run under a code that nobody has yet. */
export class TrialSource {
  constructor(
    private readonly db: Database,
    private readonly files: StoredFiles,
    private readonly sources: RosterSourcesService,
    private readonly log: AdminLog,
  ) {}

  /** @returns what `use` does; the source is gone then, with all that was read for it. @throws RosterSourceCodeTaken */
  async with<T>(viewer: Viewer, code: string, use: (sourceId: string) => Promise<T>): Promise<T> {
    const { id } = await this.sources.create(viewer, { code, name: code });
    try {
      return await use(id);
    } finally {
      await this.takeBack(viewer, id);
    }
  }

  /** A source with which somebody went on meanwhile stays. */
  private async takeBack(viewer: Viewer, id: string): Promise<void> {
    const files = await this.db.transaction(async (tx) => {
      const [{ files: read }] = await tx.query<{ files: string[] | null }>(
        'SELECT exchange_take_back_source($1) AS files',
        [id],
      );
      if (read === null) return [];
      await this.log.record(tx, {
        ...{ viewer, action: 'roster-source.removed', subjectKind: 'roster-source', subjectId: id },
      });
      return this.files.retire(tx, read);
    });
    for (const file of files) await this.files.discard(file);
  }
}
