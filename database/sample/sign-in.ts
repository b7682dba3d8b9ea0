import type { SecretBox, Tx } from '../../libs/platform/src/index.js';
import { GOOGLE_ISSUER, secretOwner } from '../../libs/identity/src/providers/provider.rules.js';
import { sampleId } from './random.js';

const PROVIDER = sampleId('identity provider Google');

/** Google as an invented district has it: turned off, since Google knows nothing of it. Staff by domain become teachers. */
export async function loadSignIn(tx: Tx, box: SecretBox): Promise<void> {
  await tx.execute(
    `INSERT INTO identity_provider (id, kind, label, issuer, client_id, client_secret, allowed_domains)
     VALUES ($1, 'google', 'Google', $2, '000000000000-sample.apps.googleusercontent.com', $3, '{mountalder.example}')`,
    [PROVIDER, GOOGLE_ISSUER, box.seal('the secret of the sample', secretOwner(PROVIDER))],
  );
  await tx.execute(
    `INSERT INTO role_rule (matches, value, role_id, scope) SELECT 'domain', 'mountalder.example', id, 'district' FROM role WHERE code = 'til'`,
  );
}
