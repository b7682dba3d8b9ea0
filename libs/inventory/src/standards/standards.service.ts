import { Injectable } from '@nestjs/common';
import { SitesFacade } from '@app/directory';
import { AdminLog, requireEverywhere } from '@app/identity';
import { Database } from '@app/platform';
import type { Viewer } from '@app/platform';
import { DecisionAhead, ModelNotFound, StandardsNotPublic } from '../inventory.errors.js';
import type { DecisionDto, NewDecisionDto, StandardDto, StandardsDto } from './standards.dto.js';

const DECISION = `d.id, d.decision, d.decided_on AS "decidedOn", d.decided_by AS "decidedBy", d.note,
  identity_account_name(d.recorded_by) AS "recordedBy", d.recorded_at AS "recordedAt"`;

const MOST = 2_000;

/** The published list, and what the committee decided about each model. */
@Injectable()
export class StandardsService {
  constructor(
    private readonly db: Database,
    private readonly sites: SitesFacade,
    private readonly log: AdminLog,
  ) {}

  async published(): Promise<StandardsDto> {
    const { name: district, today } = await this.sites.district(this.db.read);
    const items = await this.db.read.query<StandardDto>(
      `SELECT m.id, m.maker, m.name, m.device_class AS "deviceClass", m.support_tier AS "supportTier",
         m.support_ends_on AS "supportEndsOn", m.standard, d.decision, d.decided_on AS "decidedOn"
       FROM model m LEFT JOIN LATERAL (SELECT decision, decided_on FROM model_decision
         WHERE model_id = m.id ORDER BY decided_on DESC, id DESC LIMIT 1) d ON true
       ORDER BY m.device_class, m.maker COLLATE "und-x-icu", m.name, m.id LIMIT ${MOST}`,
    );
    return { district, today, items };
  }

  /** Without a session. @throws StandardsNotPublic where the district keeps the list to its staff */
  async publishedToAll(): Promise<StandardsDto> {
    const [policy] = await this.db.read.query<{ audience: string }>(
      'SELECT audience FROM policy_standards WHERE effective @> directory_day(clock_timestamp())',
    );
    if (policy?.audience !== 'public') throw new StandardsNotPublic();
    return this.published();
  }

  /** @throws ModelNotFound */
  async decisions(modelId: string): Promise<DecisionDto[]> {
    const [model] = await this.db.read.query('SELECT 1 FROM model WHERE id = $1', [modelId]);
    if (!model) throw new ModelNotFound();
    return this.db.read.query<DecisionDto>(
      `SELECT ${DECISION} FROM model_decision d WHERE d.model_id = $1 ORDER BY d.decided_on DESC, d.id DESC`,
      [modelId],
    );
  }

  /** A decision is never changed: another one follows it. @throws DistrictWideOnly, ModelNotFound, DecisionAhead */
  decide(viewer: Viewer, modelId: string, request: NewDecisionDto): Promise<DecisionDto> {
    requireEverywhere(viewer, 'model:edit');
    return this.db.transaction(async (tx) => {
      const [model] = await tx.query<{ maker: string; name: string; today: string }>(
        'SELECT maker, name, directory_day(clock_timestamp()) AS today FROM model WHERE id = $1 FOR NO KEY UPDATE',
        [modelId],
      );
      if (!model) throw new ModelNotFound();
      const { today, ...named } = model;
      if (request.decidedOn > today) throw new DecisionAhead(today);
      const { decision, decidedOn, decidedBy, note = null } = request;
      const [made] = await tx.query<DecisionDto>(
        `INSERT INTO model_decision AS d (model_id, decision, decided_on, decided_by, note, recorded_by)
         VALUES ($1, $2, $3, $4, $5, $6) RETURNING ${DECISION}`,
        [modelId, decision, decidedOn, decidedBy, note, viewer.accountId],
      );
      const after = { ...named, decision, decidedOn, decidedBy, note };
      await this.log.record(tx, { viewer, action: 'model.decided', subjectKind: 'model', subjectId: modelId, after });
      return made;
    });
  }
}
