import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { z } from 'zod';
import type { Outcome } from '../../electron/core/outcome.ts';
import type { Change } from '../../electron/core/provider.ts';
import { cloudflare } from '../../electron/providers/cloudflare.ts';
import {
  type CloudflareEmulator,
  type CloudflareOptions,
  cloudflareEmulator,
  cloudflareHost,
} from '../support/cloudflare-emulator.ts';
import type { EmulatedZone } from '../support/cloudflare-records.ts';
import { onceShown } from '../support/conformance/faults.ts';
import { change } from '../support/conformance/world.ts';
import { saying } from '../support/detail.ts';
import {
  type EmulatedHttp,
  type EmulatedRequest,
  emulatedHttp,
  faults,
  jsonReply,
} from '../support/emulator.ts';
import { type TestContext, testContext, testNow } from '../support/provider-context.ts';

const token = 'cf-secret-token-0123456789abcdef';
const home = '81.2.69.142';
const old = '89.160.20.112';

let service: CloudflareEmulator;
let http: EmulatedHttp;
let context: TestContext;
let zone: EmulatedZone;

function start(options: CloudflareOptions = {}): void {
  service = cloudflareEmulator({ token, ...options });
  http = emulatedHttp({ [cloudflareHost]: service });
  context = testContext({ http });
  zone = service.addZone('example.com');
}

beforeEach(() => start());
afterEach(() => {
  expect(service.violations).toEqual([]);
});

const apply = (...changes: Change[]): Promise<readonly Outcome[]> =>
  cloudflare.apply(changes, { token }, context);

const kinds = (outcomes: readonly Outcome[]) => outcomes.map(({ kind }) => kind);

const calls = () => service.requests.map(({ method, url }) => `${method} ${url.pathname}`);

const has = (name: string, content: string, more: object = {}) =>
  service.addRecord(zone, { type: 'A', name, content, ...more });

const isWrite = ({ method }: EmulatedRequest) => method !== 'GET';

function refusal(status: number, code: number, chained?: number) {
  const error_chain = chained === undefined ? [] : [{ code: chained, message: 'more' }];
  const errors = [{ code, message: `refused by ${code}`, error_chain }];
  return jsonReply(status, { success: false, errors, messages: [], result: null });
}

describe('a request to Cloudflare', () => {
  it('carries the token as a bearer and goes to the documented place', async () => {
    has('home.example.com', old);
    await apply(change('home.example.com', home));
    expect(calls()).toEqual([
      'GET /client/v4/zones',
      'GET /client/v4/zones',
      `GET /client/v4/zones/${zone.id}/dns_records`,
      expect.stringMatching(/^PATCH \/client\/v4\/zones\/\w+\/dns_records\/\w+$/),
    ]);
    for (const request of http.sent) {
      expect(request.headers).toMatchObject({ authorization: `Bearer ${token}` });
      expect(request).toMatchObject({ proxy: 'system', timeout: 10_000, maxBytes: 4_194_304 });
    }
  });

  it('changes only the content of a record, so that all else stays', async () => {
    has('home.example.com', old, { proxied: true, comment: 'mine', tags: ['a:b'] });
    const [outcome] = await apply(change('home.example.com', home));
    expect(service.requests.at(-1)?.body).toBe(`{"content":"${home}"}`);
    expect(outcome).toMatchObject({ kind: 'updated', proxied: true, evidence: 'provider' });
    expect(service.recordsOf('home.example.com')).toMatchObject([
      { content: home, proxied: true, comment: 'mine', tags: ['a:b'] },
    ]);
  });

  it('makes a record with the automatic TTL and without the proxy', async () => {
    await apply(change('home.example.com', home));
    expect(JSON.parse(service.requests.at(-1)?.body ?? '')).toEqual({
      type: 'A',
      name: 'home.example.com',
      content: home,
      ttl: 1,
      proxied: false,
    });
  });

  it('never asks whether the token is valid, since tokens of an account fail that', async () => {
    await apply(change('home.example.com', home));
    expect(calls().join()).not.toContain('/user/tokens/verify');
  });

  it('asks for one name where there is one, and for the zone where there are more', async () => {
    await apply(change('a.example.com', home));
    expect(service.requests.at(-2)?.url.searchParams.get('name')).toBe('a.example.com');
    await apply(change('b.example.com', home), change('c.example.com', home));
    expect(service.requests.at(-2)?.url.searchParams.get('name')).toBeNull();
  });
});

