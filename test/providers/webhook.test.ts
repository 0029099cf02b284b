import { describe, expect, it } from 'vitest';
import { detailText, isFailure } from '../../electron/core/outcome.ts';
import { capabilitiesOf } from '../../electron/core/provider.ts';
import { secretTexts } from '../../electron/core/settings/schema-fields.ts';
import { webhook } from '../../electron/providers/webhook.ts';
import { addr } from '../support/address.ts';
import { change } from '../support/conformance/world.ts';
import { createEmulator, type EmulatedReply, emulatedHttp, faults } from '../support/emulator.ts';
import { testContext } from '../support/provider-context.ts';

const v4 = '81.2.69.142';
const v6 = '2a02:8071:1:2::7';
const ok: EmulatedReply = { status: 200, body: 'done' };
const secret = 's3cr3t-t0ken';

function world(fields: Readonly<Record<string, unknown>>, reply: EmulatedReply = ok) {
  const emulator = createEmulator(() => reply);
  const http = emulatedHttp({ 'hook.example.net': emulator });
  const context = testContext({ http });
  const account = webhook.account.parse(fields);
  return { emulator, http, context, account };
}

const simple = { url: 'https://hook.example.net/update?name={domain}&ip={ip}' };

function problems(fields: unknown): readonly (readonly [string, string])[] {
  const result = webhook.account.safeParse(fields);
  if (result.success) return [];
  return result.error.issues.map(({ path, message }) => [path.join('.'), message] as const);
}

