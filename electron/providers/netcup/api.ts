import * as z from 'zod';
import { type Failure, failure } from '../../core/outcome.ts';
import type { ProviderContext } from '../../core/provider.ts';
import type { Reply } from '../../core/reply.ts';
import { ApiFailure } from '../api/api-failure.ts';
import type { ApiCall } from '../api/call.ts';
import { type HttpApi, httpApi } from '../api/http-api.ts';

export interface NetcupAccount {
  readonly customerNumber: string;
  readonly apiKey: string;
  readonly apiPassword: string;
}

/** What a call answers with, once it succeeded; `data` by the action. */
const answerForm = <Data>(data: z.ZodType<Data>) => z.object({ responsedata: data });

const loginForm = answerForm(z.object({ apisessionid: z.string().min(1) }));

const statusForm = z.object({
  statuscode: z.union([z.number(), z.string()]).transform(Number),
  shortmessage: z.string().nullish(),
  longmessage: z.string().nullish(),
});

/** "The session id is not in a valid format", which now and then befalls a new one too. */
const sessionGone = 4001;
const wrongKey = 4003;
const noSuchZone = [4008, 5031];
const noRecords = 5029;
const updateFailed = 5028;

const wrongCredential = /customer account|api ?key|api ?password|credentials/i;
const tooFast = /requests per minute|too many/i;

interface Refusal {
  readonly code: number;
  readonly says: string;
}

/** Every answer comes with status 200 and a code of netcup's own; 2xxx is a success. */
function refusalIn(reply: Reply, clean: (text: string) => string): Refusal | undefined {
  const parsed = statusForm.safeParse(reply.json);
  if (!parsed.success) return undefined;
  const { statuscode: code, shortmessage, longmessage } = parsed.data;
  if (code >= 2000 && code < 3000) return undefined;
  return { code, says: clean((longmessage || shortmessage || String(code)).trim()) };
}

/** 4013 stands for a wrong credential and for too many requests, and the texts are mixed up as well. */
function explainLogin(reply: Reply, api: HttpApi): Failure | undefined {
  const refusal = refusalIn(reply, api.clean);
  if (refusal === undefined) return undefined;
  const { code, says } = refusal;
  if (tooFast.test(says)) {
    const detail = {
      en: `netcup says “${says}”, and so it does where the customer number, the API key or the API password is wrong`,
      'zh-CN': `netcup 返回“${says}”；客户编号、API 密钥或 API 密码有误时也会如此`,
    };
    return failure('rateLimited', detail, { scope: 'account' });
  }
  return failure(code >= 5000 ? 'server' : 'auth', says, { scope: 'account' });
}

function explain(reply: Reply, api: HttpApi): Failure | undefined {
  const refusal = refusalIn(reply, api.clean);
  if (refusal === undefined) return undefined;
  const { code, says } = refusal;
  if (code === sessionGone) return failure('server', says);
  if (tooFast.test(says)) return failure('rateLimited', says, { scope: 'account' });
  if (code === wrongKey || wrongCredential.test(says)) {
    return failure('auth', says, { scope: 'account' });
  }
  const unnamed = /\bdomainname\b/i.test(says) || /zone .*could not be found/i.test(says);
  if (noSuchZone.includes(code) || unnamed) return failure('zoneNotFound', says);
  if (code === noRecords) return failure('recordNotFound', says);
  if (/cname/i.test(says)) return failure('conflict', says);
  if (code === updateFailed || (code >= 4000 && code < 5000)) return failure('invalid', says);
  if (code < 5000) return api.failureOf(reply, says);
  return failure('server', says, reply.write ? { unconfirmed: true } : {});
}

function isSessionGone(error: unknown): boolean {
  if (!(error instanceof ApiFailure)) return false;
  return statusForm.safeParse(error.reply?.json).data?.statuscode === sessionGone;
}

/**
 * The JSON API of the customer control panel: one address for all actions, entered by a session
 * that is opened when it is first needed. https://ccp.netcup.net/run/webservice/servers/endpoint.php
 */
export function netcupApi(account: NetcupAccount, context: ProviderContext) {
  const base = 'https://ccp.netcup.net';
  const secrets = [account.apiKey, account.apiPassword];
  const entrance = httpApi({ base, secrets, explain: explainLogin }, context);
  const who = { customernumber: account.customerNumber, apikey: account.apiKey };
  let session: { readonly id: string; readonly api: HttpApi } | undefined;

  const callOf = (action: string, param: object, write: boolean): ApiCall => ({
    method: 'POST',
    path: '/run/webservice/servers/endpoint.php?JSON',
    json: { action, param: { ...who, ...param } },
    write,
  });

  async function login() {
    const call = callOf('login', { apipassword: account.apiPassword }, false);
    const { apisessionid: id } = (await entrance.read(call, loginForm)).responsedata;
    return { id, api: httpApi({ base, secrets: [...secrets, id], explain }, context) };
  }

  async function ask<Data>(
    action: string,
    param: object,
    form: z.ZodType<Data>,
    write: boolean,
  ): Promise<Data> {
    session ??= await login();
    const call = callOf(action, { apisessionid: session.id, ...param }, write);
    return (await session.api.read(call, answerForm(form))).responsedata;
  }

  return {
    /** What an action answers with. A session that is refused is opened anew, once. */
    async call<Data>(
      action: string,
      param: object,
      form: z.ZodType<Data>,
      write = false,
    ): Promise<Data> {
      try {
        return await ask(action, param, form, write);
      } catch (error) {
        if (!isSessionGone(error)) throw error;
        session = undefined;
        return ask(action, param, form, write);
      }
    },
    /** Closes the session, if there is one. One that stays open ends by itself. */
    async close(): Promise<void> {
      if (session === undefined) return;
      const { id, api } = session;
      session = undefined;
      await api.send(callOf('logout', { apisessionid: id }, false)).catch(() => undefined);
    },
  };
}
