import { Injectable } from '@nestjs/common';
import type { Tx, Viewer } from '@app/platform';
import type { AdminAction } from './admin-actions.js';

/** What an administrator changed. `before` and `after` hold the changed fields, never a password or a token. */
export interface AdminChange {
  viewer: Viewer;
  action: AdminAction;
  /** `account`, `site`, `policy` */
  subjectKind: string;
  subjectId: string | null;
  before?: unknown;
  after?: unknown;
}

/** The append-only log of administration, written in the transaction of the change. */
@Injectable()
export class AdminLog {
  async record(tx: Tx, { viewer, action, subjectKind, subjectId, before, after }: AdminChange): Promise<void> {
    await tx.execute(
      `INSERT INTO admin_log (account_id, action, subject_kind, subject_id, before, after)
       VALUES ($1, $2, $3, $4, $5::jsonb, $6::jsonb)`,
      [viewer.accountId, action, subjectKind, subjectId, json(before), json(after)],
    );
  }
}

const json = (value: unknown): string | null => (value === undefined ? null : JSON.stringify(value));
