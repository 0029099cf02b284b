import * as z from 'zod';
import { type Failure, failure } from '../../core/outcome.ts';
import type { ProviderContext } from '../../core/provider.ts';
import type { Reply } from '../../core/reply.ts';
import { type HttpApi, httpApi } from '../api/http-api.ts';
import { listForm } from '../api/list-form.ts';
import { once } from '../api/once.ts';
import { signJwtRs256 } from '../signing/jwt-rs256.ts';
import type { Signer } from '../signing/signer.ts';
import type { ServiceAccountKey } from './account.ts';

const entranceBase = 'https://oauth2.googleapis.com';
const scope = 'https://www.googleapis.com/auth/ndev.clouddns.readwrite';

/** Seconds that an assertion is good for; Google takes up to 3,600. It is used at once. */
const lifetime = 600;

const tokenForm = z.object({ access_token: z.string().min(1) });
const tokenErrorForm = z.object({ error: z.string(), error_description: z.string().default('') });

/** Adds the assertion to the form. RFC 7523 2.1. */
function signerOf(key: ServiceAccountKey): Signer {
  return (request, at) => {
    const issued = Math.floor(at / 1000);
    const claims = {
      iss: key.client_email,
      scope,
      aud: `${entranceBase}/token`,
      iat: issued,
      exp: issued + lifetime,
    };
    const assertion = signJwtRs256(claims, key.private_key, key.private_key_id);
    return { ...request, body: `${request.body}&assertion=${assertion}` };
  };
}

function explainToken(reply: Reply, api: HttpApi): Failure | undefined {
  const parsed = tokenErrorForm.safeParse(reply.json);
  const judged = reply.status >= 400 && reply.status < 500 && reply.status !== 429;
  if (!parsed.success || !judged) return undefined;
  const { error, error_description } = parsed.data;
  const says = api.clean(error_description || error);
  const late = error === 'invalid_grant' && /\biat\b|\bexp\b|timeframe/i.test(says);
  return failure(late ? 'clock' : 'auth', says, { scope: 'account' });
}

const reasonForm = z.object({ reason: z.string().default('') });
const errorForm = z.object({
  error: z.object({
    message: z.string().default(''),
    errors: listForm(reasonForm).optional(),
    details: listForm(reasonForm).optional(),
  }),
});

const tooFast = [
  'rateLimitExceeded',
  'userRateLimitExceeded',
  'dailyLimitExceeded',
  'RATE_LIMIT_EXCEEDED',
];
const switchedOff = ['accessNotConfigured', 'SERVICE_DISABLED'];
const unpaid = ['inactiveBillingState', 'billingNotEnabled', 'BILLING_DISABLED'];

/** https://cloud.google.com/dns/docs/error-messages */
function explain(reply: Reply, api: HttpApi): Failure | undefined {
  const parsed = errorForm.safeParse(reply.json);
  if (!parsed.success || reply.status < 400) return undefined;
  const { message, errors = [], details = [] } = parsed.data.error;
  const reasons = [...errors, ...details].map(({ reason }) => reason);
  const has = (known: readonly string[]) => reasons.some((reason) => known.includes(reason));
  const says = api.clean(message || reasons.join(', '));
  if (has(tooFast)) {
    const { retryAfter } = api.failureOf({ ...reply, status: 429 });
    return failure('rateLimited', says, { scope: 'account', retryAfter });
  }
  if (has(switchedOff)) return failure('auth', says, { scope: 'account' });
  if (has(unpaid)) return failure('plan', says, { scope: 'account' });
  // A quota of the project: so many sets in a zone, or the like.
  if (has(['quotaExceeded'])) return failure('plan', says);
  if (reply.status === 404) return notFound(reply, says);
  if (reply.status === 412 || has(['cnameResourceRecordSetConflict', 'alreadyExists'])) {
    return failure('conflict', says);
  }
  // Roles can be given by zone, so that another one may still be open.
  if (reply.status === 403 && reply.write) return failure('auth', says);
  return api.failureOf(reply, says);
}

/** "The 'parameters.managedZone' resource named 'x' does not exist." */
function notFound(reply: Reply, says: string): Failure {
  if (says.includes('parameters.project')) return failure('auth', says, { scope: 'account' });
  const zone = !reply.write || says.includes('managedZone');
  return failure(zone ? 'zoneNotFound' : 'recordNotFound', says);
}

/**
 * Cloud DNS, entered with a token that is fetched once.
 * https://developers.google.com/identity/protocols/oauth2/service-account#httprest
 */
export function googlecloudApi(
  text: string,
  key: ServiceAccountKey,
  context: ProviderContext,
): () => Promise<HttpApi> {
  const secrets = [text, key.private_key];
  const entrance = httpApi(
    { base: entranceBase, secrets, sign: signerOf(key), explain: explainToken },
    context,
  );
  return once(async () => {
    const form = { grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer' };
    const call = { method: 'POST', path: '/token', form, write: false } as const;
    const { access_token: token } = await entrance.read(call, tokenForm);
    return httpApi(
      {
        base: 'https://dns.googleapis.com/dns/v1',
        headers: { authorization: `Bearer ${token}` },
        secrets: [...secrets, token],
        explain,
      },
      context,
    );
  });
}