describe('a webhook', () => {
  it('calls the URL once for each record', async () => {
    const { http, context, account } = world(simple);
    const outcomes = await webhook.apply(
      [change('home.example.com', v4), change('home.example.com', v6), change('*.example.com', v4)],
      account,
      context,
    );
    expect(outcomes).toEqual(outcomes.map(() => ({ kind: 'updated', evidence: 'accepted' })));
    expect(http.sent.map(({ method, url }) => `${method} ${url}`)).toEqual([
      `GET https://hook.example.net/update?name=home.example.com&ip=${v4}`,
      'GET https://hook.example.net/update?name=home.example.com&ip=2a02%3A8071%3A1%3A2%3A%3A7',
      `GET https://hook.example.net/update?name=%2A.example.com&ip=${v4}`,
    ]);
  });

  it('sends JSON with its type, headers and numbers', async () => {
    const { http, context, account } = world({
      url: 'https://hook.example.net/zones/{zone}/{host}/{type}',
      method: 'PUT',
      headers: { Authorization: `Bearer ${secret}`, 'X-Name': '{domain}' },
      body: '{"content":"#{ip}","ttl":{ttl},"at":{timestamp}}',
    });
    const one = change('home.example.com', v4, { zone: 'example.com', ttl: 300 });
    await webhook.apply([one], account, context);
    expect(http.sent[0]).toMatchObject({
      method: 'PUT',
      url: 'https://hook.example.net/zones/example.com/home/A',
      headers: {
        authorization: `Bearer ${secret}`,
        'x-name': 'home.example.com',
        'content-type': 'application/json',
      },
      body: '{"content":"81.2.69.142","ttl":300,"at":1795348800}',
      proxy: 'system',
    });
  });

  it('sends a form, and keeps the type that the user set', async () => {
    const form = { url: 'https://hook.example.net/', method: 'POST', body: 'n={domain}&v={ip}' };
    const { http, context, account } = world(form);
    await webhook.apply([change('home.example.com', v6)], account, context);
    expect(http.sent[0]?.body).toBe('n=home.example.com&v=2a02%3A8071%3A1%3A2%3A%3A7');
    expect(http.sent[0]?.headers?.['content-type']).toBe('application/x-www-form-urlencoded');
    const plain = world({ ...form, headers: { 'content-TYPE': 'text/plain' } });
    await webhook.apply([change('home.example.com', v6)], plain.account, plain.context);
    expect(plain.http.sent[0]?.body).toBe(`n=home.example.com&v=${v6}`);
    expect(plain.http.sent[0]?.headers).toEqual({ 'content-type': 'text/plain' });
  });

  it('calls the apex @', async () => {
    const { http, context, account } = world({ url: 'https://hook.example.net/{host}' });
    await webhook.apply([change('example.com', v4, { zone: 'example.com' })], account, context);
    expect(http.sent[0]?.url).toBe('https://hook.example.net/%40');
  });

  it('fills {ipv4} and {ipv6} from both records of a name, whichever of them changes', async () => {
    const { http, context, account } = world({
      url: 'https://hook.example.net/?n={domain}&a={ipv4}&aaaa={ipv6}',
    });
    await webhook.apply(
      [change('h.example.com', v4), change('h.example.com', v6)],
      account,
      context,
    );
    const alone = { ...change('h.example.com', '89.160.20.112'), sibling: addr(v6) };
    await webhook.apply([alone], account, context);
    expect(http.sent.at(-1)?.url).toBe(
      'https://hook.example.net/?n=h.example.com&a=89.160.20.112&aaaa=2a02%3A8071%3A1%3A2%3A%3A7',
    );
  });

  it.each([
    ['{ipv6}', 'AAAA'],
    ['{zone}', 'zone'],
    ['{host}', 'zone'],
    ['{ttl}', 'ttl'],
  ])(
    'never sends an empty text for %s that is not known (an empty address deletes at some hosts)',
    async (hole, hint) => {
      const { http, context, account } = world({
        url: `https://hook.example.net/?x=${hole}&ip={ip}`,
      });
      const [outcome] = await webhook.apply([change('home.example.com', v4)], account, context);
      expect(outcome).toMatchObject({ kind: 'invalid', scope: 'record' });
      expect(outcome && isFailure(outcome) ? detailText(outcome.detail, 'en') : '').toContain(hint);
      expect(http.sent).toEqual([]);
    },
  );

  it.each([
    [401, 'auth', 'account'],
    [403, 'auth', 'account'],
    [404, 'hostNotFound', 'record'],
    [429, 'rateLimited', 'account'],
    [500, 'server', 'record'],
    [503, 'server', 'record'],
    [302, 'unknown', 'record'],
    [400, 'unknown', 'record'],
    [418, 'unknown', 'record'],
  ] as const)('takes the status %i for %s', async (status, kind, scope) => {
    const headers = { location: 'https://elsewhere.test/', 'retry-after': '90' };
    const { context, account } = world(simple, { status, headers, body: 'no' });
    const [outcome] = await webhook.apply([change('home.example.com', v4)], account, context);
    expect(outcome).toMatchObject({ kind, scope });
    if (kind === 'rateLimited' || kind === 'server')
      expect(outcome).toMatchObject({ retryAfter: 90_000 });
  });

  it('succeeds only where the rule of the user says so', async () => {
    const rule = { ...simple, success: { status: [200, 404], body: '^(?:good|nochg)\\b' } };
    const kindFor = async (status: number, body: string) => {
      const { context, account } = world(rule, { status, body });
      return (await webhook.apply([change('home.example.com', v4)], account, context))[0]?.kind;
    };
    expect(await kindFor(200, 'good 1')).toBe('updated');
    expect(await kindFor(404, 'nochg')).toBe('updated');
    expect(await kindFor(200, 'badauth')).toBe('unknown');
    expect(await kindFor(201, 'good')).toBe('unknown');
  });

  it.each<readonly [string, EmulatedReply, string, boolean]>([
    ['does not answer', faults.hang, 'network', true],
    ['breaks the connection', faults.reset, 'network', true],
    ['is offline', { error: 'offline' }, 'offline', false],
    ['refuses', { error: 'refused' }, 'network', false],
    ['has a bad certificate', { error: 'tls' }, 'tls', false],
    ['fails in a gateway', faults.badGateway, 'server', true],
  ])('%s: the call is in doubt only where it had left', async (_, reply, kind, doubt) => {
    const { context, account, http } = world(simple, reply);
    const [outcome] = await webhook.apply([change('home.example.com', v4)], account, context);
    expect(outcome).toMatchObject({ kind });
    expect(outcome !== undefined && 'unconfirmed' in outcome).toBe(doubt);
    expect(http.sent).toHaveLength(1);
  });

  it('calls nothing more once the credential is refused', async () => {
    const { http, context, account } = world(simple, { status: 401, body: '' });
    const all = ['a', 'b', 'c'].map((name) => change(`${name}.example.com`, v4));
    const outcomes = await webhook.apply(all, account, context);
    expect(outcomes.map(({ kind }) => kind)).toEqual(['auth', 'auth', 'auth']);
    expect(http.sent).toHaveLength(1);
  });

  it('goes on with the others where one record fails (ddns-go: the rest was skipped silently)', async () => {
    const { emulator, context, account } = world(simple);
    emulator.faults.push({
      reply: { status: 404, body: '' },
      when: ({ url }) => url.search.includes('b.'),
    });
    const all = ['a', 'b', 'c'].map((name) => change(`${name}.example.com`, v4));
    const outcomes = await webhook.apply(all, account, context);
    expect(outcomes.map(({ kind }) => kind)).toEqual(['updated', 'hostNotFound', 'updated']);
  });

  it('shows the host and nothing else of the URL, whatever comes back', async () => {
    const fields = {
      url: `https://hook.example.net/${secret}/u?key=${secret}&ip={ip}`,
      method: 'POST',
      headers: { 'X-Key': secret },
      body: `{"key":"${secret}","ip":"{ip}"}`,
      success: { body: 'fine' },
    };
    const replies: EmulatedReply[] = [
      ...[200, 302, 400, 401, 404, 429, 500, 511].map((status) => ({
        status,
        headers: { location: `/${secret}` },
        body: `you sent ${secret}`,
      })),
      faults.hang,
      faults.reset,
    ];
    for (const reply of replies) {
      const { context, account } = world(fields, reply);
      const outcomes = await webhook.apply([change('home.example.com', v4)], account, context);
      const said = JSON.stringify([outcomes, context.lines, [...context.remembered]]);
      expect(said).not.toContain(secret);
      expect(said).toContain('hook.example.net');
    }
  });

  it('marks as secret all that may hold one', () => {
    const fields = {
      url: `https://hook.example.net/?key=${secret}`,
      method: 'POST',
      headers: { 'X-Key': `k ${secret}` },
      body: `b ${secret}`,
    };
    expect(secretTexts(webhook.account, fields)).toEqual([
      fields.url,
      `k ${secret}`,
      `b ${secret}`,
    ]);
  });

  it('is never asked again without need, since it cannot say what it holds', () => {
    expect(capabilitiesOf(webhook, webhook.account.parse(simple))).toMatchObject({
      repeatsArePunished: true,
      reads: false,
      keepAlive: false,
    });
  });

  it('is not called once the program ends', async () => {
    const { http, context, account } = world(simple);
    const reason = new Error('the program ends');
    const signal = AbortSignal.abort(reason);
    const ending = { ...context, signal };
    await expect(webhook.apply([change('a.example.com', v4)], account, ending)).rejects.toBe(
      reason,
    );
    expect(http.sent).toEqual([]);
  });
});

