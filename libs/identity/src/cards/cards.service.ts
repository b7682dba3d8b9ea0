import { Injectable } from '@nestjs/common';
import type { Db, Tx, Viewer } from '@app/platform';
import { Database } from '@app/platform';
import { requireEverywhere } from '../access/scope.js';
import { AdminLog } from '../admin-log/admin-log.js';
import { AccountNotFound } from '../identity.errors.js';
import { CardNotFound } from './card.errors.js';
import { PRIVILEGE } from '../proposals/grant-proposals.js';
import type { CardDto, IssuedCardDto } from './card.dto.js';
import { cardHash, newCardCode } from './card.rules.js';

const VALID = `SELECT c.id, c.issued_at AS "issuedAt", identity_account_name(c.issued_by) AS "issuedBy"
  FROM account_card c WHERE c.account_id = $1 AND c.withdrawn_at IS NULL`;

/** One valid card for each account. What it may lift is decided when it is scanned. */
@Injectable()
export class CardsService {
  constructor(
    private readonly db: Database,
    private readonly log: AdminLog,
  ) {}

  /** @throws DistrictWideOnly, AccountNotFound */
  async of(viewer: Viewer, accountId: string): Promise<CardDto | null> {
    requireEverywhere(viewer, PRIVILEGE);
    const [account] = await this.db.read.query('SELECT FROM account WHERE id = $1', [accountId]);
    if (!account) throw new AccountNotFound();
    return valid(this.db.read, accountId);
  }

  /** The code stands in the answer and nowhere else. @throws DistrictWideOnly, AccountNotFound, CardIssuedAlready */
  issue(viewer: Viewer, accountId: string, id: string): Promise<IssuedCardDto> {
    requireEverywhere(viewer, PRIVILEGE);
    const code = newCardCode();
    return this.db.transaction(async (tx) => {
      await lockAccount(tx, accountId);
      await this.end(tx, viewer, accountId);
      await tx.execute('INSERT INTO account_card (id, account_id, card_hash, issued_by) VALUES ($1, $2, $3, $4)', [
        id,
        accountId,
        cardHash(code),
        viewer.accountId,
      ]);
      await this.log.record(tx, {
        viewer,
        action: 'account.card-issued',
        ...{ subjectKind: 'account', subjectId: accountId },
        after: { card: id },
      });
      return { ...(await valid(tx, accountId))!, code };
    });
  }

  /** @throws DistrictWideOnly, AccountNotFound, CardNotFound */
  withdraw(viewer: Viewer, accountId: string): Promise<void> {
    requireEverywhere(viewer, PRIVILEGE);
    return this.db.transaction(async (tx) => {
      await lockAccount(tx, accountId);
      if (!(await this.end(tx, viewer, accountId))) throw new CardNotFound();
    });
  }

  private async end(tx: Tx, viewer: Viewer, accountId: string): Promise<boolean> {
    const before = await valid(tx, accountId);
    if (!before) return false;
    await tx.execute(
      'UPDATE account_card SET withdrawn_at = clock_timestamp(), withdrawn_by = $2 WHERE id = $1 AND withdrawn_at IS NULL',
      [before.id, viewer.accountId],
    );
    await this.log.record(tx, {
      viewer,
      action: 'account.card-withdrawn',
      ...{ subjectKind: 'account', subjectId: accountId },
      before: { card: before.id },
    });
    return true;
  }
}

/** Two people who issue a card at once get one after the other. */
async function lockAccount(tx: Tx, accountId: string): Promise<void> {
  const [account] = await tx.query('SELECT FROM account WHERE id = $1 FOR NO KEY UPDATE', [accountId]);
  if (!account) throw new AccountNotFound();
}

const valid = async (db: Db, accountId: string): Promise<CardDto | null> =>
  (await db.query<CardDto>(VALID, [accountId])).at(0) ?? null;
