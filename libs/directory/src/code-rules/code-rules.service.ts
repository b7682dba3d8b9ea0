import { Injectable } from '@nestjs/common';
import { AdminLog, DistrictWideOnly } from '@app/identity';
import { isScannable } from '@app/kernel';
import { Database } from '@app/platform';
import type { Db, Tx, Viewer } from '@app/platform';
import { CodeRuleInvalid } from '../directory.errors.js';
import { DistrictService } from '../district/district.service.js';
import { SitesService } from '../sites/sites.service.js';
import type { CodeRuleDto, CodeRulesDto, EditCodeRulesDto, NewCodeRuleDto } from './code-rule.dto.js';

/** How a district, and each site, writes its codes. A site's rules stand beside the district's. */
@Injectable()
export class CodeRulesService {
  constructor(
    private readonly db: Database,
    private readonly sites: SitesService,
    private readonly district: DistrictService,
    private readonly log: AdminLog,
  ) {}

  /** @throws SiteNotFound */
  async listOfSite(viewer: Viewer, siteId: string): Promise<CodeRulesDto> {
    const [{ version }] = await this.sites.requireAll(this.db.read, viewer, 'site:read', [siteId]);
    return { version, rules: await this.load(this.db.read, siteId) };
  }

  /** @throws DistrictNotSetUp */
  async listOfDistrict(): Promise<CodeRulesDto> {
    const { version } = await this.district.load(this.db.read);
    return { version, rules: await this.load(this.db.read, null) };
  }

  /** @throws SiteNotFound, VersionConflict, CodeRuleInvalid */
  async replaceOfSite(viewer: Viewer, siteId: string, request: EditCodeRulesDto): Promise<CodeRulesDto> {
    await this.requireSound(request.rules);
    return this.db.transaction(async (tx) => {
      await this.sites.requireAll(tx, viewer, 'site:edit', [siteId]);
      const version = await this.sites.claimVersion(tx, siteId, request.version);
      return this.replace(tx, viewer, siteId, { ...request, version });
    });
  }

  /** @throws DistrictWideOnly, DistrictNotSetUp, VersionConflict, CodeRuleInvalid */
  async replaceOfDistrict(viewer: Viewer, request: EditCodeRulesDto): Promise<CodeRulesDto> {
    if (viewer.sitesFor('district:edit') !== 'all') throw new DistrictWideOnly('district:edit');
    await this.requireSound(request.rules);
    return this.db.transaction(async (tx) => {
      const version = await this.district.claimVersion(tx, request.version);
      return this.replace(tx, viewer, null, { ...request, version });
    });
  }

  private async replace(
    tx: Tx,
    viewer: Viewer,
    siteId: string | null,
    { version, rules }: EditCodeRulesDto,
  ): Promise<CodeRulesDto> {
    const before = await this.load(tx, siteId);
    await tx.execute('DELETE FROM code_rule WHERE site_id IS NOT DISTINCT FROM $1', [siteId]);
    await tx.execute(
      `INSERT INTO code_rule (site_id, place, pattern, replacement, digits, example, enabled)
       SELECT $1::uuid, ordinality, pattern, replacement, digits, example, enabled
       FROM ROWS FROM (jsonb_to_recordset($2::jsonb) AS (pattern text, replacement text, digits integer, example text, enabled boolean))
         WITH ORDINALITY`,
      [siteId, JSON.stringify(rules)],
    );
    const after = await this.load(tx, siteId);
    await this.log.record(tx, {
      viewer,
      action: 'code-rules.replaced',
      subjectKind: siteId === null ? 'district' : 'site',
      subjectId: siteId,
      before: { codeRules: before },
      after: { codeRules: after },
    });
    return { version, rules: after };
  }

  /** Before the transaction: a broken pattern is found out by trying it. */
  private async requireSound(rules: readonly NewCodeRuleDto[]): Promise<void> {
    for (const [at, { pattern, replacement, digits, example }] of rules.entries()) {
      const [{ tried }] = await this.db.read.query<{ tried: { made?: string | null; broken?: true } }>(
        'SELECT directory_try_code_rule($1, $2, $3, $4) AS tried',
        [pattern, replacement, digits ?? null, example],
      );
      if (tried.broken) throw new CodeRuleInvalid(at, 'pattern', 'must be a regular expression');
      if (!tried.made) throw new CodeRuleInvalid(at, 'example', 'must be a code that the pattern fits');
      if (!isScannable(tried.made))
        throw new CodeRuleInvalid(at, 'replacement', 'must make a code that can be scanned');
    }
  }

  private load(db: Db, siteId: string | null): Promise<CodeRuleDto[]> {
    return db.query<CodeRuleDto>(
      `SELECT pattern, replacement, digits, example, enabled,
         directory_apply_code_rule(pattern, replacement, digits, platform_code_key(example)) AS "exampleBecomes"
       FROM code_rule WHERE site_id IS NOT DISTINCT FROM $1 ORDER BY place`,
      [siteId],
    );
  }
}