describe('the settings of a webhook', () => {
  it.each([
    [
      'an unknown placeholder in the URL',
      { url: 'https://a.example/{address}' },
      'url',
      '{address}',
    ],
    [
      'an unknown placeholder in a header',
      { ...simple, headers: { X: '{nope}' } },
      'headers.X',
      '{nope}',
    ],
    [
      'an unknown placeholder in the body',
      { ...simple, method: 'POST', body: 'x={nope}' },
      'body',
      '{nope}',
    ],
    [
      'plain http (ddns-go DNSLA: credentials went over plain http)',
      { url: 'http://a.example/{ip}' },
      'url',
      'http',
    ],
    ['a placeholder as host', { url: 'https://{domain}/' }, 'url', 'host'],
    ['credentials in the URL', { url: 'https://u:p4ss@a.example/' }, 'url', 'header'],
    ['another method', { ...simple, method: 'DELETE' }, 'method', ''],
    ['a body with GET', { ...simple, body: 'x' }, 'body', 'POST'],
    [
      'a body that is not the JSON that it says',
      { ...simple, method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"a":' },
      'body',
      'JSON',
    ],
    ['a header name with a space', { ...simple, headers: { 'a b': 'x' } }, 'headers.a b', ''],
    [
      'a header of the connection',
      { ...simple, headers: { 'Content-Length': '1' } },
      'headers.Content-Length',
      '',
    ],
    ['a header with a line break', { ...simple, headers: { X: 'a\r\nY: b' } }, 'headers.X', 'line'],
    [
      'a broken regular expression',
      { ...simple, success: { body: '(' } },
      'success.body',
      'regular',
    ],
    ['no URL', {}, 'url', ''],
    ['an unknown field', { ...simple, token: 'x' }, '', 'token'],
  ])('refuse %s, and say where', (_, fields, path, hint) => {
    const [problem, ...more] = problems(fields);
    expect(more).toEqual([]);
    expect(problem?.[0]).toBe(path);
    expect(problem?.[1]).toContain(hint);
    expect(problem?.[1]).not.toContain('p4ss');
  });

  it('have their sentences in both languages', () => {
    const result = webhook.account.safeParse({ url: 'https://a.example/{nope}' });
    const [issue] = result.error?.issues ?? [];
    const text = issue !== undefined && 'params' in issue ? issue.params?.message : undefined;
    expect(text).toMatchObject({ 'zh-CN': expect.stringMatching(/未知的占位符 \{nope\}/) });
  });
});
