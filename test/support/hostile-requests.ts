/** Numbers from 0 to 1 that are the same in every run (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

interface Victim {
  readonly port: number;
  readonly token: string;
}

const methods = [
  'GET',
  'HEAD',
  'POST',
  'PUT',
  'DELETE',
  'OPTIONS',
  'TRACE',
  'PATCH',
  'CONNECT',
  'PRI',
  'PROPFIND',
];
const targets = [
  '/',
  '/api/status',
  '/api/update',
  '/healthz',
  '/metrics',
  '/api/update?force=true',
  '/api/update/',
  '//api/update',
  '/api/../api/update',
  '/%61pi/update',
  '/api/update#x',
  '/__proto__',
  '/constructor',
  'http://evil.example/api/update',
  'http://127.0.0.1/api/update',
  '*',
  '/api/update%00',
  `/${'a'.repeat(3000)}`,
];
const wrongHosts = [
  'evil.example',
  'evil.example:8053',
  'localhost',
  '127.0.0.1',
  '127.0.0.1.evil.example',
  '[::1]',
  '0.0.0.0',
  '2130706433',
  '127.1',
  'localhost:1',
  ' ',
  '127.0.0.1:8053@evil.example',
  '"localhost"',
  '\u00ff',
];
const badBodies = [
  '{',
  '[]',
  'null',
  '"force"',
  '{"force":"true"}',
  '{"__proto__":{"force":true}}',
  '{"constructor":{"prototype":{}}}',
  '{"force":true,"extra":1}',
  '{"records":[{}]}',
  '{"records":"all"}',
  '\u0000',
  '{"force":tru',
  '{"toString":1}',
  `{"records":[${'"x",'.repeat(2000)}"x"]}`,
  '[[[['.repeat(2000),
  '\u00ff\u00fe',
  '{"force":true}{"force":true}',
];

/** Makes requests, none of which may bring anything about: a text of one or several, and how many. */
export function hostileRequests({ port, token }: Victim, random: () => number) {
  const pick = <Thing>(list: readonly Thing[]): Thing => {
    const thing = list[Math.floor(random() * list.length)];
    if (thing === undefined) throw new Error('an empty list');
    return thing;
  };
  const here = `127.0.0.1:${port}`;
  const good = `Authorization: Bearer ${token}`;
  const json = 'Content-Type: application/json';
  const head = (method: string, target: string, ...lines: readonly string[]) =>
    `${method} ${target} HTTP/1.1\r\n${[...lines, '', ''].join('\r\n')}`;
  const update = (body: string, ...lines: readonly string[]) =>
    head('POST', '/api/update', ...lines, `Content-Length: ${Buffer.byteLength(body, 'latin1')}`) +
    body;
  const noise = () =>
    Array.from({ length: 1 + Math.floor(random() * 200) }, () =>
      String.fromCharCode(Math.floor(random() * 256)),
    ).join('');
  const wrongToken = () =>
    pick([
      '',
      'x',
      `${token}x`,
      token.slice(1),
      token.toUpperCase(),
      'a'.repeat(5000),
      '\u00e9',
      '%00',
    ]);

  const kinds: readonly (() => string)[] = [
    () => head(pick(methods), pick(targets), `Host: ${here}`),
    () => head(pick(methods), pick(targets), `Host: ${pick(wrongHosts)}`, good),
    () => update('{"force":true}', `Host: ${pick(wrongHosts)}`, good, json),
    () =>
      update(
        '{"force":true}',
        `Host: ${here}`,
        good,
        json,
        `Origin: ${pick(['null', 'http://evil.example', `http://${here}`])}`,
      ),
    () =>
      update(
        '{"force":true}',
        `Host: ${here}`,
        good,
        json,
        `Sec-Fetch-Site: ${pick(['cross-site', 'same-site', ''])}`,
      ),
    () =>
      update(
        '{"force":true}',
        `Host: ${here}`,
        json,
        `Authorization: ${pick(['Bearer', 'Basic', 'bearer', ''])} ${wrongToken()}`,
      ),
    () => update('{"force":true}', `Host: ${here}`, good, good, json),
    () =>
      update(
        '{"force":true}',
        `Host: ${here}`,
        good,
        pick(['Content-Type: text/plain', 'X: y', 'Content-Type: multipart/form-data; boundary=x']),
      ),
    () => update('{"force":true}', `Host: ${here}`, `Host: ${here}`, good, json),
    () => update(pick(badBodies), `Host: ${here}`, good, json),
    () => update('x'.repeat(16_385 + Math.floor(random() * 2000)), `Host: ${here}`, good, json),
    () => head('POST', '/api/update', `Host: ${here}`, good, json, 'Content-Length: 99999999999'),
    // Two readers would see different requests here.
    () =>
      `${head(
        'POST',
        '/api/update',
        `Host: ${here}`,
        good,
        json,
        'Content-Length: 4',
        'Transfer-Encoding: chunked',
      )}0\r\n\r\n`,
    () =>
      `${head(
        'POST',
        '/api/update',
        `Host: ${here}`,
        good,
        json,
        pick([
          'Transfer-Encoding: xchunked',
          'Transfer-Encoding : chunked',
          'Transfer-Encoding: chunked, identity',
          'Content-Length: 2, 2',
          'Content-Length: +2',
          'Content-Length: 0x2',
        ]),
      )}{}`,
    () =>
      head('POST', '/api/update', `Host: ${here}`, good, json, 'Transfer-Encoding: chunked') +
      pick(['zz\r\n', '-1\r\n', 'ffffffffffffffff\r\n', '2;x="\r\n']),
    () =>
      head('POST', '/api/update', `Host: ${here}`, good, json, 'Transfer-Encoding: chunked') +
      `4000\r\n${'x'.repeat(0x4000)}\r\n1\r\nx\r\n0\r\n\r\n`,
    () => head('GET', '/api/status', `Host: ${here}`, `X: ${'y'.repeat(9000)}`),
    () =>
      head(
        'GET',
        '/api/status',
        `Host: ${here}`,
        ...Array.from({ length: 900 }, (_, at) => `x${at}: y`),
        `Origin: null`,
        good,
      ),
    () => head('GET', '/healthz', `Host: ${here}`, 'Upgrade: websocket', 'Connection: Upgrade'),
    () =>
      `${head(
        'POST',
        '/api/update',
        `Host: ${here}`,
        'Expect: 100-continue',
        'Content-Length: 2',
        json,
      )}{}`,
    () =>
      `${head(
        'POST',
        '/api/update',
        `Host: ${here}`,
        good,
        json,
        'Expect: something',
        'Content-Length: 1',
      )}{`,
    () => head('GET', '/api/status', `Host: ${here}\r\n folded: yes`, good.replace(':', ' :')),
    () =>
      pick([
        'GET /api/status\r\n',
        'GET /api/update\r\n\r\n',
        '\r\n\r\n',
        'GET / HTTP/9.9\r\n\r\n',
        'POST /api/update HTTP/1.0\r\n\r\n',
      ]),
    () =>
      pick([
        '\u0016\u0003\u0001\u0002\u0000\u0001\u0000',
        'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
        'SSH-2.0-x\r\n',
        '\u0000',
      ]),
    noise,
  ];
  return (count: number): string => Array.from({ length: count }, () => pick(kinds)()).join('');
}