describe('the proxy and the TTL', () => {
  it('are changed where the user set them', async () => {
    has('home.example.com', home, { ttl: 300 });
    const [outcome] = await apply(change('home.example.com', home, { proxied: true }));
    expect(outcome).toMatchObject({ kind: 'updated', proxied: true });
    expect(service.requests.at(-1)?.body).toBe('{"proxied":true}');
  });

  it('do not fight over the TTL of a proxied record, which Cloudflare sets', async () => {
    has('home.example.com', home, { proxied: true, ttl: 1 });
    const [outcome] = await apply(change('home.example.com', home, { ttl: 600 }));
    expect(outcome).toMatchObject({ kind: 'alreadyRight', proxied: true });
  });

  it('give a new proxied record the automatic TTL', async () => {
    await apply(change('home.example.com', home, { proxied: true, ttl: 600 }));
    expect(service.requests.at(-1)?.body).toContain('"ttl":1,"proxied":true');
  });

  it('say that a TTL is refused, in the words of Cloudflare', async () => {
    const [outcome] = await apply(change('home.example.com', home, { ttl: 30 }));
    expect(outcome).toMatchObject({
      kind: 'invalid',
      scope: 'record',
      detail: saying('TTL must be between 60 and 86400'),
    });
  });
});

describe('several records of one name and type', () => {
  it('keep the right one, with all that belongs to it, and lose the others', async () => {
    has('home.example.com', old);
    const right = has('home.example.com', home, { comment: 'this one' });
    has('home.example.com', '81.2.69.7');
    const [outcome] = await apply(change('home.example.com', home));
    expect(outcome?.kind).toBe('updated');
    expect(service.recordsOf('home.example.com')).toEqual([right]);
  });

  it('change the one that held the previous address', async () => {
    has('home.example.com', '81.2.69.7');
    const ours = has('home.example.com', old, { comment: 'ours' });
    await apply(change('home.example.com', home, { from: old }));
    expect(service.recordsOf('home.example.com')).toEqual([{ ...ours, content: home }]);
  });

  it('lose nothing before the right one is certain', async () => {
    has('home.example.com', old);
    has('home.example.com', '81.2.69.7');
    service.faults.push({ when: isWrite, reply: refusal(400, 1004), times: 2 });
    const [outcome] = await apply(change('home.example.com', home));
    expect(outcome?.kind).toBe('invalid');
    expect(service.recordsOf('home.example.com')).toHaveLength(2);
  });

  it('lose nothing where the answer names another address', async () => {
    has('home.example.com', old);
    has('home.example.com', '81.2.69.7');
    service.faults.push({ when: isWrite, reply: refusal(400, 1004) });
    service.faults.push({
      when: ({ method }) => method === 'PATCH',
      reply: (_request, truth) => {
        const reply = truth();
        return 'body' in reply ? { ...reply, body: reply.body.replace(home, '81.2.69.99') } : reply;
      },
    });
    expect(kinds(await apply(change('home.example.com', home)))).toEqual(['mismatch']);
    expect(service.recordsOf('home.example.com')).toHaveLength(2);
  });

  it('are cleaned up one by one where the transaction is refused', async () => {
    has('home.example.com', old);
    has('home.example.com', '81.2.69.7');
    service.faults.push({ when: isWrite, reply: refusal(400, 1004) });
    const [outcome] = await apply(change('home.example.com', home));
    expect(outcome?.kind).toBe('updated');
    expect(service.requests.slice(-2).map(({ method }) => method)).toEqual(['PATCH', 'DELETE']);
    expect(service.recordsOf('home.example.com')).toMatchObject([{ content: home }]);
  });
});

