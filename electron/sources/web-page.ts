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

const reasons: Partial<Readonly<Record<NetErrorKind, string>>> = {
  offline: 'there is no connection',
  timeout: 'no answer in time',
  tls: 'its certificate was refused',
  tooLarge: 'its answer is far longer than an address',
  notFound: 'no such host',
  refused: 'the connection was refused',
  reset: 'the connection broke',
};

function fromNetError(error: NetError, host: string): SourceFailure {
  const code = error.code === undefined ? '' : ` (${error.code})`;
  const reason = reasons[error.kind] ?? 'the connection failed';
  return new SourceFailure(kinds[error.kind] ?? 'network', `${host}: ${reason}${code}.`);
}

function looksLikeHtml({ headers, body }: HttpResponse): boolean {
  if (/^\s*<(?:!doctype|!--|\?xml|html|head|body|script|meta|title)/i.test(body)) return true;
  return /^(?:text\/html|application\/xhtml\+xml)/i.test(headers['content-type'] ?? '');
}

function checkStatus(status: number, host: string): void {
  if (status === 200) return;
  if (status === 429 || status === 403) {
    throw new SourceFailure(
      'limited',
      `${host} asks to be left alone for a while (status ${status}).`,
    );
  }
  if ((status >= 300 && status < 400) || status === 511) {
    throw new SourceFailure(
      'captive',
      `${host} answered with status ${status}; perhaps this network wants a sign-in in a browser first.`,
    );
  }
  throw new SourceFailure('status', `${host} answered with status ${status}.`);
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
    throw new SourceFailure(
      'captive',
      `${host} answered with a web page; perhaps this network wants a sign-in in a browser first.`,
    );
  }
  throw new SourceFailure('form', `${host} did not answer in the form that it documents.`);
}
