import type { FieldProblem } from '../../../components/form-problems.js';
import type { Dto } from '../../../lib/api.js';
import type { Provider } from './provider-queries.js';

type Kind = Provider['kind'];

export const KINDS: Record<Kind, { label: string; button: string; where: string }> = {
  google: {
    label: 'Google Workspace',
    button: 'Google',
    where: 'Google Cloud console → APIs & Services → Credentials → OAuth client ID, of the type “Web application”.',
  },
  microsoft: {
    label: 'Microsoft Entra ID (Microsoft 365)',
    button: 'Microsoft',
    where: 'Entra admin center → App registrations → New registration, for this organizational directory only.',
  },
  oidc: {
    label: 'Another provider (OpenID Connect)',
    button: '',
    where: 'Its console: an application of the type “Web”, with the code flow.',
  },
};

const GOOGLE = 'https://accounts.google.com';
const MICROSOFT = 'https://login.microsoftonline.com/';
const TENANT = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** What the form asks for in place of an issuer: nothing, the id of a tenant, the issuer itself. */
export const issuerText = ({ kind, issuer }: Pick<Provider, 'kind' | 'issuer'>): string =>
  kind === 'microsoft' ? issuer.replace(MICROSOFT, '').replace(/\/v2\.0$/, '') : issuer;

const issuerOf = (kind: Kind, text: string): string => {
  if (kind === 'google') return GOOGLE;
  return kind === 'microsoft' && !text.includes('/') ? `${MICROSOFT}${text.toLowerCase()}/v2.0` : text;
};

/** One domain a line, or with commas between. */
export const domainsOf = (text: string): string[] => text.split(/[\s,;]+/).filter(Boolean);

type Values = Record<string, string>;

/** The fields of the form as the API takes them; without a secret that was left empty. */
export function providerOf(
  kind: Kind,
  { providerLabel, issuer = '', clientId, clientSecret, domains, groupsClaim }: Values,
): Omit<Dto<'NewProviderDto'>, 'kind' | 'clientSecret'> & { clientSecret?: string } {
  return {
    label: providerLabel,
    issuer: issuerOf(kind, issuer),
    clientId,
    ...(clientSecret && { clientSecret }),
    allowedDomains: domainsOf(domains),
    ...(groupsClaim && { groupsClaim }),
  };
}

/** @param made whether the provider has its secret already */
export function providerProblems(kind: Kind, values: Values, made: boolean): FieldProblem[] {
  const missing = (field: string, message: string): FieldProblem[] => (values[field] ? [] : [{ field, message }]);
  return [
    ...missing('providerLabel', 'Give the name on the button'),
    ...issuerProblems(kind, values.issuer ?? ''),
    ...missing('clientId', 'Give the client id'),
    ...(made ? [] : missing('clientSecret', 'Give the client secret')),
    ...missing('domains', 'Give at least one e-mail domain of the district'),
  ];
}

function issuerProblems(kind: Kind, issuer: string): FieldProblem[] {
  if (kind === 'google') return [];
  if (!issuer) return [{ field: 'issuer', message: kind === 'microsoft' ? 'Give the tenant id' : 'Give the issuer' }];
  if (kind === 'microsoft' && !issuer.includes('/') && !TENANT.test(issuer))
    return [{ field: 'issuer', message: 'A tenant id looks like 72f988bf-86f1-41af-91ab-2d7cd011db47' }];
  return [];
}

/** What the API calls its fields, and what the form calls them. */
export const FIELD_OF: Readonly<Record<string, string>> = { label: 'providerLabel', allowedDomains: 'domains' };
