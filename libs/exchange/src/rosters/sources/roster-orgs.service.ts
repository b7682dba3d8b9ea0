import { Injectable } from '@nestjs/common';
import { AdminLog } from '@app/identity';
import type { Tx, Viewer } from '@app/platform';
import { Database } from '@app/platform';
import { SiteCodeTaken } from '@app/directory';
import { RosterOrgNotFound } from '../roster.errors.js';
import { RostersService } from '../runs/rosters.service.js';
import { RosterSourcesService } from './roster-sources.service.js';

export const ORG_MATCHES = ['answer', 'code', 'id', 'nces', 'name', 'parent'] as const;
export type OrgMatch = (typeof ORG_MATCHES)[number];

/** An organisation that a source names, and which site it is. */
export interface RosterOrg {
  orgId: string;
  name: string | null;
  type: string | null;
  identifier: string | null;
  siteId: string | null;
  siteCode: string | null;
  siteName: string | null;
  /** How we know; `null`: not known. */
  how: OrgMatch | null;
  /** Somebody said which site it is, or that it is none. */
  answered: boolean;
  /** Students and staff who are there. */
  people: number;
  /** People are there and nobody knows which site it is. */
  unknown: boolean;
}

/** One of: a site, `null` for no site, or a site to be made. */
export interface OrgAnswer {
  orgId: string;
  siteId?: string | null;
  makeSite?: { code?: string; kind: string };
  /** Takes an earlier answer back. */
  forget?: boolean;
}

const ABOVE_SCHOOLS = `('district', 'local', 'state', 'national')`;

/** Which site each organisation of a source is: found by code, id or name, or said by somebody. Sites are never made in silence. */
@Injectable()
export class RosterOrgsService {
  constructor(
    private readonly db: Database,
    private readonly sources: RosterSourcesService,
    private readonly rosters: RostersService,
    private readonly log: AdminLog,
  ) {}

  /** As the newest run that still waits says, else as after the last one. @throws RosterSourceNotFound */
  async list(sourceId: string): Promise<RosterOrg[]> {
    await this.sources.get(sourceId);
    return this.db.read.query<RosterOrg>(
      `SELECT o.org_id AS "orgId", o.name, o.type, o.identifier, o.site_id AS "siteId", s.code AS "siteCode", s.name AS "siteName", o.how, o.answered, o.people,
         o.people > 0 AND o.site_id IS NULL AND NOT o.answered AND coalesce(o.type, '') NOT IN ${ABOVE_SCHOOLS} AS unknown
       FROM exchange_roster_orgs($1, (SELECT r.id FROM roster_run r WHERE r.source_id = $1 AND r.state IN ('checking', 'checked', 'stopped') ORDER BY r.created_at DESC LIMIT 1)) o
       LEFT JOIN site s ON s.id = o.site_id
       ORDER BY unknown DESC, o.people DESC, o.name NULLS LAST, o.org_id LIMIT 2000`,
      [sourceId],
    );
  }

  /** The next dry run goes by the answers, and that of a run which waits is made anew. @throws RosterSourceNotFound, RosterOrgNotFound, SiteCodeTaken */
  async answer(viewer: Viewer, sourceId: string, answers: readonly OrgAnswer[]): Promise<RosterOrg[]> {
    const orgs = new Map((await this.list(sourceId)).map((org) => [org.orgId, org]));
    const strange = answers.map(({ orgId }) => orgId).filter((id) => !orgs.has(id));
    if (strange.length > 0) throw new RosterOrgNotFound(strange);
    await this.db.transaction(async (tx) => {
      for (const answer of answers) await this.write(tx, viewer, sourceId, orgs.get(answer.orgId)!, answer);
      await this.log.record(tx, {
        viewer,
        action: 'roster-source.orgs-answered',
        subjectKind: 'roster-source',
        subjectId: sourceId,
        after: {
          orgs: answers.map(({ orgId, siteId, makeSite, forget }) => ({ orgId, siteId, made: makeSite?.kind, forget })),
        },
      });
      await this.rosters.checkWaiting(tx, viewer, sourceId);
    });
    return this.list(sourceId);
  }

  private async write(
    tx: Tx,
    viewer: Viewer,
    sourceId: string,
    org: RosterOrg,
    { siteId, makeSite, forget }: OrgAnswer,
  ): Promise<void> {
    if (forget) {
      await tx.execute('DELETE FROM roster_org_site WHERE source_id = $1 AND org_id = $2', [sourceId, org.orgId]);
      return;
    }
    const site = makeSite ? await makeSiteOf(tx, org, makeSite) : siteId;
    await tx.execute(
      `INSERT INTO roster_org_site (source_id, org_id, site_id, answered_by) VALUES ($1, $2, $3, $4)
       ON CONFLICT (source_id, org_id) DO UPDATE SET site_id = excluded.site_id, answered_by = excluded.answered_by, answered_at = clock_timestamp()`,
      [sourceId, org.orgId, site ?? null, viewer.accountId],
    );
  }
}

async function makeSiteOf(tx: Tx, org: RosterOrg, { code, kind }: { code?: string; kind: string }): Promise<string> {
  const codes = code === undefined ? [org.identifier ?? '', org.orgId] : [code];
  const [{ id }] = await tx.query<{ id: string | null }>('SELECT directory_make_site($1, $2, $3) AS id', [
    codes,
    org.name ?? org.orgId,
    kind,
  ]);
  if (id === null) throw new SiteCodeTaken();
  return id;
}
