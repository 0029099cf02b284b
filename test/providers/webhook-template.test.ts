import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type BodyForm, bodyForm, fillBody } from '../../electron/core/template/body.ts';
import {
  escapeHeader,
  escapeUrl,
  escapeXml,
  fill,
  fillUrl,
  isJsonTemplate,
  type Template,
  unfilled,
  urlTemplateProblem,
  type Values,
} from '../../electron/core/template/template.ts';
import {
  parseRecordTemplate as parseTemplate,
  placeholders,
} from '../../electron/providers/webhook/placeholders.ts';

function template(text: string): Template {
  const parsed = parseTemplate(text);
  if ('unknown' in parsed) throw new Error(parsed.unknown);
  return parsed;
}

const values: Values = {
  ipv4: '81.2.69.142',
  ipv6: '2a02:8071:1:2::7',
  ip: '81.2.69.142',
  domain: 'home.example.com',
  host: 'home',
  zone: 'example.com',
  type: 'A',
  ttl: '300',
  timestamp: '1795348800',
};

const all = (value: string): Values => ({
  ...values,
  ...Object.fromEntries(Object.keys(placeholders.own).map((name) => [name, value])),
});

/** Any text at all, and more often than chance would have it the ones that mean something somewhere. */
const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: 'grapheme' }),
  fc
    .array(
      fc.constantFrom(
        '"',
        '\\',
        '&',
        '=',
        '/',
        '?',
        '#',
        '.',
        '..',
        '%2e',
        '%00',
        '\r\n',
        '<',
        '>',
        '{ip}',
        "'",
        '@',
        ':',
        ' ',
        '+',
        '\ud800',
        '\u2028',
        'a',
      ),
    )
    .map((parts) => parts.join('')),
);

describe('a template', () => {
  it('knows each placeholder, and those of DDNS-Go', () => {
    const text = '{ipv4} {ipv6} {ip} {domain} {host} {zone} {type} {ttl} {timestamp}';
    expect(fill(template(text), values, (value) => value)).toBe(
      '81.2.69.142 2a02:8071:1:2::7 81.2.69.142 home.example.com home example.com A 300 1795348800',
    );
    expect(fill(template('#{ip} #{domain} #{recordType} #{ttl}'), values, (value) => value)).toBe(
      '81.2.69.142 home.example.com A 300',
    );
  });

  it.each([
    '{address}',
    '{IP}',
    '{ip4}',
    '#{recordtype}',
    '#{ipv4}',
    '{constructor}',
    '#{toString}',
  ])('does not know %s, and says so', (written) => {
    expect(parseTemplate(`a {ip} b ${written} c`)).toEqual({ unknown: written });
  });

  it('leaves braces alone that hold no name', () => {
    const text = '{"a":{},"b":{ "c": 1 },"d":[{}]} { ip } $';
    expect(fill(template(text), values, (value) => value)).toBe(text);
  });

  it('says which values are missing', () => {
    const some = { ...values, zone: undefined, ttl: undefined };
    expect(unfilled(template('{zone}/{ip}/{ttl}'), some)).toEqual(['zone', 'ttl']);
  });
});

