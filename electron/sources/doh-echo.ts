import { families } from '../core/address.ts';
import { encodeMessage } from '../core/dns/message.ts';
import type { Source } from '../core/source.ts';
import { type DnsEcho, echoQuery, readEcho } from './dns-form.ts';
import { judge } from './judge.ts';
import { wrongForm } from './net-failure.ts';
import { askWebServer, strangeBody } from './web-page.ts';

/** A name server that is asked over https, RFC 8484. */
export interface DohEchoService extends DnsEcho {
  /** How the settings name it. */
  readonly id: string;
  /** Who runs it; services of one operator are one voice. */
  readonly operator: string;
  readonly url: string;
}

const type = 'application/dns-message';
const typed = /^application\/dns-message *(?:;|$)/i;
const headers = { Accept: type, 'Content-Type': type };

function charactersOf(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes);
}

function bytesOf(characters: string): Uint8Array {
  return Uint8Array.from(characters, (character) => character.charCodeAt(0));
}

/** Makes a source of it, for both families. It fails as a web page does, and as `readEcho` says. */
export function defineDohEcho(service: DohEchoService): Source {
  const { id, operator, url } = service;
  const { host } = new URL(url);
  return {
    id,
    operator,
    transport: 'https',
    families,
    own: false,
    async ask(family, context) {
      // The connection tells whose answer it is; 0 is the id that RFC 8484 4.1 asks for.
      const query = echoQuery(service, family, 0);
      // A query for an ASCII name has no byte from 0x80 on, so as UTF-8 it stays as it is.
      const body = charactersOf(encodeMessage(query.message));
      const request = { method: 'POST', url, host, headers, body } as const;
      const response = await askWebServer(
        { ...request, encoding: 'latin1', publicOnly: true },
        family,
        context,
      );
      if (!typed.test(response.headers['content-type'] ?? '')) throw strangeBody(response, host);
      const read = readEcho(bytesOf(response.body), query, service, host);
      if (read.kind === 'truncated') throw wrongForm(host);
      return { address: judge(read.text, family, host), evidence: host };
    },
  };
}