describe('several records that are cleaned up one by one', () => {
  it('are in doubt, not undone, where a deletion fails', async () => {
    has('home.example.com', old);
    has('home.example.com', '81.2.69.7');
    service.faults.push({ when: isWrite, reply: refusal(400, 1004) });
    service.faults.push({ when: ({ method }) => method === 'DELETE', reply: faults.rateLimited() });
    const [outcome] = await apply(change('home.example.com', home));
    expect(outcome).toMatchObject({ kind: 'rateLimited', unconfirmed: true });
    expect(outcome).toMatchObject({ detail: saying('the address is there') });
    expect(service.recordsOf('home.example.com')).toHaveLength(2);
  });

  it('never leave the name empty: the right one went after it was seen for the first time', async () => {
    has('a.example.com', '81.2.69.7');
    const isLook = ({ url }: EmulatedRequest) => url.pathname.endsWith('/dns_records');
    // Another client makes the right one beside it, and takes it away right after we have seen it.
    const disturb = () => {
      service.records.get(zone.id)?.splice(0);
      const right = has('a.example.com', home);
      has('a.example.com', old);
      const gone = () => service.records.get(zone.id)?.filter(({ id }) => id !== right.id) ?? [];
      const takeAway = () => void service.records.set(zone.id, gone());
      service.faults.push(onceShown(home, takeAway, (request) => !isLook(request)));
      return undefined;
    };
    service.faults.push({ when: isWrite, reply: disturb });
    expect(kinds(await apply(change('a.example.com', home)))).toEqual(['updated']);
    expect(service.recordsOf('a.example.com')).toMatchObject([{ content: home }]);
  });
});

describe('a batch', () => {
  const names = (count: number) => Array.from({ length: count }, (_, at) => `h${at}.example.com`);

  it('holds at most the 200 operations of the free plan', async () => {
    const outcomes = await apply(...names(450).map((name) => change(name, home)));
    expect(new Set(kinds(outcomes))).toEqual(new Set(['created']));
    expect(calls().filter((call) => call.endsWith('/batch'))).toHaveLength(3);
  });

  it('finds the zones of many names with one list', async () => {
    await apply(...names(100).map((name) => change(name, home)));
    expect(calls()).toHaveLength(3);
  });

  it('that is refused is sent again record by record (ddns-go: one failure hid the others)', async () => {
    for (const name of names(3)) has(name, old);
    const outcomes = await apply(
      change('h0.example.com', home),
      change('h1.example.com', home, { ttl: 59 }),
      change('h2.example.com', home),
    );
    expect(kinds(outcomes)).toEqual(['updated', 'invalid', 'updated']);
    expect(service.recordsOf('h1.example.com')).toMatchObject([{ content: old }]);
  });

  it('is not repeated where its answer is lost', async () => {
    service.faults.push({ when: isWrite, reply: faults.reset, effect: 'after' });
    const outcomes = await apply(...names(3).map((name) => change(name, home)));
    for (const outcome of outcomes)
      expect(outcome).toMatchObject({ kind: 'network', unconfirmed: true });
    expect(service.requests.filter(isWrite)).toHaveLength(1);
  });

  it.each([
    ['a page', faults.html],
    ['a redirect', faults.redirect('https://elsewhere.test/')],
    ['a fault', faults.status(500)],
    ['no permission', refusal(403, 10000)],
  ])('is not repeated record by record where it met %s', async (_, reply) => {
    service.faults.push({ when: isWrite, reply });
    const outcomes = await apply(...names(3).map((name) => change(name, home)));
    expect(new Set(kinds(outcomes)).size).toBe(1);
    expect(service.requests.filter(isWrite)).toHaveLength(1);
  });

  it('is not repeated where its answer cannot be read', async () => {
    service.faults.push({ when: isWrite, reply: faults.truncated });
    const outcomes = await apply(...names(3).map((name) => change(name, home)));
    for (const outcome of outcomes) {
      expect(outcome).toMatchObject({ kind: 'unknown', unconfirmed: true });
    }
    expect(service.requests.filter(isWrite)).toHaveLength(1);
  });

  it.each([
    ['PATCH', 1],
    ['POST', 3],
  ])('and a %s whose answer names another address is a mismatch', async (_, count) => {
    const wrong = '81.2.69.99';
    service.faults.push({
      when: isWrite,
      reply: (_request, truth) => {
        const reply = truth();
        return 'body' in reply ? { ...reply, body: reply.body.replaceAll(home, wrong) } : reply;
      },
    });
    if (count === 1) has('h0.example.com', old);
    const outcomes = await apply(...names(count).map((name) => change(name, home)));
    for (const outcome of outcomes) {
      expect(outcome).toMatchObject({ kind: 'mismatch', detail: saying(wrong) });
    }
  });

  it('whose answer leaves a record out is in doubt for that record', async () => {
    service.faults.push({
      when: isWrite,
      reply: (_request, truth) => {
        truth();
        return jsonReply(200, { success: true, errors: [], result: { patches: null, posts: [] } });
      },
    });
    const outcomes = await apply(...names(2).map((name) => change(name, home)));
    for (const outcome of outcomes)
      expect(outcome).toMatchObject({ kind: 'unknown', unconfirmed: true });
  });
});