describe('no value breaks out of its place', () => {
  it('in the query of a URL', () => {
    const url = template('https://a.example/p?x=1&v={domain}&y=2');
    fc.assert(
      fc.property(anyText, (value) => {
        const filled = fillUrl(url, all(value));
        expect(filled).toBeDefined();
        const read = new URL(filled ?? '');
        expect([read.origin, read.pathname, read.hash]).toEqual(['https://a.example', '/p', '']);
        expect([...read.searchParams]).toEqual([
          ['x', '1'],
          ['v', value.toWellFormed()],
          ['y', '2'],
        ]);
      }),
    );
  });

  it('in the path of a URL', () => {
    const url = template('https://a.example/x/{domain}/{ip}/y?z=1');
    fc.assert(
      fc.property(anyText, (value) => {
        const filled = fillUrl(url, all(value));
        if (/^\.{1,2}$/.test(value)) {
          expect(filled).toBeUndefined();
          return;
        }
        const read = new URL(filled ?? '');
        expect([read.origin, read.search, read.hash]).toEqual(['https://a.example', '?z=1', '']);
        const parts = read.pathname.split('/').map(decodeURIComponent);
        expect(parts).toEqual(['', 'x', value.toWellFormed(), value.toWellFormed(), 'y']);
      }),
      { examples: [['.'], ['..']] },
    );
  });

  it('and is encoded as RFC 3986 has it', () => {
    expect(escapeUrl("a b!'()*~-._/?#[]@:&=+,;%é")).toBe(
      'a%20b%21%27%28%29%2A~-._%2F%3F%23%5B%5D%40%3A%26%3D%2B%2C%3B%25%C3%A9',
    );
  });

  it('in a JSON string, and beside one', () => {
    const body = template('{"a":"x {domain} y","b":{host},"c":[{ttl},"\\"{ip}"],"{zone}":1}');
    expect(isJsonTemplate(body)).toBe(true);
    fc.assert(
      fc.property(anyText, (value) => {
        const text = value.toWellFormed();
        const read: unknown = JSON.parse(fillBody(body, 'json', all(value)));
        const number = /^(?:0|[1-9]\d{0,14})$/.test(value) ? Number(value) : text;
        expect(Object.entries(read as object)).toEqual(
          Object.entries({ a: `x ${text} y`, b: text, c: [number, `"${text}`], [text]: 1 }),
        );
      }),
    );
  });

  it('in a form', () => {
    const body = template('x=1&v={domain}&y={ip}');
    fc.assert(
      fc.property(anyText, (value) => {
        const text = value.toWellFormed();
        const read = new URLSearchParams(fillBody(body, 'form', all(value)));
        expect([...read]).toEqual([
          ['x', '1'],
          ['v', text],
          ['y', text],
        ]);
      }),
    );
  });

  it('in XML', () => {
    fc.assert(
      fc.property(anyText, (value) => {
        expect(escapeXml(value)).not.toMatch(/[<>"']|&(?!#\d+;)/);
        expect(escapeXml(value).isWellFormed()).toBe(true);
      }),
    );
  });

  it('in a header', () => {
    fc.assert(
      fc.property(anyText, (value) => {
        expect(
          () => new Headers({ x: fill(template('a {domain} b'), all(value), escapeHeader) }),
        ).not.toThrow();
        expect(escapeHeader(value)).not.toMatch(/[\r\n\0]/);
      }),
    );
  });

  it('in a plain text, whose lines may mean something', () => {
    fc.assert(
      fc.property(anyText, (value) => {
        const filled = fillBody(template('ip {ip}\nname {domain}\n'), 'text', all(value));
        expect(filled.split(/[\r\n\u2028\u2029]/)).toHaveLength(3);
      }),
    );
  });
});

describe('a URL template', () => {
  it.each([
    ['https://{domain}/update', 'authority'],
    ['https://example.com{host}/', 'authority'],
    ['https://example.com:{ttl}/', 'authority'],
    ['{zone}', 'form'],
    ['http://example.com/?ip={ip}', 'plain'],
    ['http://81.2.69.142/?ip={ip}', 'plain'],
    ['file:///etc/{host}', 'scheme'],
    ['https://user:p4ss@example.com/{ip}', 'credentials'],
    ['https://example.com/#{ip}#x', 'fragment'],
    ['example.com/{ip}', 'form'],
  ])('%s is refused', (text, problem) => {
    expect(urlTemplateProblem(template(text))).toBe(problem);
  });

  it.each([
    'https://example.com/{zone}/{host}?ip={ip}',
    'https://example.com?ip=#{ip}',
    'https://example.com',
    'http://127.0.0.1:8080/{ip}',
    'http://[::1]/{ip}',
    'http://10.1.2.3/{ip}',
    'http://localhost:1234/{ip}',
  ])('%s is taken', (text) => {
    expect(urlTemplateProblem(template(text))).toBeUndefined();
  });
});

describe('the form of a body', () => {
  it.each<[string, string | undefined, BodyForm]>([
    ['{"ip":"{ip}"}', undefined, 'json'],
    ['[{"content":"{ip}","ttl":{ttl}}]', undefined, 'json'],
    ['ip={ip}&name={domain}', undefined, 'form'],
    ['ip={ip}', undefined, 'form'],
    ['<a>{ip}</a>', undefined, 'text'],
    ['the address is {ip}', undefined, 'text'],
    ['{"ip":"{ip}"}', 'text/plain', 'text'],
    ['x', 'application/merge-patch+json; charset=utf-8', 'json'],
    ['{"a":1}', 'APPLICATION/X-WWW-FORM-URLENCODED', 'form'],
    ['x', 'application/soap+xml', 'xml'],
    ['x', 'text/xml', 'xml'],
  ])('%s with the type %s is %s', (text, type, form) => {
    expect(bodyForm(template(text), type)).toBe(form);
  });
});
