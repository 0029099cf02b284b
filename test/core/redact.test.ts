import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRedactor, redacted, shortestSecret } from '../../electron/core/redact.ts';
import { encodePart } from '../../electron/providers/api/call.ts';

// In base64 it holds both + and / at each alignment.
const secret = 'p@ss/w+rd "ö" ~~~???>>>~~~???>>>1';
const redactor = createRedactor([secret]);

describe('a secret', () => {
  it.each([
    ['as it is', secret],
    ['inside JSON', JSON.stringify({ a: secret })],
    ['inside JSON inside JSON', JSON.stringify(JSON.stringify({ a: secret }))],
    ['in a query', `https://a.example/?k=${encodeURIComponent(secret)}&b=1`],
    ['in a path, as the URL parser writes it', `https://a.example/${encodeURI(secret)}`],
    ['in a form', new URLSearchParams({ k: secret }).toString()],
    ['in a query with small hexadecimal', encodeURIComponent(secret).toLowerCase()],
    ['in base64', Buffer.from(secret).toString('base64')],
    ['in URL-safe base64', Buffer.from(secret).toString('base64url')],
    ['in a Basic header', `Basic ${Buffer.from(`user:${secret}`).toString('base64')}`],
    ['in a Basic header behind another length', Buffer.from(`me2:${secret}`).toString('base64')],
    ['behind two bytes', Buffer.from(`me:${secret}xyz`).toString('base64')],
  ])('is taken out %s', (_, text) => {
    const clean = redactor.text(text);
    expect(clean).toContain(redacted);
    for (const hidden of [secret, encodeURIComponent(secret), btoa('p@ss/w+rd').slice(0, 8)]) {
      expect(clean).not.toContain(hidden);
    }
  });

  it('is taken out of names, numbers, errors, maps, sets, URLs and causes', () => {
    const numeric = createRedactor([secret, '12345678']);
    const value = {
      [secret]: 1,
      number: 12_345_678,
      error: Object.assign(new Error(secret, { cause: new Error(secret) }), { config: { secret } }),
      map: new Map([[secret, new Set([secret])]]),
      url: new URL(`https://a.example/?k=${encodeURIComponent(secret)}`),
    };
    const text = JSON.stringify(numeric.value(value));
    expect(text).not.toContain(JSON.stringify(secret).slice(1, -1));
    expect(text).not.toContain('12345678');
    expect(text).not.toContain('config');
    expect(text).toContain('Error: [redacted]');
  });

  it.each([
    'password',
    'Authorization',
    'apiKey',
    'api_key',
    'X-Api-Key',
    'token',
    'Set-Cookie',
    'keySecret',
  ])('is taken out of a field called %s, however short', (name) => {
    expect(redactor.value({ [name]: 'abc' })).toEqual({ [name]: redacted });
  });

  it('of fewer letters than a word is found by its field only', () => {
    const short = 'x'.repeat(shortestSecret - 1);
    expect(createRedactor([short]).text(`a ${short} b`)).toBe(`a ${short} b`);
  });

  it('of any length is taken out where asked, and the mark is the one asked for', () => {
    const short = createRedactor(['a&b', ''], { shortest: 1, mark: '…' });
    expect(short.text('is a%26b or a&amp;b right?')).toBe('is … or … right?');
  });

  it('that holds another one is taken out whole', () => {
    expect(createRedactor(['secret', 'secret-2']).text('a secret-2 b')).toBe('a [redacted] b');
  });
});

/** As `json_encode` of PHP writes it; `upper` as those of Java and .NET do. */
function asciiJson(text: string, upper = false): string {
  return JSON.stringify(text)
    .replaceAll('/', '\\/')
    .replace(/[^\x20-\x7e]|[&<>'+]/g, (letter) => {
      const code = letter.charCodeAt(0).toString(16).padStart(4, '0');
      return `\\u${upper ? code.toUpperCase() : code}`;
    });
}

function numbered(text: string, mark: (code: number) => string): string {
  return [...text]
    .map((letter) => (/[\w.-]/.test(letter) ? letter : mark(letter.codePointAt(0) ?? 0)))
    .join('');
}

