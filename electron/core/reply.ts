import type { Localized } from '../contract/language.ts';
import { type Detail, type Failure, type FailureKind, failure } from './outcome.ts';
import type { HttpResponse, NetError, NetErrorKind } from './ports.ts';

/** An answer of a service, with what is needed to judge it. */
export interface Reply extends HttpResponse {
  readonly host: string;
  /** It came over TLS, so nobody between us and the service wrote it. */
  readonly secure: boolean;
  /** The request changes something: where its answer is lost, the change may have happened. */
  readonly write: boolean;
  /** The body as JSON; undefined where it is not JSON. */
  readonly json: unknown;
}

/** `Retry-After` in milliseconds from `now`: seconds or an HTTP date. RFC 9110 10.2.3. Undefined where absent or unreadable. */
export function retryAfterOf(
  headers: Readonly<Record<string, string>>,
  now: number,
): number | undefined {
  const text = headers['retry-after']?.trim();
  if (text === undefined || text === '') return undefined;
  if (/^\d{1,9}$/.test(text)) return Number(text) * 1000;
  const date = /^[A-Z][a-z]+, /.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

/** The body as JSON; undefined where it is none. */
export function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

/** By the body alone: plain words often come with the type `text/html`, which is what PHP says by itself. */
export function isPage(body: string): boolean {
  return /^\s*<(?:!doctype|html|head|body)/i.test(body);
}

export function isHtml(reply: HttpResponse): boolean {
  return (
    /^text\/html|^application\/xhtml/i.test(reply.headers['content-type'] ?? '') ||
    isPage(reply.body)
  );
}

const netKinds: Readonly<Record<NetErrorKind, FailureKind>> = {
  offline: 'offline',
  notFound: 'network',
  refused: 'network',
  reset: 'network',
  timeout: 'network',
  tls: 'tls',
  proxyAuth: 'proxyAuth',
  proxy: 'network',
  tooLarge: 'unknown',
  aborted: 'network',
  other: 'network',
};

const late: Localized = { en: 'did not answer in time', 'zh-CN': '没有及时应答' };

/** What a host did, to be said after its name. */
const netTexts: Readonly<Record<NetErrorKind, Localized>> = {
  offline: {
    en: 'cannot be reached, since there is no connection',
    'zh-CN': '无法访问，因为没有网络连接',
  },
  notFound: {
    en: 'cannot be found, since the name does not resolve',
    'zh-CN': '的域名无法解析',
  },
  refused: { en: 'refused the connection', 'zh-CN': '拒绝了连接' },
  reset: { en: 'broke the connection', 'zh-CN': '中断了连接' },
  timeout: late,
  tls: { en: 'has a certificate that cannot be trusted', 'zh-CN': '的证书不可信' },
  proxyAuth: {
    en: 'cannot be reached, since the proxy asks for a sign-in',
    'zh-CN': '无法访问，因为代理要求登录',
  },
  proxy: {
    en: 'cannot be reached, since the proxy failed',
    'zh-CN': '无法访问，因为代理出错',
  },
  tooLarge: {
    en: 'answered with more data than any right answer has',
    'zh-CN': '返回的数据过多，不可能是正确的应答',
  },
  aborted: late,
  other: { en: 'could not be reached', 'zh-CN': '无法访问' },
};

/** An answer of which no more is to be said than its HTTP status. */
export function statusText(host: string, status: number): Localized {
  return {
    en: `${host} answered with status ${status}`,
    'zh-CN': `${host} 返回了状态码 ${status}`,
  };
}

/** An answer that is not of the documented form. */
export function unreadableText(host: string): Localized {
  return {
    en: `${host} answered in a form that is not known`,
    'zh-CN': `${host} 的应答格式无法识别`,
  };
}

/** A broken exchange as a failure. Where a write had left, it is marked as unconfirmed. */
export function failureOfNetError(error: NetError, write: boolean): Failure {
  const { host, kind, code } = error;
  const text = netTexts[kind];
  const detail = {
    en: `${host} ${text.en}${code === undefined ? '' : ` (${code})`}`,
    'zh-CN': `${host} ${text['zh-CN']}${code === undefined ? '' : `（${code}）`}`,
  };
  return failure(netKinds[kind], detail, {
    // Another answer of the same host need not be as long.
    scope: kind === 'tooLarge' ? 'record' : 'account',
    ...(write && error.sent ? { unconfirmed: true } : {}),
  });
}

/**
 * Gateways and crashed servers may have done the work. So may who answers 503: RFC 9110 15.6.4 says
 * why it cannot be served now, not that nothing was begun, and balancers say it too where the server
 * behind them broke off. To take it for not done would repeat an update to hosts that punish that;
 * to leave it in doubt costs a look at the name servers, or at the records, before the next try.
 */
function mayHaveHappened(reply: Reply): boolean {
  return reply.write && reply.status >= 500;
}

/** A failure in a service's own words, which seldom say more than the status whether the work was done. */
export function withDoubt(why: Failure, reply: Reply): Failure {
  return why.kind === 'server' && mayHaveHappened(reply) ? { ...why, unconfirmed: true } : why;
}

function redirectText(host: string, location: string): Localized {
  const url = URL.canParse(location, `https://${host}/`) && new URL(location, `https://${host}/`);
  const target = url && url.host !== '' ? url.host : undefined;
  return {
    en: `${host} sends on to ${target ?? 'elsewhere'}, which is not followed`,
    'zh-CN': `${host} 重定向到${target === undefined ? '别处' : ` ${target}`}，本程序不会跟随`,
  };
}

function plainStatus(status: number): FailureKind {
  if (status === 401 || status === 403) return 'auth';
  if (status === 407) return 'proxyAuth';
  if (status === 409) return 'conflict';
  if (status === 400 || status === 422) return 'invalid';
  if (status === 429) return 'rateLimited';
  return status === 408 || status >= 500 ? 'server' : 'unknown';
}

/**
 * What HTTP alone says about an answer that is not the hoped-for one. A refused credential (401) is
 * the account's, a refused right (403) may be one record's. RFC 9110 15.5.2, 15.5.4. `says` is the service's own
 * text, or ours that quotes it, free of secrets. A page in place of an answer is a sign-in page only where the connection
 * was not protected; over TLS nobody but the service (or a proxy that the user trusts) wrote it.
 */
export function failureOfReply(reply: Reply, now: number, says?: Detail): Failure {
  const { status, host } = reply;
  const detail = says === undefined || says === '' ? statusText(host, status) : says;
  if (status === 511) {
    return failure('captive', {
      en: `the network asks for a sign-in in place of ${host}`,
      'zh-CN': `网络代替 ${host} 应答，要求登录`,
    });
  }
  if (status >= 300 && status < 400) {
    const text = redirectText(host, reply.headers.location ?? '');
    return failure(reply.secure ? 'unknown' : 'captive', text);
  }
  const html = isHtml(reply);
  if (html && (status < 300 || status === 403)) {
    return failure(
      reply.secure ? 'unknown' : 'captive',
      {
        en: `${host} answered with a web page instead of data (status ${status})`,
        'zh-CN': `${host} 返回的是网页而不是数据（状态码 ${status}）`,
      },
      reply.write && status < 300 ? { unconfirmed: true } : {},
    );
  }
  if (status < 300) {
    return failure('unknown', says ?? unreadableText(host), {
      ...(reply.write ? { unconfirmed: true } : {}),
    });
  }
  const kind = plainStatus(status);
  const retryAfter =
    kind === 'rateLimited' || kind === 'server' ? retryAfterOf(reply.headers, now) : undefined;
  return failure(kind, html ? statusText(host, status) : detail, {
    ...(status === 401 || kind === 'rateLimited' || kind === 'proxyAuth'
      ? { scope: 'account' }
      : {}),
    ...(retryAfter === undefined ? {} : { retryAfter }),
    ...(mayHaveHappened(reply) ? { unconfirmed: true } : {}),
  });
}
