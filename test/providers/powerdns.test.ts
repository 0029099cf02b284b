import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { z } from 'zod';
import type { Outcome } from '../../electron/core/outcome.ts';
import type { Change } from '../../electron/core/provider.ts';
import { powerdns } from '../../electron/providers/powerdns.ts';
import { change } from '../support/conformance/world.ts';
import { saying } from '../support/detail.ts';
import { type EmulatedRequest, emulatedHttp, faults, jsonReply } from '../support/emulator.ts';
import {
  type EmulatedPowerdnsZone,
  type EmulatedRrset,
  type PowerdnsEmulator,
  type PowerdnsOptions,
  powerdnsEmulator,
} from '../support/powerdns-emulator.ts';
import { type TestContext, testContext } from '../support/provider-context.ts';

const apiKey = 'pdns-secret-key-0123456789';
const host = 'ns1.pdns.test:8081';
const home = '81.2.69.142';
const old = '89.160.20.112';

let server: PowerdnsEmulator;
let context: TestContext;
let zone: EmulatedPowerdnsZone;
let account: unknown;

function start(options: PowerdnsOptions = {}, fields: object = {}): void {
  server = powerdnsEmulator({ apiKey, ...options });
  context = testContext({ http: emulatedHttp({ [host]: server }) });
  account = powerdns.account.parse({ url: `http://${host}`, apiKey, ...fields });
  zone = server.addZone('example.com.');
}

beforeEach(() => start());
afterEach(() => {
  expect(server.violations).toEqual([]);
});

const apply = (...changes: Change[]): Promise<readonly Outcome[]> =>
  powerdns.apply(changes, account, context);

const kinds = (outcomes: readonly Outcome[]) => outcomes.map(({ kind }) => kind);

function has(name: string, type: string, records: EmulatedRrset['records'], ttl = 300): void {
  const comments = [{ content: 'mine', account: 'me' }];
  zone.rrsets = [...zone.rrsets, { name: `${name}.`, type, ttl, records, comments }];
}

const on = (content: string) => ({ content, disabled: false });
const off = (content: string) => ({ content, disabled: true });

const isWrite = ({ method }: EmulatedRequest) => method === 'PATCH';

const recordsOf = (name: string, type = 'A') =>
  zone.rrsets.find((set) => set.name === `${name}.` && set.type === type)?.records;

