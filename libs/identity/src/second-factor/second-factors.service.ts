import { Injectable, Logger } from '@nestjs/common';
import type { Tx, Viewer } from '@app/platform';
import { Database, SecretBox } from '@app/platform';
import { requireEverywhere } from '../access/scope.js';
import { lockAdmins } from '../accounts/last-admin.js';
import type { AdminAction } from '../admin-log/admin-actions.js';
import { AdminLog } from '../admin-log/admin-log.js';
import { requireBreakGlass } from '../break-glass/break-glass-left.js';
import { Clock } from '../clock.js';
import { PRIVILEGE } from '../proposals/grant-proposals.js';
import { Reauthentication } from '../reauthentication/reauthentication.js';
import type { ActiveSession } from '../sessions/session-reader.js';
import { SessionsService } from '../sessions/sessions.service.js';
import { factorOwner, FactorCodes } from './factor-codes.js';
import {
  CodeRefused,
  NoOffer,
  OwnPasswordFirst,
  OwnSecondFactor,
  SecondFactorNeeded,
  SecondFactorOff,
} from './second-factor.errors.js';
import { acceptedStep, newSecret, OFFER_MS, otpAddress } from './second-factor.rules.js';

export interface FactorState {
  /** null: there is none. */
  enrolledAt: string | null;
  /** A role of the account asks for it. */
  needed: boolean;
  backupCodesLeft: number;
}

export interface FactorOffer {
  secret: string;
  address: string;
}

/** Sets up, shows and takes away the second factor of accounts. Whatever was signed in without the new one is signed out. */
@Injectable()
export class SecondFactors {
  private readonly logger = new Logger('identity');

  constructor(
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly box: SecretBox,
    private readonly codes: FactorCodes,
    private readonly sessions: SessionsService,
    private readonly reauthentication: Reauthentication,
    private readonly log: AdminLog,
  ) {}

  async state(accountId: string): Promise<FactorState> {
    const [state] = await this.db.read.query<FactorState>(
      `SELECT f.enrolled_at AS "enrolledAt", identity_needs_factor(a.id) AS needed,
         (SELECT count(*)::integer FROM second_factor_code c WHERE c.account_id = a.id AND c.used_at IS NULL) AS "backupCodesLeft"
       FROM account a LEFT JOIN second_factor f ON f.account_id = a.id WHERE a.id = $1`,
      [accountId],
    );
    return state;
  }

  /** A new secret, which counts once a code of it comes back. @throws ProofNeeded, OwnPasswordFirst */
  offer(session: ActiveSession): Promise<FactorOffer> {
    const { accountId } = session.viewer;
    const secret = newSecret();
    return this.db.transaction(async (tx) => {
      await this.reauthentication.require(tx, session);
      const email = await emailOf(tx, session);
      await tx.execute(
        `INSERT INTO second_factor_offer (account_id, secret, expires_at) VALUES ($1, $2, $3)
         ON CONFLICT (account_id) DO UPDATE SET secret = excluded.secret, expires_at = excluded.expires_at`,
        [accountId, this.box.seal(secret, factorOwner(accountId)), this.clock.in(OFFER_MS)],
      );
      return { secret, address: otpAddress(secret, email) };
    });
  }

  /** The code shows that the app has the secret. The other sessions end. @throws ProofNeeded, NoOffer, CodeRefused */
  async enrol(session: ActiveSession, code: string): Promise<{ token: string; backupCodes: string[] }> {
    const { viewer } = session;
    const id = viewer.accountId;
    const prepared = await this.codes.prepare();
    const token = await this.db.transaction(async (tx) => {
      await this.reauthentication.require(tx, session);
      const { secret, step } = await this.confirmed(tx, id, code);
      await tx.execute('DELETE FROM second_factor_offer WHERE account_id = $1', [id]);
      await tx.execute(
        `INSERT INTO second_factor (account_id, secret, last_step, backup_salt, enrolled_at) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (account_id) DO UPDATE SET secret = excluded.secret, last_step = excluded.last_step, failures = 0,
           backup_salt = excluded.backup_salt, enrolled_at = excluded.enrolled_at`,
        [id, secret, step, prepared.salt, this.clock.now()],
      );
      await this.codes.renew(tx, id, prepared);
      await this.sessions.endAll(tx, id, session.id);
      await this.record(tx, viewer, id, 'account.second-factor-set');
      return this.sessions.prove(tx, session.id, true);
    });
    return { token, backupCodes: prepared.codes };
  }