describe('paging', () => {
  it('reads all pages of zones and records', async () => {
    start({ pageLimit: 7 });
    for (let at = 0; at < 30; at += 1) service.addZone(`other${at}.net`);
    const last = service.addZone('last.org');
    for (let at = 0; at < 30; at += 1) {
      service.addRecord(last, { type: 'A', name: `h${at}.last.org`, content: old });
    }
    const all = Array.from({ length: 30 }, (_, at) => change(`h${at}.last.org`, home));
    expect(new Set(kinds(await apply(...all)))).toEqual(new Set(['updated']));
    expect(service.recordsOf('h29.last.org')).toMatchObject([{ content: home }]);
  });

  it('asks a huge zone for the names only', async () => {
    start({ pageLimit: 10 });
    for (let at = 0; at < 500; at += 1) has(`x${at}.example.com`, old);
    has('a.example.com', old);
    has('b.example.com', old);
    const outcomes = await apply(change('a.example.com', home), change('b.example.com', home));
    expect(kinds(outcomes)).toEqual(['updated', 'updated']);
    expect(service.requests.length).toBeLessThan(10);
  });

  it('of a huge zone lets no failed name hide another', async () => {
    start({ pageLimit: 10 });
    for (let at = 0; at < 500; at += 1) has(`x${at}.example.com`, old);
    service.faults.push({
      when: ({ url }) => url.searchParams.get('name') === 'a.example.com',
      reply: faults.status(500),
    });
    const outcomes = await apply(
      change('a.example.com', home, { zone: 'example.com' }),
      change('b.example.com', home, { zone: 'example.com' }),
    );
    expect(kinds(outcomes)).toEqual(['server', 'created']);
  });

  it('asks for the names only where the list is longer than what is read', async () => {
    has('a.example.com', old);
    has('b.example.com', old);
    const isList = ({ url }: EmulatedRequest) =>
      url.pathname.endsWith('/dns_records') && !url.searchParams.has('name');
    service.faults.push({ when: isList, reply: faults.oversized(5 * 1024 * 1024) });
    const outcomes = await apply(change('a.example.com', home), change('b.example.com', home));
    expect(kinds(outcomes)).toEqual(['updated', 'updated']);
  });
});