function html(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

const encodings: readonly (readonly [name: string, encode: (text: string) => string])[] = [
  ['as RFC 3986 has it, which is what we send', encodePart],
  ['as RFC 3986 has it, with small letters', (text) => encodePart(text).toLowerCase()],
  ['in a form', (text) => new URLSearchParams({ k: text }).toString().slice(2)],
  ['in JSON of PHP', asciiJson],
  ['in JSON of .NET', (text) => asciiJson(text, true)],
  ['in JSON of PHP in JSON', (text) => JSON.stringify(asciiJson(text))],
  ['in JSON in a query', (text) => encodePart(JSON.stringify(text))],
  ['in HTML', html],
  ['in HTML twice', (text) => html(html(text))],
  ['in JSON in HTML', (text) => html(JSON.stringify(text))],
  ['in HTML by decimal numbers', (text) => numbered(text, (code) => `&#0${code};`)],
  [
    'in HTML by hexadecimal numbers',
    (text) => numbered(text, (code) => `&#x${code.toString(16)};`),
  ],
];

describe.each(encodings)('a secret %s', (_, encode) => {
  it.each([
    'pa*ss(word)!&"<é',
    'o\'neill\\\\"<b>',
    'ab/cd+ef==',
    'grün-schlüssel',
    '密码密码密码🔑',
    'line\nline\tline',
    'a b~c d',
  ])('is taken out whole: %s', (hidden) => {
    const given = createRedactor([hidden]).text(`a ${encode(hidden)} b`);
    expect(given).toMatch(/^a ["\\]*(?:&quot;|%22)?\[redacted\]["\\]*(?:&quot;|%22)? b$/);
  });
});

describe('a harmless value', () => {
  it('stays as it is', () => {
    const value = { name: 'home.example.com', ttl: 120, ok: true, none: null, list: [1, 'a'] };
    expect(createRedactor([]).value(value)).toEqual(value);
    expect(redactor.value(value)).toEqual(value);
    expect(redactor.value({ keyName: 'ddns', tokens: undefined, author: 'me' })).toMatchObject({
      keyName: 'ddns',
      author: 'me',
    });
  });

  it('that refers to itself, is deep, or throws when read does not stop the log', () => {
    const round: Record<string, unknown> = {};
    round.self = round;
    let deep: unknown = 'end';
    for (let at = 0; at < 10_000; at += 1) deep = { deep };
    const throws = {
      get bad() {
        throw new Error('no');
      },
    };
    expect(redactor.value({ round, throws, bytes: new Uint8Array(3), f: () => 1 })).toEqual({
      round: { self: '[circular]' },
      throws: '[unreadable]',
      bytes: '[3 bytes]',
      f: '[function]',
    });
    expect(JSON.stringify(redactor.value(deep))).toContain('[deep]');
  });
});

describe('any secret', () => {
  const secrets = fc.string({ minLength: shortestSecret, maxLength: 40, unit: 'binary' });
  const text = fc.string({ unit: 'binary', maxLength: 10 });

  it('never appears, whatever field, nesting or error it hides in', () => {
    const { tree } = fc.letrec<{ tree: (hidden: string) => unknown }>((tie) => ({
      tree: fc.oneof(
        { depthSize: 'small' },
        fc.tuple(text, text).map(
          ([a, b]) =>
            (hidden: string) =>
              `${a}${hidden}${b}`,
        ),
        fc.tuple(text, tie('tree')).map(([key, inner]) => (hidden: string) => ({
          [key]: inner(hidden),
        })),
        tie('tree').map((inner) => (hidden: string) => ({ [hidden]: inner(hidden) })),
        tie('tree').map((inner) => (hidden: string) => [1, inner(hidden)]),
        tie('tree').map((inner) => (hidden: string) => new Error(hidden, { cause: inner(hidden) })),
        tie('tree').map((inner) => (hidden: string) => JSON.stringify(inner(hidden)) ?? ''),
      ),
    }));
    fc.assert(
      fc.property(secrets, tree, (hidden, make) => {
        // A secret inside the mark that takes its place would be found in the mark.
        fc.pre(!redacted.includes(hidden) && hidden.trim() !== '');
        const out = JSON.stringify(createRedactor([hidden]).value(make(hidden)));
        expect(out).not.toContain(hidden);
        expect(out).not.toContain(JSON.stringify(hidden).slice(1, -1));
      }),
      { numRuns: 500 },
    );
  });
});

describe('a secret of many kilobytes', () => {
  it('is taken out like any other (the runtime refused the pattern, and the program ended)', () => {
    const long = 'x{"a":1}%'.repeat(4000);
    const redactor = createRedactor([long, 'short-secret']);
    expect(redactor.text(`a ${long} b ${encodeURIComponent(long)} c short-secret d`)).toBe(
      `a ${redacted} b ${redacted} c ${redacted} d`,
    );
  });

  it.each([encodePart, (text: string) => JSON.stringify(text).replaceAll('/', '\\/')])(
    'is taken out as we send it and as PHP repeats it (%#)',
    (encode) => {
      const long = '-----BEGIN (a/b)*\n'.repeat(100);
      expect(createRedactor([long]).text(`a ${encode(long)} b`)).toMatch(/^a "?\[redacted\]"? b$/);
    },
  );

  it('is found quickly among backslashes, which an escape may double', () => {
    const redactor = createRedactor([`a${'\\'.repeat(20)}"b`, `${'"/'.repeat(200)}!`]);
    const text = `a${'\\'.repeat(5000)}${'"/'.repeat(2000)}`;
    expect(redactor.text(text)).toBe(text);
  });

  it('leaves no tail where several secrets share their beginning', () => {
    const many = Array.from({ length: 200 }, (_, at) => `secret-${'y'.repeat(at)}`);
    const redactor = createRedactor(many);
    for (const secret of many) {
      if (secret.length >= shortestSecret) expect(redactor.text(secret)).toBe(redacted);
    }
  });
});