  /** The second step of a sign-in: gives the session its rights. @throws CodeRefused, OnlyBackupCodes, SecondFactorOff, TooManyGuesses */
  async show({ id, viewer }: ActiveSession, code: string, ip: string): Promise<string> {
    const { accountId } = viewer;
    try {
      const token = await this.codes.use(accountId, code, ip, (tx) => this.sessions.prove(tx, id, true));
      this.logger.log({ event: 'session.factor-shown', accountId });
      return token;
    } catch (error) {
      this.logger.warn({ event: 'session.factor-refused', accountId });
      throw error;
    }
  }

  /** The former ones are void. @throws ProofNeeded, SecondFactorOff */
  async newBackupCodes(session: ActiveSession): Promise<string[]> {
    const { viewer } = session;
    const prepared = await this.codes.prepare();
    await this.db.transaction(async (tx) => {
      await this.reauthentication.require(tx, session);
      await requireFactor(tx, viewer.accountId);
      await this.codes.renew(tx, viewer.accountId, prepared);
      await this.record(tx, viewer, viewer.accountId, 'account.backup-codes-made');
    });
    return prepared.codes;
  }

  /** One's own, where no role asks for it. The other sessions end. @throws ProofNeeded, SecondFactorOff, SecondFactorNeeded */
  remove(session: ActiveSession): Promise<void> {
    const { viewer } = session;
    const id = viewer.accountId;
    return this.db.transaction(async (tx) => {
      await this.reauthentication.require(tx, session);
      await requireFactor(tx, id);
      const [{ needed }] = await tx.query<{ needed: boolean }>('SELECT identity_needs_factor($1) AS needed', [id]);
      if (needed) throw new SecondFactorNeeded();
      await this.takeAway(tx, viewer, id, session.id);
      await tx.execute('UPDATE session SET factor_at = NULL WHERE id = $1', [session.id]);
    });
  }

  /** Another account's, whose phone is lost: all its sessions end. @throws ProofNeeded, SecondFactorOff, OwnSecondFactor, LastBreakGlass, DistrictWideOnly */
  async reset(session: ActiveSession, accountId: string): Promise<void> {
    const { viewer } = session;
    requireEverywhere(viewer, PRIVILEGE);
    if (viewer.accountId === accountId) throw new OwnSecondFactor();
    return this.db.transaction(async (tx) => {
      await this.reauthentication.require(tx, session);
      await lockAdmins(tx);
      await requireFactor(tx, accountId);
      await this.takeAway(tx, viewer, accountId, null);
      await requireBreakGlass(tx);
    });
  }

  private async takeAway(tx: Tx, viewer: Viewer, id: string, but: string | null): Promise<void> {
    await tx.execute('DELETE FROM second_factor WHERE account_id = $1', [id]);
    await tx.execute('DELETE FROM second_factor_offer WHERE account_id = $1', [id]);
    await this.sessions.endAll(tx, id, but);
    await this.record(tx, viewer, id, 'account.second-factor-removed');
  }

  private async confirmed(tx: Tx, id: string, code: string): Promise<{ secret: Buffer; step: number }> {
    const [offer] = await tx.query<{ secret: Buffer }>(
      'SELECT secret FROM second_factor_offer WHERE account_id = $1 AND expires_at > $2 FOR NO KEY UPDATE',
      [id, this.clock.now()],
    );
    if (!offer) throw new NoOffer();
    const secret = this.box.open(offer.secret, factorOwner(id));
    const step = acceptedStep(secret, code.replace(/\s/g, ''), this.clock.now(), 0);
    if (step === null) throw new CodeRefused();
    return { secret: offer.secret, step };
  }

  private record(tx: Tx, viewer: Viewer, id: string, action: AdminAction): Promise<void> {
    return this.log.record(tx, { viewer, action, subjectKind: 'account', subjectId: id });
  }
}

/** Locked, so that nobody takes it away meanwhile. */
async function requireFactor(tx: Tx, accountId: string): Promise<void> {
  const [factor] = await tx.query('SELECT 1 FROM second_factor WHERE account_id = $1 FOR NO KEY UPDATE', [accountId]);
  if (!factor) throw new SecondFactorOff();
}

/** Whoever set the password would else set up the second factor too. @throws OwnPasswordFirst */
async function emailOf(tx: Tx, { id, viewer }: ActiveSession): Promise<string> {
  const [account] = await tx.query<{ email: string; foreign: boolean }>(
    `SELECT a.email, a.password_set_by IS NOT NULL AND a.password_chosen_at IS NULL AND s.way = 'password' AS foreign
     FROM account a JOIN session s ON s.id = $2 WHERE a.id = $1`,
    [viewer.accountId, id],
  );
  if (account.foreign) throw new OwnPasswordFirst();
  return account.email;
}
