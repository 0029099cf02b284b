import type { Localized } from '../contract/language.ts';
import { type Family, parseAddress } from '../core/address.ts';
import { type HttpResponse, NetError, type NetErrorKind } from '../core/ports.ts';
import {
  type Answer,
  type SourceContext,
  SourceFailure,
  type SourceFailureKind,
} from '../core/source.ts';
import type { Form } from './form.ts';
import { judge } from './judge.ts';

/** Bytes of a body that are read. An answer has 45; the rest is room to recognise a web page. */
const maxBytes = 65_536;

const kinds: Partial<Readonly<Record<NetErrorKind, SourceFailureKind>>> = {
  offline: 'offline',
  timeout: 'timeout',
  tls: 'tls',
  tooLarge: 'form',
};

const reasons: Partial<Readonly<Record<NetErrorKind, Localized>>> = {
  offline: { en: 'there is no connection', 'zh-CN': '没有网络连接' },
  timeout: { en: 'no answer in time', 'zh-CN': '没有及时应答' },
  tls: { en: 'its certificate was refused', 'zh-CN': '其证书不被接受' },
  tooLarge: { en: 'its answer is far longer than an address', 'zh-CN': '其应答远长于一个地址' },
  notFound: { en: 'no such host', 'zh-CN': '主机不存在' },
  refused: { en: 'the connection was refused', 'zh-CN': '连接被拒绝' },
  reset: { en: 'the connection broke', 'zh-CN': '连接中断' },
};

const otherReason: Localized = { en: 'the connection failed', 'zh-CN': '连接失败' };

function fromNetError(error: NetError, host: string): SourceFailure {
  const { kind, code } = error;
  const reason = reasons[kind] ?? otherReason;
  return new SourceFailure(kinds[kind] ?? 'network', {
    en: `${host}: ${reason.en}${code === undefined ? '' : ` (${code})`}`,
    'zh-CN': `${host}：${reason['zh-CN']}${code === undefined ? '' : `，${code}`}`,
  });
}

function looksLikeHtml({ headers, body }: HttpResponse): boolean {
  if (/^\s*<(?:!doctype|!--|\?xml|html|head|body|script|meta|title)/i.test(body)) return true;
  return /^(?:text\/html|application\/xhtml\+xml)/i.test(headers['content-type'] ?? '');
}

function checkStatus(status: number, host: string): void {
  if (status === 200) return;
  if (status === 429 || status === 403) {
    throw new SourceFailure('limited', {
      en: `${host} asks to be left alone for a while (status ${status})`,
      'zh-CN': `${host} 要求暂时不要再访问，状态码 ${status}`,
    });
  }
  if ((status >= 300 && status < 400) || status === 511) {
    throw new SourceFailure('captive', {
      en: `${host} answered with status ${status}; perhaps this network wants a sign-in in a browser first`,
      'zh-CN': `${host} 返回了状态码 ${status}；当前网络可能要求先在浏览器中登录`,
    });
  }
  throw new SourceFailure('status', {
    en: `${host} answered with status ${status}`,
    'zh-CN': `${host} 返回了状态码 ${status}`,
  });
}

/** Where to ask, and what the answer looks like. */
export interface WebPage {
  readonly url: string;
  readonly form: Form;
  /** What people are told: a host name, with its port where that is unusual. */
  readonly host: string;
}

/**
 * Asks one web page for the address of this computer: family pinned, no proxy, no redirect, at most
 * 64 KiB, within the context's timeout (milliseconds), and the whole body in its documented form.
 * Rejects with {@link SourceFailure}, or with the signal's reason when that aborts. No text of it holds
 * the URL or the body.
 */
export async function askWebPage(
  { url, form, host }: WebPage,
  family: Family,
  { http, timeout, signal }: SourceContext,
): Promise<Answer> {
  signal.throwIfAborted();
  const response = await http
    .send({ method: 'GET', url, family, proxy: 'never', timeout, maxBytes, signal })
    .catch((error: unknown) => {
      signal.throwIfAborted();
      throw error instanceof NetError ? fromNetError(error, host) : error;
    });
  checkStatus(response.status, host);
  const text = form(response.body);
  if (text !== undefined && parseAddress(text) !== undefined) {
    return { address: judge(text, family, host), evidence: host };
  }
  if (looksLikeHtml(response)) {
    throw new SourceFailure('captive', {
      en: `${host} answered with a web page; perhaps this network wants a sign-in in a browser first`,
      'zh-CN': `${host} 返回的是网页；当前网络可能要求先在浏览器中登录`,
    });
  }
  throw new SourceFailure('form', {
    en: `${host} did not answer in the form that it documents`,
    'zh-CN': `${host} 没有按其文档的格式应答`,
  });
}
