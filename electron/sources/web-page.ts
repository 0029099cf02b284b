import { type Family, parseAddress } from '../core/address.ts';
import { type HttpRequest, type HttpResponse, NetError } from '../core/ports.ts';
import { type Answer, type SourceContext, SourceFailure } from '../core/source.ts';
import type { Form } from './form.ts';
import { judge } from './judge.ts';
import { netFailure, wrongForm } from './net-failure.ts';

/** Bytes of a body that are read. An answer has 45; the rest is room to recognise a web page. */
const maxBytes = 65_536;

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

/** What to ask a web server. */
export interface WebQuestion
  extends Pick<HttpRequest, 'url' | 'headers' | 'body' | 'encoding' | 'publicOnly'> {
  readonly method?: 'GET' | 'POST';
  /** What people are told: a host name, with its port where that is unusual. */
  readonly host: string;
}

/**
 * Asks a web server about the address of this computer: family pinned, no proxy, no redirect, at most
 * 64 KiB, within the context's timeout (milliseconds). Resolves with an answer of status 200. Rejects
 * with {@link SourceFailure}, or with the signal's reason when that aborts. No text of it holds the URL
 * or the body.
 */
export async function askWebServer(
  { host, ...question }: WebQuestion,
  family: Family,
  { http, local, timeout, signal }: SourceContext,
): Promise<HttpResponse> {
  signal.throwIfAborted();
  const localAddress = local[family];
  const response = await http
    .send({
      method: 'GET',
      ...question,
      family,
      localAddress,
      proxy: 'never',
      timeout,
      maxBytes,
      signal,
    })
    .catch((error: unknown) => {
      signal.throwIfAborted();
      throw error instanceof NetError ? netFailure(error, host) : error;
    });
  checkStatus(response.status, host);
  return response;
}

/** What to say of a body that has not the documented form. */
export function strangeBody(response: HttpResponse, host: string): SourceFailure {
  if (!looksLikeHtml(response)) return wrongForm(host);
  return new SourceFailure('captive', {
    en: `${host} answered with a web page; perhaps this network wants a sign-in in a browser first`,
    'zh-CN': `${host} 返回的是网页；当前网络可能要求先在浏览器中登录`,
  });
}

/** Where to ask, and what the answer looks like. */
export interface WebPage extends WebQuestion {
  readonly form: Form;
}

/** Asks one web page as {@link askWebServer} does; the whole body has to be in its documented form. */
export async function askWebPage(
  { form, ...question }: WebPage,
  family: Family,
  context: SourceContext,
): Promise<Answer> {
  const { host } = question;
  const response = await askWebServer(question, family, context);
  const text = form(response.body);
  if (text !== undefined && parseAddress(text) !== undefined) {
    return { address: judge(text, family, host), evidence: host };
  }
  throw strangeBody(response, host);
}
