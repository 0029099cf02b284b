import type * as z from 'zod';
import { type Failure, failure } from '../../core/outcome.ts';
import type { ProviderContext } from '../../core/provider.ts';
import { type Reply, unreadableText } from '../../core/reply.ts';
import { ApiFailure } from '../api/api-failure.ts';
import { type ApiCall, encodePart } from '../api/call.ts';
import { type HttpApi, httpApi } from '../api/http-api.ts';
import { once } from '../api/once.ts';
import type { AzureAccount } from './account.ts';
import { anyErrorForm, tokenErrorForm, tokenForm } from './forms.ts';

interface Cloud {
  readonly login: string;
  readonly management: string;
  /** What a token must be meant for. */
  readonly audience: string;
}

/** As Azure's own SDKs have them (`azcore/cloud`). */
const clouds: Readonly<Record<AzureAccount['cloud'], Cloud>> = {
  public: {
    login: 'https://login.microsoftonline.com',
    management: 'https://management.azure.com',
    audience: 'https://management.azure.com',
  },
  china: {
    login: 'https://login.chinacloudapi.cn',
    management: 'https://management.chinacloudapi.cn',
    audience: 'https://management.core.chinacloudapi.cn',
  },
  usgovernment: {
    login: 'https://login.microsoftonline.us',
    management: 'https://management.usgovcloudapi.net',
    audience: 'https://management.core.usgovcloudapi.net',
  },
};

/** AADSTS codes that are no refusal of the credential: too many requests, and transient faults. */
const throttled = /AADSTS(?:90055|50196)\b/;
const transient = /AADSTS(?:90033|90006|90020)\b/;

/** The sentence of Entra's error; the ids and the time after it help nobody but its support. */
function sentence(description: string): string {
  return description.replace(/\s*(?:Trace ID|Correlation ID|Timestamp):.*$/s, '').trim();
}

function explainToken(reply: Reply, api: HttpApi): Failure | undefined {
  const parsed = tokenErrorForm.safeParse(reply.json);
  if (!parsed.success || reply.status < 400 || reply.status === 429) return undefined;
  const { error, error_description } = parsed.data;
  const says = api.clean(sentence(error_description) || error);
  if (throttled.test(says)) return failure('rateLimited', says, { scope: 'account' });
  if (reply.status >= 500 || error === 'temporarily_unavailable' || transient.test(says)) {
    return failure('server', says, { scope: 'account' });
  }
  return failure('auth', says, { scope: 'account' });
}

const missingZone = ['ParentResourceNotFound', 'ResourceNotFound'];
const missingAccount = ['SubscriptionNotFound', 'InvalidSubscriptionId', 'ResourceGroupNotFound'];
const lockedAccount = ['ReadOnlyDisabledSubscription', 'DisabledSubscription'];

/** A record set, not a zone, in the words of the Resource Manager. */
const setPath = /dnszones\/[^/']+\/[a-z]+\//i;

function explain(reply: Reply, api: HttpApi): Failure | undefined {
  const parsed = anyErrorForm.safeParse(reply.json);
  if (!parsed.success || reply.status < 400) return undefined;
  const { code, message } = parsed.data;
  const says = api.clean(message || code);
  if (missingAccount.includes(code)) return failure('auth', says, { scope: 'account' });
  if (lockedAccount.includes(code)) return failure('blocked', says, { scope: 'account' });
  if (missingZone.includes(code) && (code !== 'ResourceNotFound' || !setPath.test(says))) {
    return failure('zoneNotFound', says);
  }
  if (reply.status === 404) return failure('recordNotFound', says);
  if (reply.status === 412) return failure('conflict', says);
  if (reply.status === 400 && /cname/i.test(says)) return failure('conflict', says);
  // Roles are given by zone or even by record set, so that another one may still be open.
  if (code === 'AuthorizationFailed' && reply.write) return failure('auth', says);
  return api.failureOf(reply, says);
}

/** A first page, or the address that an answer gave for the next one. */
type Place = Pick<ApiCall, 'path' | 'query'> | { readonly link: string };

/**
 * The Resource Manager, entered with a token that is fetched once. Both calls reject with
 * `ApiFailure`. https://learn.microsoft.com/azure/active-directory/develop/v2-oauth2-client-creds-grant-flow
 */
export function azureApi(account: AzureAccount, context: ProviderContext) {
  const { login, management, audience } = clouds[account.cloud];
  const secrets = [account.clientSecret];
  const entrance = httpApi({ base: login, secrets, explain: explainToken }, context);

  const api = once(async () => {
    const form = {
      grant_type: 'client_credentials',
      client_id: account.clientId,
      client_secret: account.clientSecret,
      scope: `${audience}/.default`,
    };
    const path = `/${encodePart(account.tenantId)}/oauth2/v2.0/token`;
    const call = { method: 'POST', path, form, write: false } as const;
    const { access_token: token } = await entrance.read(call, tokenForm);
    const headers = { authorization: `Bearer ${token}` };
    return httpApi({ base: management, headers, secrets: [...secrets, token], explain }, context);
  });

  /** The token goes to no host but the one it is for. */
  function followed(link: string): Pick<ApiCall, 'path'> {
    const url = URL.canParse(link) ? new URL(link) : undefined;
    if (url === undefined || url.origin !== management) {
      throw new ApiFailure(failure('unknown', unreadableText(new URL(management).host)));
    }
    return { path: `${url.pathname}${url.search}` };
  }

  return {
    async get<T>(place: Place, form: z.ZodType<T>): Promise<T> {
      const call = 'link' in place ? followed(place.link) : place;
      return (await api()).read({ method: 'GET', ...call }, form);
    },
    async put<T>(call: Omit<ApiCall, 'method'>, form: z.ZodType<T>): Promise<T> {
      return (await api()).read({ method: 'PUT', ...call }, form);
    },
  };
}