describe('zones', () => {
  it('that moved away or were deleted are passed over', async () => {
    start();
    service.zones.length = 0;
    service.addZone('example.com', 'moved');
    const pending = service.addZone('example.com', 'pending');
    await apply(change('a.example.com', home));
    expect(service.records.get(pending.id)).toHaveLength(1);
  });

  it('whose id is stale are searched once more', async () => {
    await apply(change('a.example.com', home));
    service.zones.length = 0;
    const moved = service.addZone('example.com');
    const [outcome] = await apply(change('a.example.com', home));
    expect(outcome?.kind).toBe('created');
    expect(service.records.get(moved.id)).toHaveLength(1);
  });

  it('whose id is stale are searched once more for several names too', async () => {
    const both = [change('a.example.com', home), change('b.example.com', home)];
    await apply(...both);
    service.zones.length = 0;
    service.addZone('example.com');
    expect(kinds(await apply(...both))).toEqual(['created', 'created']);
  });

  it('that are gone are named as not found, after one more search', async () => {
    await apply(change('a.example.com', home));
    service.zones.length = 0;
    const before = service.requests.length;
    const [outcome] = await apply(change('a.example.com', home));
    expect(outcome).toMatchObject({ kind: 'zoneNotFound' });
    expect(service.requests.length - before).toBe(3);
  });

  it('where the token has no permission do not stop the others', async () => {
    start({ readOnly: ['0'.repeat(31).concat('2')] });
    service.addZone('example.net');
    const outcomes = await apply(change('a.example.net', home), change('a.example.com', home));
    expect(kinds(outcomes)).toEqual(['auth', 'created']);
    expect(outcomes[0]).toMatchObject({ scope: 'record' });
  });

  it('and records with letters beyond ASCII are known in either form', async () => {
    const books = service.addZone('bücher.example');
    service.addRecord(books, { type: 'A', name: 'www.bücher.example', content: home });
    const outcomes = await apply(
      change('www.xn--bcher-kva.example', home),
      change('new.xn--bcher-kva.example', home),
    );
    expect(kinds(outcomes)).toEqual(['alreadyRight', 'created']);
  });

  it('with letters beyond ASCII are found though they are listed in Unicode', async () => {
    service.addZone('bücher.example');
    const [outcome] = await apply(change('www.xn--bcher-kva.example', home));
    expect(outcome?.kind).toBe('created');
  });
});

describe('a record that somebody changed in between', () => {
  it('and that is gone is looked up once and made again', async () => {
    const held = has('a.example.com', old);
    service.faults.push({
      when: isWrite,
      reply: () => {
        service.records.get(zone.id)?.splice(0);
        return undefined;
      },
    });
    const [outcome] = await apply(change('a.example.com', home));
    expect(outcome?.kind).toBe('created');
    expect(service.recordsOf('a.example.com')).not.toContainEqual(held);
  });

  it.each([81057, 81058])('and that is there already (%i) counts as right', async (code) => {
    service.faults.push({
      when: isWrite,
      reply: () => {
        has('a.example.com', home);
        return refusal(400, code);
      },
    });
    expect(kinds(await apply(change('a.example.com', home)))).toEqual(['alreadyRight']);
    expect(service.recordsOf('a.example.com')).toHaveLength(1);
  });

  it('is not looked up for ever', async () => {
    has('a.example.com', old);
    service.faults.push({ when: isWrite, reply: refusal(404, 81044), times: 9 });
    const [outcome] = await apply(change('a.example.com', home));
    expect(outcome?.kind).toBe('recordNotFound');
    expect(service.requests.filter(isWrite)).toHaveLength(2);
  });
});

describe('what Cloudflare says', () => {
  it('may be a refusal of free domains without an envelope', async () => {
    const error = 'You cannot use this API for domains with a .cf, .ga, .gq, .ml, or .tk TLD';
    service.faults.push({ when: isWrite, reply: jsonReply(403, { error }) });
    expect(await apply(change('a.example.com', home))).toMatchObject([
      { kind: 'plan', detail: error },
    ]);
  });

  it('a wait until a date', async () => {
    const date = new Date(testNow + 42_000).toUTCString();
    service.faults.push({ reply: faults.rateLimited(date) });
    expect(await apply(change('a.example.com', home))).toMatchObject([
      { kind: 'rateLimited', retryAfter: 42_000 },
    ]);
  });
});

describe('the account', () => {
  it.each(['', ' ', 'with space', 'line\nbreak', 'tökén'])('refuses the token %j', (bad) => {
    expect(cloudflare.account.safeParse({ token: bad }).success).toBe(false);
  });

  it('marks the token as a secret', () => {
    const { shape } = cloudflare.account as z.ZodObject<{ token: z.ZodString }>;
    expect(shape.token.meta()).toMatchObject({ secret: true });
  });
});
