import fc from 'fast-check';
import { encodePart } from '../../electron/providers/api/call.ts';
import type { OutgoingRequest } from '../../electron/providers/signing/signer.ts';

/** How a text goes out in a URL: as little encoded as may be, as RFC 3986 wants it, or every byte, in lower case. */
type Spelling = 'least' | 'strict' | 'most';

/** A request before its parts are encoded: what a vendor's own signer is given. */
export interface Signable {
  readonly method: OutgoingRequest['method'];
  readonly host: string;
  /** Of the path, between its slashes. */
  readonly segments: readonly string[];
  readonly query: readonly (readonly [key: string, value: string])[];
  /** Of its parts, in turn. */
  readonly spellings: readonly Spelling[];
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
}

function encodeBytes(text: string): string {
  const bytes = [...new TextEncoder().encode(text)];
  return bytes.map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');
}

const encoders: Readonly<Record<Spelling, (text: string) => string>> = {
  least: encodeURIComponent,
  strict: encodePart,
  most: encodeBytes,
};

/** The request as it goes out. */
export function encodeSignable(signable: Signable): OutgoingRequest {
  const { method, host, segments, query, spellings, headers, body } = signable;
  let parts = 0;
  const encode = (text: string) => {
    const spelling = spellings[parts % spellings.length] ?? 'strict';
    parts += 1;
    return encoders[spelling](text);
  };
  const path = segments.map(encode).join('/');
  const pairs = query.map(([key, value]) => `${encode(key)}=${encode(value)}`);
  const search = pairs.length === 0 ? '' : `?${pairs.join('&')}`;
  return { method, url: `https://${host}/${path}${search}`, headers, body };
}

/** The query with the values of a repeated key in one list. */
export function groupedQuery({ query }: Signable): Record<string, string[]> {
  const grouped = new Map<string, string[]>();
  for (const [key, value] of query) grouped.set(key, [...(grouped.get(key) ?? []), value]);
  return Object.fromEntries(grouped);
}

/** Well-formed texts of all that encoders, sorters and parsers stumble over. */
export const anyText: fc.Arbitrary<string> = fc
  .string({
    unit: fc.oneof(
      fc.constantFrom(...'aZ09*!\'()+ &=%/?#@:;,$~-_."<>[]{}|\\^`\té中ሴ\u{1F600}'),
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }),
      fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
    ),
    maxLength: 8,
  })
  // A key by this name gets lost in the objects that the vendors' signers take a query as.
  .filter((text) => text !== '__proto__');

/** Keys as APIs have them. */
export const plainKey = fc.stringMatching(/^[A-Za-z][A-Za-z0-9_.~-]{0,5}$/);

export const anyKey = fc
  .tuple(plainKey, fc.oneof(fc.constant(''), anyText))
  .map(([start, end]) => `${start}${end}`);

/** Keys of any kind, many of them alike. */
export const oddKey = fc.oneof(fc.constantFrom('a', 'A', 'a-b', 'a1', ''), anyText);

const dots = ['.', '..'];

/** Segments that a parser of URLs leaves where they are. */
const plainSegment = anyText.filter((text) => !dots.includes(text));

/** Segments of any kind, for signers that are given a whole URL. */
export const oddSegment = fc.oneof(fc.constantFrom('', ...dots), anyText);

/** What a header may hold, with spaces outside and inside. */
export const headerValue = fc.string({
  unit: fc.constantFrom(...'aZ09 \t;=/,:"*'),
  maxLength: 12,
});

const plainHeaders = fc.constantFrom<Readonly<Record<string, string>>>(
  { accept: 'application/json' },
  { accept: 'application/json', 'content-type': 'application/json; charset=utf-8' },
);

/** A key of letters and a secret without limits. */
export const credential = fc.record({
  id: fc.stringMatching(/^[A-Za-z0-9]{1,20}$/),
  secret: anyText.map((text) => `s${text}`),
});

/** Milliseconds, 1970 to 9999. */
export const anyTime = fc.integer({ min: 0, max: 253_402_300_799_999 });

interface SignableParts {
  readonly key: fc.Arbitrary<string>;
  /** Whether a key may be there more than once. */
  readonly repeats: boolean;
  readonly segment?: fc.Arbitrary<string>;
  readonly headers?: fc.Arbitrary<Readonly<Record<string, string>>>;
}

/** Requests of these parts, and of any kind in all else. */
export function anySignable(parts: SignableParts): fc.Arbitrary<Signable> {
  const { key, repeats, segment = plainSegment, headers = plainHeaders } = parts;
  const pair = fc.tuple(key, anyText);
  return fc.record({
    method: fc.constantFrom('GET', 'POST', 'PUT', 'PATCH', 'DELETE'),
    host: fc.constantFrom('dns.example.com', 'a.b.test', 'a.test:8443', '127.0.0.1:8080'),
    segments: fc.array(segment, { minLength: 1, maxLength: 4 }),
    query: repeats
      ? fc.array(pair, { maxLength: 6 })
      : fc.uniqueArray(pair, { selector: ([name]) => name, maxLength: 6 }),
    spellings: fc.array(fc.constantFrom('least', 'strict', 'most'), { minLength: 1, maxLength: 4 }),
    headers,
    body: fc.option(anyText, { nil: undefined }),
  });
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}

function agree(texts: readonly string[]): boolean {
  const raw = [...texts].sort(compare).map(encodePart);
  const encoded = texts.map(encodePart).sort(compare);
  return raw.join() === encoded.join();
}

/** Whether it does not matter if keys, with those `added`, are sorted before they are encoded or after. */
export function keysAgree(signable: Signable, added: readonly string[] = []): boolean {
  return agree([...signable.query.map(([key]) => key), ...added]);
}

/** The same of the values of a repeated key. */
export function valuesAgree(signable: Signable): boolean {
  return Object.values(groupedQuery(signable)).every(agree);
}
