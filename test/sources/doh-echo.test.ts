import { describe, expect, it } from 'vitest';
import { type Family, families } from '../../electron/core/address.ts';
import type { HttpRequest, HttpResponse } from '../../electron/core/ports.ts';
import { sourceById } from '../../electron/sources/registry.ts';
import { answerWhoami, told, txt, whoamiOf } from '../support/whoami.ts';
import { contextWith, echoRequest, sourceFailureOf } from './fakes.ts';

const own = { ipv4: '81.2.69.142', ipv6: '2a02:8071:1:2::7' } as const;
const whoami = whoamiOf('doh-cloudflare', 'ipv4');
const typed = { 'content-type': 'application/dns-message' };

/** A DNS message as the text that a latin1 body is. */
const characters = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1');

function webWith(reply: (query: Uint8Array) => Partial<HttpResponse>) {
  const requests: HttpRequest[] = [];
  const send = async (request: HttpRequest): Promise<HttpResponse> => {
    requests.push(request);
    // What leaves is the body as UTF-8.
    const query = Uint8Array.from(Buffer.from(request.body ?? '', 'utf8'));
    return { status: 200, headers: typed, body: '', ...reply(query) };
  };
  return { http: { send }, requests };
}

const answering = (...records: Uint8Array[]) =>
  webWith((query) => ({ body: characters(answerWhoami(whoami, query, records)) }));

const ask = (web: ReturnType<typeof webWith>, family: Family = 'ipv4') => {
  const source = sourceById('doh-cloudflare');
  if (source === undefined) throw new Error('it is gone');
  return source.ask(family, contextWith(web));
};

describe('a name server over https', () => {
  it.each(families)('is asked as RFC 8484 says, with the family pinned (%s)', async (family) => {
    const web = answering(told(whoami, own[family]));
    const answer = await ask(web, family);
    expect(answer.address).toEqual({ family, text: own[family] });
    expect(answer.evidence).toBe('cloudflare-dns.com');
    const url = 'https://cloudflare-dns.com/dns-query';
    const { body, signal, ...request } = web.requests[0] ?? { signal: undefined };
    expect(request).toEqual({
      ...echoRequest(url, family, contextWith({})),
      signal: undefined,
      method: 'POST',
      encoding: 'latin1',
      headers: { Accept: 'application/dns-message', 'Content-Type': 'application/dns-message' },
    });
    expect(signal).toBeInstanceOf(AbortSignal);
    expect(body?.slice(0, 2)).toBe('\0\0');
  });

  it('may name a parameter beside the type of its answer', async () => {
    const web = webWith((query) => ({
      headers: { 'content-type': 'application/dns-message; charset=x' },
      body: characters(answerWhoami(whoami, query, [txt(own.ipv4)])),
    }));
    expect((await ask(web)).address.text).toBe(own.ipv4);
  });

  it.each<[string, Partial<HttpResponse>]>([
    ['captive', { headers: { 'content-type': 'text/html' }, body: '<html>81.2.69.142</html>' }],
    ['captive', { status: 302 }],
    ['limited', { status: 429 }],
    ['status', { status: 503 }],
    ['form', { headers: { 'content-type': 'text/plain' }, body: own.ipv4 }],
    ['form', { headers: {}, body: own.ipv4 }],
    ['form', { body: own.ipv4 }],
    ['form', { body: '' }],
  ])('fails as %s with %j', async (kind, reply) => {
    expect((await sourceFailureOf(ask(webWith(() => reply)))).kind).toBe(kind);
  });

  it('fails where its message is cut off, or tells no address that may be published', async () => {
    const cut = { ...whoami, flags: whoami.flags | 0x0200 };
    const web = webWith((query) => ({ body: characters(answerWhoami(cut, query, [])) }));
    expect((await sourceFailureOf(ask(web))).kind).toBe('form');
    expect((await sourceFailureOf(ask(answering(txt('10.0.0.1'))))).kind).toBe('notGlobal');
    expect((await sourceFailureOf(ask(answering(txt(own.ipv6))))).kind).toBe('family');
    expect((await sourceFailureOf(ask(answering(txt('é'))))).kind).toBe('form');
  });
});
