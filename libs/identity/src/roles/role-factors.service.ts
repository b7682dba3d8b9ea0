import { Injectable } from '@nestjs/common';
import { Database } from '@app/platform';
import { requireEverywhere } from '../access/scope.js';
import { lockAdmins } from '../accounts/last-admin.js';
import { AdminLog } from '../admin-log/admin-log.js';
import { PRIVILEGE } from '../proposals/grant-proposals.js';
import { Reauthentication } from '../reauthentication/reauthentication.js';
import type { ActiveSession } from '../sessions/session-reader.js';
import type { RoleDto, SetRoleFactorDto } from './role.dto.js';
import { RoleChanged, RoleKeepsFactor } from './role.errors.js';
import { loadRole } from './roles.service.js';

/** Which roles ask for a second factor, built-in ones too. */
@Injectable()
export class RoleFactors {
  constructor(
    private readonly db: Database,
    private readonly reauthentication: Reauthentication,
    private readonly log: AdminLog,
  ) {}

  /**
   * Holds from the next request of everybody who has the role: sessions without a factor have no rights until it is set up.
   * @throws ProofNeeded, DistrictWideOnly, RoleNotFound, RoleChanged, RoleKeepsFactor
   */
  set(session: ActiveSession, id: string, { version, secondFactor }: SetRoleFactorDto): Promise<RoleDto> {
    const { viewer } = session;
    requireEverywhere(viewer, PRIVILEGE);
    return this.db.transaction(async (tx) => {
      await this.reauthentication.require(tx, session);
      await lockAdmins(tx);
      const before = await loadRole(tx, id);
      if (before.version !== version) throw new RoleChanged(before.version);
      if (!secondFactor && before.factorKeptFor !== null) throw new RoleKeepsFactor(before.factorKeptFor);
      await tx.execute('UPDATE role SET second_factor = $2, version = version + 1 WHERE id = $1', [id, secondFactor]);
      const after = await loadRole(tx, id);
      await this.log.record(tx, {
        viewer,
        action: 'role.second-factor-set',
        subjectKind: 'role',
        subjectId: id,
        before: facts(before),
        after: facts(after),
      });
      return after;
    });
  }
}

const facts = ({ label, secondFactor }: RoleDto) => ({ label, secondFactor });