describe('the address of the server', () => {
  it.each([`http://${host}`, `http://${host}/`, `http://${host}/api/v1`, `http://${host}/api/v1/`])(
    'may be %s',
    async (url) => {
      start({}, { url });
      expect(kinds(await apply(change('a.example.com', home)))).toEqual(['created']);
    },
  );

  it.each([
    'ns1.example.com:8081',
    'ftp://ns1.example.com',
    'http://user:pass@ns1.example.com',
    'http://ns1.example.com/?key=1',
    'http://ns1 example.com',
    'http://',
    '',
  ])('may not be %j', (url) => {
    expect(powerdns.account.safeParse({ url, apiKey }).success).toBe(false);
  });

  it.each(['localhost:8081', 'ns1.example.com'])('without a scheme is told so: %j', (url) => {
    const { error } = powerdns.account.safeParse({ url, apiKey });
    expect(error?.issues).toHaveLength(1);
    expect(error?.issues[0]).toMatchObject({
      params: {
        message: {
          en: expect.stringMatching(/http:\/\/ or https:\/\/.* https:\/\/ns1\.example\.com:8081\./),
          'zh-CN': expect.stringMatching(/缺少 http:\/\/ 或 https:\/\//),
        },
      },
    });
  });

  it('names the usual server id by itself, and another where the user does', async () => {
    expect(account).toMatchObject({ serverId: 'localhost' });
    start({ serverId: 'second' }, { serverId: 'second' });
    expect(kinds(await apply(change('a.example.com', home)))).toEqual(['created']);
  });

  it('with a server id that is not there is a sentence of its own', async () => {
    start({ serverId: 'second' });
    expect(await apply(change('a.example.com', home))).toMatchObject([
      { kind: 'zoneNotFound', scope: 'account', detail: saying('“localhost”') },
    ]);
  });

  it('marks the key as a secret', () => {
    const { shape } = powerdns.account as z.ZodObject<{ apiKey: z.ZodString }>;
    expect(shape.apiKey.meta()).toMatchObject({ secret: true });
  });
});

describe('a set', () => {
  it('is replaced with its TTL; its comments are not sent, so they stay', async () => {
    has('a.example.com', 'A', [on(old)], 77);
    await apply(change('a.example.com', home));
    expect(JSON.parse(server.requests.at(-1)?.body ?? '')).toEqual({
      rrsets: [
        { name: 'a.example.com.', type: 'A', ttl: 77, changetype: 'REPLACE', records: [on(home)] },
      ],
    });
    expect(zone.rrsets).toMatchObject([{ comments: [{ content: 'mine' }] }]);
  });

  it('keeps its disabled records, which nobody is answered with', async () => {
    has('a.example.com', 'A', [on(old), off('81.2.69.7')]);
    expect(kinds(await apply(change('a.example.com', home)))).toEqual(['updated']);
    expect(recordsOf('a.example.com')).toEqual([on(home), off('81.2.69.7')]);
    expect(kinds(await apply(change('a.example.com', home)))).toEqual(['alreadyRight']);
  });

  it('with the address disabled is not right, and gets it enabled', async () => {
    has('a.example.com', 'A', [off(home)]);
    expect(kinds(await apply(change('a.example.com', home)))).toEqual(['created']);
    expect(recordsOf('a.example.com')).toEqual([on(home)]);
  });

  it('of disabled records alone is not listed', async () => {
    has('a.example.com', 'A', [off(home)]);
    has('b.example.com', 'A', [off(old), on(home)]);
    expect(await powerdns.records?.('example.com', account, context)).toEqual([
      { name: 'b.example.com', types: ['A'] },
    ]);
  });

  it('is not made beside an ALIAS, which is named', async () => {
    has('a.example.com', 'ALIAS', [on('host.example.net.')]);
    expect(await apply(change('a.example.com', home))).toMatchObject([
      { kind: 'conflict', detail: saying(/^a\.example\.com is an ALIAS to host\.example\.net$/) },
    ]);
  });

  it('that stands beside an ALIAS already is changed', async () => {
    has('a.example.com', 'ALIAS', [on('host.example.net.')]);
    has('a.example.com', 'A', [on(old)]);
    expect(kinds(await apply(change('a.example.com', home)))).toEqual(['updated']);
  });

  it('of a zone that is a copy is left alone, since the next transfer would undo it', async () => {
    zone.kind = 'Slave';
    expect(await apply(change('a.example.com', home))).toMatchObject([
      { kind: 'conflict', detail: saying('Slave') },
    ]);
    expect(server.requests.some(isWrite)).toBe(false);
  });

  it('is found on servers that answer with the whole zone', async () => {
    start({ ignoresName: true });
    has('b.example.com', 'A', [on('81.2.69.7')]);
    has('a.example.com', 'A', [on(old)]);
    expect(kinds(await apply(change('a.example.com', home)))).toEqual(['updated']);
    expect(recordsOf('b.example.com')).toEqual([on('81.2.69.7')]);
  });
});

describe('many sets of one zone', () => {
  const names = Array.from({ length: 5 }, (_, at) => `h${at}.example.com`);

  it('are read by name where the zone is too long to read', async () => {
    const isList = ({ url }: EmulatedRequest) =>
      url.pathname.endsWith('/example.com.') && url.search === '';
    server.faults.push({ when: isList, reply: faults.oversized(5 * 1024 * 1024) });
    const outcomes = await apply(...names.map((name) => change(name, home)));
    expect(new Set(kinds(outcomes))).toEqual(new Set(['created']));
  });

  it('are not read by name where the server failed', async () => {
    await apply(change('a.example.com', home));
    server.faults.push({ when: ({ url }) => url.search === '', reply: faults.status(500) });
    const outcomes = await apply(...names.map((name) => change(name, home)));
    expect(new Set(kinds(outcomes))).toEqual(new Set(['server']));
    expect(server.requests.filter(({ url }) => url.searchParams.has('rrset_name'))).toHaveLength(1);
  });

  it('are read one by one where they are few, and one that fails hides no other', async () => {
    server.faults.push({
      when: ({ url }) => url.searchParams.get('rrset_name') === 'h1.example.com.',
      reply: faults.status(500),
    });
    const outcomes = await apply(...names.slice(0, 3).map((name) => change(name, home)));
    expect(kinds(outcomes)).toEqual(['created', 'server', 'created']);
  });

  it('are not sent again one by one where the server failed', async () => {
    server.faults.push({ when: isWrite, reply: faults.status(500), times: 9 });
    const outcomes = await apply(...names.map((name) => change(name, home)));
    expect(new Set(kinds(outcomes))).toEqual(new Set(['server']));
    expect(server.requests.filter(isWrite)).toHaveLength(1);
  });
});

describe('a zone', () => {
  it('that is gone is searched once more', async () => {
    await apply(change('a.lab.example.com', home));
    server.zones.length = 0;
    const lab = server.addZone('lab.example.com.');
    expect(kinds(await apply(change('a.lab.example.com', home)))).toEqual(['created']);
    expect(lab.rrsets).toHaveLength(1);
  });

  it('may be a single label of one’s own network', async () => {
    const lan = server.addZone('lan.');
    expect(kinds(await apply(change('nas.lan', home)))).toEqual(['created']);
    expect(lan.rrsets).toHaveLength(1);
  });
});

describe('what PowerDNS says', () => {
  it.each([
    ['a sign-in page', faults.html],
    ['a redirect', faults.redirect('http://login.test/')],
    ['511', faults.status(511)],
  ])('over plain HTTP may be the network’s: %s', async (_, reply) => {
    server.faults.push({ when: isWrite, reply });
    expect(kinds(await apply(change('a.example.com', home)))).toEqual(['captive']);
  });

  it('is passed on', async () => {
    server.faults.push({ when: isWrite, reply: jsonReply(422, { error: 'Record refused' }) });
    expect(await apply(change('a.example.com', home))).toMatchObject([
      { detail: 'Record refused' },
    ]);
  });
});
