import { Injectable } from '@nestjs/common';
import { decodeCursor, encodeCursor } from '@app/kernel';
import type { Page } from '@app/kernel';
import { Database, Viewer } from '@app/platform';

export interface Notice {
  id: string;
  kind: string;
  createdAt: string;
  readAt: string | null;
  siteCode: string | null;
  deviceId: string | null;
  tag: string | null;
  facts: Record<string, unknown>;
}

/** What an event wants people to know. */
export interface NewNotice {
  /** The event's message id: a second delivery adds nothing. */
  messageId: string;
  kind: string;
  siteId: string;
  /** `null`: it is about the site. */
  deviceId: string | null;
  facts: Record<string, unknown>;
}

@Injectable()
export class NoticeService {
  constructor(private readonly db: Database) {}

  /** Newest first. What was undone since is nothing to know: the scan itself says so, whenever the news of it came. */
  async list(viewer: Viewer, after: string | undefined, limit: number): Promise<Page<Notice>> {
    const cursor = after ? decodeCursor(after) : null;
    const items = await this.db.read.query<Notice>(
      `SELECT n.id, n.kind, n.created_at AS "createdAt", n.read_at AS "readAt", s.code AS "siteCode",
              n.device_id AS "deviceId", d.asset_tag AS tag, n.facts
         FROM notice n LEFT JOIN site s ON s.id = n.site_id LEFT JOIN device d ON d.id = n.device_id
        WHERE n.account_id = $1
          AND NOT EXISTS (SELECT 1 FROM scan_event e WHERE e.id = (n.facts ->> 'scanId')::uuid AND e.undone_at IS NOT NULL)
          AND ($2::timestamptz IS NULL OR (n.created_at, n.id) < ($2, $3::uuid))
        ORDER BY n.created_at DESC, n.id DESC LIMIT $4`,
      [viewer.accountId, cursor?.[0] ?? null, cursor?.[1] ?? null, limit + 1],
    );
    const last = items.length > limit ? items[limit - 1] : undefined;
    return { items: items.slice(0, limit), next: last ? encodeCursor([last.createdAt, last.id]) : null };
  }

  /** One notice for each account that may receive it at the site. */
  async send(notice: NewNotice): Promise<void> {
    await this.db.transaction((tx) =>
      tx.execute(
        `INSERT INTO notice (account_id, message_id, kind, site_id, device_id, facts)
         SELECT a, $1, $2, $3, $4, $5::jsonb FROM identity_accounts_with('notice:receive', $3) a
         ON CONFLICT (account_id, message_id) DO NOTHING`,
        [notice.messageId, notice.kind, notice.siteId, notice.deviceId, JSON.stringify(notice.facts)],
      ),
    );
  }

  async markRead(viewer: Viewer, id: string): Promise<void> {
    await this.db.transaction((tx) =>
      tx.execute(
        'UPDATE notice SET read_at = clock_timestamp() WHERE id = $1 AND account_id = $2 AND read_at IS NULL',
        [id, viewer.accountId],
      ),
    );
  }
}
