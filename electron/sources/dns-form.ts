import type { Family } from '../core/address.ts';
import type { ClassName, TypeName } from '../core/dns/codes.ts';
import type { Domain } from '../core/dns/domain.ts';
import { DnsFormatError } from '../core/dns/format-error.ts';
import { decodeMessage, emptyRequest, type Message, type Question } from '../core/dns/message.ts';
import { answers } from '../core/dns/query.ts';
import type { Resource } from '../core/dns/resource.ts';
import { SourceFailure } from '../core/source.ts';
import { hijackedServer, wrongForm } from './net-failure.ts';

/** A name whose answer is the address that the question came from. */
export interface DnsEcho {
  readonly name: Domain;
  /** `address` is A or AAAA, by the family. */
  readonly type: 'TXT' | 'address';
  readonly class: ClassName;
  /** The servers speak for the name themselves: an answer without that bit is another's. */
  readonly authoritative: boolean;
}

const addressTypes = { ipv4: 'A', ipv6: 'AAAA' } as const satisfies Record<Family, TypeName>;

/** The query for it. Recursion is asked for, as every stub resolver does. */
export function echoQuery({ name, type, class: klass }: DnsEcho, family: Family, id: number) {
  const question: Question = {
    name,
    type: type === 'address' ? addressTypes[family] : type,
    class: klass,
  };
  const message = { ...emptyRequest(id, 'QUERY'), recursionDesired: true, question: [question] };
  return { question, message };
}

/** The one character-string of a TXT record (RFC 1035 3.3.14) as ASCII; undefined for any other data. */
function textOf({ data }: Resource): string | undefined {
  if (data.kind === 'address') return data.address.text;
  if (data.kind !== 'opaque' || data.bytes[0] !== data.bytes.length - 1) return undefined;
  return String.fromCharCode(...data.bytes.slice(1));
}

/** Google adds this line where a resolver on the way told the client's network. */
const clientSubnet = /^edns0-client-subnet /;

/**
 * Reads the reply of `who`: a message that answers the request, with one record of what was asked for.
 * Answers with the text in it, or `truncated`. Throws {@link SourceFailure}: `hijacked` where the server
 * does not know the name that it is there for, `limited` where it refuses, `form` for all else.
 */
export function readEcho(
  bytes: Uint8Array,
  { message: request, question }: ReturnType<typeof echoQuery>,
  { authoritative }: DnsEcho,
  who: string,
): { readonly kind: 'text'; readonly text: string } | { readonly kind: 'truncated' } {
  const reply = decode(bytes);
  if (reply === undefined || !answers(request, reply)) throw wrongForm(who);
  if (reply.truncated) return { kind: 'truncated' };
  const { rcode, answer } = reply;
  if (rcode === 'REFUSED') {
    throw new SourceFailure('limited', {
      en: `${who} refuses to answer (REFUSED)`,
      'zh-CN': `${who} 拒绝应答，REFUSED`,
    });
  }
  if (rcode === 'NXDOMAIN' || (rcode === 'NOERROR' && answer.length === 0)) {
    throw hijackedServer(who);
  }
  if (rcode !== 'NOERROR') throw wrongForm(who);
  if (authoritative && !reply.authoritative) throw hijackedServer(who);
  const { name, type, class: klass } = question;
  const asked = (one: Resource) => one.name === name && one.type === type && one.class === klass;
  const texts = answer.map((one) => (asked(one) ? textOf(one) : undefined));
  const [text, ...more] = texts.filter((one) => one === undefined || !clientSubnet.test(one));
  if (text === undefined || more.length > 0) throw wrongForm(who);
  return { kind: 'text', text };
}

function decode(bytes: Uint8Array): Message | undefined {
  try {
    return decodeMessage(bytes);
  } catch (error) {
    if (error instanceof DnsFormatError) return undefined;
    throw error;
  }
}
