import type { z } from 'zod';
import type { Localized } from '../../contract/language.ts';
import { parseAddress, sameAddress } from '../../core/address.ts';
import { type Failure, failure, type Outcome } from '../../core/outcome.ts';
import type { Change } from '../../core/provider.ts';
import { isPage, type Reply } from '../../core/reply.ts';
import { ApiFailure, mismatch } from './api-failure.ts';
import type { HttpApi } from './http-api.ts';

/** Longest part of an answer that is quoted. */
export const quoteLimit = 120;

/** What a host said, in ours. It is cleaned whole, since half a secret is not known for one. */
export function quoted(host: string, text: string, clean: HttpApi['clean']): Localized {
  const said = clean(text).slice(0, quoteLimit);
  return { en: `${host} answered “${said}”`, 'zh-CN': `${host} 应答“${said}”` };
}

export function emptyText(host: string): Localized {
  return { en: `${host} answered with nothing`, 'zh-CN': `${host} 的应答为空` };
}

/**
 * The text of an answer with a status of success, without blanks around; never empty. Rejects by
 * throwing `ApiFailure` for a status of refusal, a web page and an empty answer.
 */
export function textOf(reply: Reply, api: HttpApi): string {
  // `trim` takes a byte order mark for white space too.
  const text = reply.body.trim();
  const good = reply.status >= 200 && reply.status < 300;
  if (good && text === '') {
    throw new ApiFailure(failure('unknown', emptyText(reply.host), { unconfirmed: true }), reply);
  }
  if (good && !isPage(text)) return text;
  const says = isPage(text) ? undefined : api.clean(text).slice(0, quoteLimit);
  throw new ApiFailure(forAllHosts(api.failureOf(reply, says)), reply);
}

/** An update URL is no zone's: a credential that its status refuses is refused for every host. */
export function forAllHosts(why: Failure): Failure {
  return why.kind === 'auth' ? { ...why, scope: 'account' } : why;
}

/** A refusal in the host's own words. */
export function refusal(
  kind: Failure['kind'],
  reply: Reply,
  api: HttpApi,
  more: Partial<Omit<Failure, 'kind' | 'detail'>> = {},
): Failure {
  return failure(kind, quoted(reply.host, reply.body.trim(), api.clean), more);
}

/** An answer that no rule of ours covers; the host may have done the work. */
export function riddle(reply: Reply, api: HttpApi): Failure {
  return refusal('unknown', reply, api, { unconfirmed: true });
}

/**
 * The JSON of an answer with a status of success. Rejects by throwing `ApiFailure` for what
 * {@link textOf} refuses, and for JSON of another form.
 */
export function jsonOf<T>(reply: Reply, api: HttpApi, form: z.ZodType<T>): T {
  textOf(reply, api);
  const parsed = form.safeParse(reply.json);
  if (!parsed.success) throw new ApiFailure(riddle(reply, api), reply);
  return parsed.data;
}

/** A success, as far as the answer bears it out: the address that it names must be the one sent. */
export function confirmed(
  { address }: Change,
  named: string | undefined,
  kind: 'updated' | 'alreadyRight' = 'updated',
): Outcome {
  if (named === undefined || named === '') return { kind, evidence: 'accepted' };
  return sameAddress(parseAddress(named), address)
    ? { kind, evidence: 'provider' }
    : mismatch(address.text, named);
}
