import { describe, expect, it } from 'vitest';
import { decodeMessage, encodeMessage, type Message } from '../../electron/core/dns/message.ts';
import type { Outcome } from '../../electron/core/outcome.ts';
import { type DnsTransport, NetError } from '../../electron/core/ports.ts';
import type { Change } from '../../electron/core/provider.ts';
import {
  createNameServer,
  type NameServer,
  type NameServerSettings,
} from '../../electron/demo/name-server.ts';
import { rfc2136 } from '../../electron/providers/rfc2136.ts';
import { refuseSignature } from '../../electron/providers/signing/tsig.ts';
import { change } from '../support/conformance/world.ts';
import { saying } from '../support/detail.ts';
import { memoryDns } from '../support/memory-dns.ts';
import { fixedClock, testContext, testNow } from '../support/provider-context.ts';

const secret = 'dGhlIHNlY3JldCBvZiBvdXIga2V5';
const key = {
  name: 'ddns-key',
  algorithm: 'hmac-sha256',
  secret: Uint8Array.from(Buffer.from(secret, 'base64')),
} as const;

const wanted = '81.2.69.142';
const wanted6 = '2a02:8071:1:2::7';

function nameServer(more: Partial<NameServerSettings> = {}): NameServer {
  return createNameServer({
    zones: [
      {
        name: 'example.com',
        servers: ['ns1.example.com'],
        records: [
          { name: 'home.example.com', type: 'A', ttl: 77, value: '81.2.69.1' },
          { name: 'home.example.com', type: 'TXT', value: 'a neighbour' },
          { name: 'right.example.com', type: 'A', ttl: 77, value: wanted },
          { name: 'two.example.com', type: 'A', value: wanted },
          { name: 'two.example.com', type: 'A', value: '81.2.69.2' },
          { name: 'alias.example.com', type: 'CNAME', value: 'home.example.com' },
          { name: '*.wild.example.com', type: 'A', value: '81.2.69.3' },
          { name: '*.wildalias.example.com', type: 'CNAME', value: 'home.example.com' },
          { name: 'cut.example.com', type: 'NS', value: 'ns.elsewhere.net' },
        ],
      },
      { name: 'lab.example.com', servers: ['ns1.example.com'] },
    ],
    keys: [key],
    policy: (_, name) => !name.startsWith('locked'),
    clock: fixedClock(),
    ...more,
  });
}

function account(more: object = {}): unknown {
  return rfc2136.account.parse({ server: 'ns1.example.com', keyName: 'ddns-key', secret, ...more });
}

function setUp(server = nameServer(), more: object = {}, now = testNow) {
  const dns = memoryDns({ 'ns1.example.com:53': server });
  const context = testContext({ dns, clock: fixedClock(now) });
  const apply = (...changes: readonly Change[]): Promise<readonly Outcome[]> =>
    rfc2136.apply(changes, account(more), context);
  const updates = () => dns.exchanges.filter(({ request }) => request.opcode === 'UPDATE');
  return { server, dns, context, apply, updates };
}

function values(server: NameServer, name: string, type: 'A' | 'AAAA' = 'A'): readonly string[] {
  return server
    .lookup(name, type)
    .map(({ data, ttl }) => `${ttl} ${data.kind === 'address' ? data.address.text : ''}`);
}

function isUpdate({ opcode }: Message): boolean {
  return opcode === 'UPDATE';
}

describe('rfc2136 brings a record to its address', () => {
  it('keeps the TTL as found, and says what was there', async () => {
    const { server, apply } = setUp();
    const outcomes = await apply(change('home.example.com', wanted));
    expect(outcomes).toEqual([
      { kind: 'updated', evidence: 'accepted', previous: { family: 'ipv4', text: '81.2.69.1' } },
    ]);
    expect(values(server, 'home.example.com')).toEqual([`77 ${wanted}`]);
    expect(server.lookup('home.example.com', 'TXT')).toHaveLength(1);
  });

  it('writes nothing where it is right already', async () => {
    const { apply, updates } = setUp();
    const outcomes = await apply(change('right.example.com', wanted));
    expect(outcomes).toEqual([{ kind: 'alreadyRight', evidence: 'provider' }]);
    expect(updates()).toEqual([]);
  });

  it('writes where only the TTL of the user is missing', async () => {
    const { server, apply } = setUp();
    expect(await apply(change('right.example.com', wanted, { ttl: 60 }))).toMatchObject([
      { kind: 'updated' },
    ]);
    expect(values(server, 'right.example.com')).toEqual([`60 ${wanted}`]);
  });

  it('leaves one value of several', async () => {
    const { server, apply } = setUp();
    const [outcome] = await apply(change('two.example.com', wanted));
    expect(outcome).toEqual({ kind: 'updated', evidence: 'accepted', previous: undefined });
    expect(values(server, 'two.example.com')).toEqual([`300 ${wanted}`]);
  });

  it('makes names of their own under a wildcard', async () => {
    const { server, apply } = setUp();
    const outcomes = await apply(
      change('a.wild.example.com', wanted),
      change('a.wildalias.example.com', wanted),
      change('b.wildalias.example.com', wanted6),
    );
    expect(outcomes.map(({ kind }) => kind)).toEqual(['created', 'created', 'created']);
    expect(values(server, 'a.wild.example.com')).toEqual([`300 ${wanted}`]);
    expect(values(server, '*.wild.example.com')).toEqual(['300 81.2.69.3']);
    expect(server.lookup('*.wildalias.example.com', 'CNAME')).toHaveLength(1);
  });

  it('brings many records of two zones in one message for each zone', async () => {
    const { server, apply, updates } = setUp();
    const names = Array.from({ length: 60 }, (_, at) => `pc${at}`);
    const changes = names.flatMap((name) => [
      change(`${name}.example.com`, wanted),
      change(`${name}.lab.example.com`, wanted6),
    ]);
    const outcomes = await apply(...changes);
    expect(new Set(outcomes.map(({ kind }) => kind))).toEqual(new Set(['created']));
    expect(updates().map(({ request }) => request.question[0]?.name)).toEqual([
      'example.com',
      'lab.example.com',
    ]);
    expect(server.serial('example.com')).toBe(2);
  });

  it('splits what one message cannot hold', async () => {
    const { apply, updates } = setUp(nameServer(), { zone: 'example.com' });
    const label = 'x'.repeat(60);
    const changes = Array.from({ length: 150 }, (_, at) =>
      change(`${label}${at}.${label}.${label}.example.com`, wanted),
    );
    const outcomes = await apply(...changes);
    expect(new Set(outcomes.map(({ kind }) => kind))).toEqual(new Set(['created']));
    expect(updates()).toHaveLength(2);
  });

  it('asks for the zone once, and again after the server has denied it', async () => {
    const { server, context, apply, dns } = setUp();
    await apply(change('home.example.com', wanted));
    expect(context.remembered.get('zone:home.example.com')).toBe('example.com');
    const before = dns.exchanges.length;
    await apply(change('home.example.com', '81.2.69.9'));
    expect(dns.exchanges.length - before).toBe(2);
    context.remembered.set('zone:home.example.com', 'com');
    expect(await apply(change('home.example.com', wanted))).toMatchObject([
      { kind: 'zoneNotFound' },
    ]);
    expect(await apply(change('home.example.com', wanted))).toMatchObject([{ kind: 'updated' }]);
    expect(values(server, 'home.example.com')).toEqual([`77 ${wanted}`]);
  });

  it('signs nothing where the account has no key', async () => {
    const server = nameServer({ keys: [] });
    const { apply, dns } = setUp(server, { keyName: undefined, secret: undefined });
    expect(await apply(change('home.example.com', wanted))).toMatchObject([{ kind: 'updated' }]);
    expect(dns.exchanges.flatMap(({ request }) => request.additional)).toEqual([]);
  });

  it.each(['hmac-sha256', 'hmac-sha384', 'hmac-sha512'] as const)(
    'signs with %s',
    async (algorithm) => {
      const { apply } = setUp(nameServer({ keys: [{ ...key, algorithm }] }), { algorithm });
      expect(await apply(change('home.example.com', wanted))).toMatchObject([{ kind: 'updated' }]);
    },
  );

  it('takes TCP for what does not fit a datagram', async () => {
    const { apply, dns } = setUp(nameServer(), { transport: 'udp' });
    await apply(...Array.from({ length: 5 }, (_, at) => change(`pc${at}.example.com`, wanted)));
    const via = (test: (request: Message) => boolean) =>
      new Set(dns.exchanges.filter(({ request }) => test(request)).map((one) => one.transport));
    expect(via(isUpdate)).toEqual(new Set(['tcp']));
    expect(via((request) => !isUpdate(request))).toEqual(new Set(['udp']));
  });

  it('reads again over TCP what was cut short or lost over UDP', async () => {
    const server = nameServer();
    server.edit(
      { name: 'big.example.com', type: 'A' },
      Array.from({ length: 40 }, (_, at) => `81.2.70.${at}`),
    );
    const { apply, dns } = setUp(server, { transport: 'udp', zone: 'example.com' });
    expect(await apply(change('big.example.com', wanted))).toMatchObject([{ kind: 'updated' }]);
    expect(dns.exchanges.map(({ transport }) => transport).slice(0, 2)).toEqual(['udp', 'tcp']);
    let lost = 0;
    server.setFault((request) => (!isUpdate(request) && lost++ === 0 ? 'silent' : undefined));
    expect(await apply(change('home.example.com', wanted))).toMatchObject([{ kind: 'updated' }]);
  });
});

describe('rfc2136 never overwrites unseen', () => {
  /** Edits the zone just before each of the first `times` UPDATEs arrives. */
  function interfering(server: NameServer, times: number, edit: (time: number) => void) {
    let seen = 0;
    server.setFault((request) => {
      if (isUpdate(request) && seen < times) edit(seen++);
      return undefined;
    });
    return server;
  }

  it('reads again what was changed in between, and replaces that', async () => {
    const server = nameServer();
    const record = { name: 'home.example.com', type: 'A', ttl: 55 } as const;
    interfering(server, 1, () => server.edit(record, ['81.2.69.99']));
    const outcomes = await setUp(server).apply(change('home.example.com', wanted));
    expect(outcomes).toMatchObject([{ kind: 'updated', previous: { text: '81.2.69.99' } }]);
    expect(values(server, 'home.example.com')).toEqual([`55 ${wanted}`]);
  });

  it('is content where somebody else brought it to the address', async () => {
    const server = nameServer();
    interfering(server, 1, () => server.edit({ name: 'home.example.com', type: 'A' }, [wanted]));
    const outcomes = await setUp(server).apply(change('home.example.com', wanted));
    expect(outcomes).toEqual([{ kind: 'alreadyRight', evidence: 'provider' }]);
  });

  it('gives up where it is changed each time', async () => {
    const server = nameServer();
    interfering(server, 9, (time) =>
      server.edit({ name: 'home.example.com', type: 'A' }, [`81.2.70.${time}`]),
    );
    const { apply, updates } = setUp(server);
    const outcomes = await apply(change('home.example.com', wanted));
    expect(outcomes).toMatchObject([{ kind: 'conflict', scope: 'record' }]);
    expect(updates()).toHaveLength(2);
    expect(values(server, 'home.example.com')).toEqual(['300 81.2.70.1']);
  });

  it('sees a CNAME that came in between', async () => {
    const server = nameServer();
    interfering(server, 1, () =>
      server.edit({ name: 'new.example.com', type: 'CNAME' }, ['x.net']),
    );
    const outcomes = await setUp(server).apply(change('new.example.com', wanted));
    expect(outcomes).toMatchObject([{ kind: 'conflict', detail: saying('x.net') }]);
    expect(values(server, 'new.example.com')).toEqual([]);
  });

  it('names a CNAME that is in the way, and brings the others (ddns-go #912)', async () => {
    const { server, apply, updates } = setUp();
    const outcomes = await apply(
      change('alias.example.com', wanted),
      change('home.example.com', wanted),
      change('new.example.com', wanted),
    );
    expect(outcomes).toMatchObject([
      { kind: 'conflict', scope: 'record', detail: saying('home.example.com') },
      { kind: 'updated' },
      { kind: 'created' },
    ]);
    expect(updates()).toHaveLength(2);
    expect(server.lookup('alias.example.com', 'CNAME')).toHaveLength(1);
    expect(values(server, 'alias.example.com')).toEqual([]);
  });
});

describe('rfc2136 keeps the failures of records apart', () => {
  it('brings the others where one name is refused', async () => {
    const { server, apply } = setUp();
    const outcomes = await apply(
      change('a.example.com', wanted),
      change('locked.example.com', wanted),
      change('b.lab.example.com', wanted),
      change('c.example.com', wanted6),
    );
    expect(outcomes).toMatchObject([
      { kind: 'created' },
      { kind: 'auth', scope: 'record' },
      { kind: 'created' },
      { kind: 'created' },
    ]);
    expect(values(server, 'c.example.com', 'AAAA')).toEqual([`300 ${wanted6}`]);
  });

  it('brings the others where one was changed in between', async () => {
    const server = nameServer();
    let done = false;
    server.setFault((request) => {
      if (isUpdate(request) && !done)
        server.edit({ name: 'a.example.com', type: 'A' }, ['81.2.69.99']);
      done ||= isUpdate(request);
      return undefined;
    });
    const outcomes = await setUp(server).apply(
      change('a.example.com', wanted),
      change('b.example.com', wanted),
    );
    expect(outcomes).toMatchObject([
      { kind: 'updated', previous: { text: '81.2.69.99' } },
      { kind: 'created' },
    ]);
  });

  it('brings the others where a name has no zone here, or is delegated', async () => {
    const { apply } = setUp();
    const outcomes = await apply(
      change('home.example.org', wanted),
      change('pc.cut.example.com', wanted),
      change('home.example.com', wanted),
    );
    expect(outcomes).toMatchObject([
      { kind: 'zoneNotFound', detail: saying('home.example.org') },
      {
        kind: 'zoneNotFound',
        detail: saying(/^cut\.example\.com is served by other/),
      },
      { kind: 'updated' },
    ]);
  });

  it('writes nothing at a name that the zone hands to other servers', async () => {
    const { apply, updates } = setUp(nameServer(), { zone: 'example.com' });
    expect(await apply(change('pc.cut.example.com', wanted))).toMatchObject([
      { kind: 'zoneNotFound', scope: 'record' },
    ]);
    expect(updates()).toEqual([]);
  });

  it('refuses a name outside the zone of the settings', async () => {
    const { apply, dns } = setUp(nameServer(), { zone: 'example.com' });
    expect(await apply(change('home.notexample.com', wanted))).toMatchObject([
      { kind: 'zoneNotFound', scope: 'record' },
    ]);
    expect(dns.exchanges).toEqual([]);
  });

  it('does not send a hundred single updates to a server that fails', async () => {
    const server = nameServer();
    server.setFault((request) => (isUpdate(request) ? 'servfail' : undefined));
    const { apply, updates } = setUp(server);
    const changes = Array.from({ length: 100 }, (_, at) => change(`pc${at}.example.com`, wanted));
    const outcomes = await apply(...changes);
    expect(new Set(outcomes.map(({ kind }) => kind))).toEqual(new Set(['server']));
    expect(updates()).toHaveLength(4);
  });
});

describe('rfc2136 fails with a kind of its own', () => {
  const one = [change('home.example.com', wanted)] as const;

  it.each([
    ['an unknown key', { keyName: 'stranger' }, 'does not know the key stranger'],
    ['another algorithm', { algorithm: 'hmac-sha512' }, 'does not know the key ddns-key'],
    ['another secret', { secret: 'Z3Vlc3M=' }, 'the secret differs'],
  ])('for %s', async (_, more, detail) => {
    const { apply, dns } = setUp(nameServer(), more);
    const outcomes = await apply(...one, change('right.example.com', '81.2.69.7'));
    const expected = { kind: 'auth', scope: 'account', detail: saying(detail) };
    expect(outcomes).toMatchObject([expected, expected]);
    expect(dns.exchanges.length).toBeLessThanOrEqual(2);
  });

  it('signs with the time of the server after it refused ours, and logs it', async () => {
    const { apply, context, dns } = setUp(nameServer(), {}, testNow - 3_600_000);
    expect(await apply(...one)).toMatchObject([{ kind: 'updated' }]);
    expect(context.lines).toEqual([
      {
        level: 'warn',
        message: expect.any(String),
        fields: { host: 'ns1.example.com', seconds: 3600 },
      },
    ]);
    expect(dns.exchanges).toHaveLength(4);
  });

  it('judges each answer by the time of its own request, though another one learns the skew meanwhile', async () => {
    const { apply } = setUp(nameServer(), {}, testNow - 3_600_000);
    const many = Array.from({ length: 12 }, (_, at) => change(`h${at}.example.com`, '81.2.69.7'));
    const outcomes = await apply(...many);
    expect(outcomes.map(({ kind }) => kind)).toEqual(many.map(() => 'created'));
  });

  it('says by how much the clock is off where that does not help either', async () => {
    let now = testNow;
    const server = nameServer({ clock: { now: () => (now += 7_200_000) } });
    const outcomes = await setUp(server, {}, testNow - 3_600_000).apply(...one);
    expect(outcomes).toMatchObject([
      { kind: 'clock', scope: 'account', detail: saying(/300 min behind/) },
    ]);
  });

  /** Lets a stranger rewrite the answers to what `test` chooses. */
  function tampered(
    test: (request: Message) => boolean,
    rewrite: (reply: Uint8Array) => Uint8Array,
  ) {
    const dns = memoryDns({ 'ns1.example.com:53': nameServer() });
    const transport: DnsTransport = {
      async exchange(message, server, options) {
        const reply = await dns.exchange(message, server, options);
        return test(decodeMessage(message)) ? rewrite(reply) : reply;
      },
    };
    return rfc2136.apply(one, account(), testContext({ dns: transport }));
  }

  it.each([
    ['not signed', (reply: Message) => ({ ...reply, additional: [] })],
    ['wrongly signed', (reply: Message) => ({ ...reply, recursionAvailable: true })],
    ['signed, with another code', (reply: Message) => ({ ...reply, rcode: 'NXRRSET' as const })],
  ])('does not believe an answer that is %s', async (_, rewrite) => {
    const forge = (bytes: Uint8Array) => encodeMessage(rewrite(decodeMessage(bytes)));
    expect(await tampered(isUpdate, forge)).toMatchObject([{ kind: 'unknown', unconfirmed: true }]);
    const [read] = await tampered((request) => !isUpdate(request), forge);
    expect(read?.kind).toBe('unknown');
    expect(read).not.toHaveProperty('unconfirmed');
  });

  it.each([
    ['rubbish', () => Uint8Array.of(1, 2, 3)],
    [
      'to another question',
      (bytes: Uint8Array) => {
        const reply = decodeMessage(bytes);
        return encodeMessage({ ...reply, question: [{ name: 'x.net', type: 'A', class: 'IN' }] });
      },
    ],
  ])('does not believe an answer that is %s', async (_, forge) => {
    expect(await tampered(isUpdate, forge)).toMatchObject([{ kind: 'unknown', unconfirmed: true }]);
  });

  it.each([
    ['another question', { question: [{ name: 'x.net', type: 'A', class: 'IN' }] }],
    ['another id', { id: 70_000 % 65_536 }],
    ['a request', { response: false }],
  ] as const)('does not believe an unsigned answer that is for %s', async (_, more) => {
    const server = nameServer({ keys: [] });
    const dns = memoryDns({ 'ns1.example.com:53': server });
    const transport: DnsTransport = {
      async exchange(message, to, options) {
        const reply = decodeMessage(await dns.exchange(message, to, options));
        return encodeMessage({ ...reply, ...more });
      },
    };
    const open = rfc2136.account.parse({ server: 'ns1.example.com' });
    const outcomes = await rfc2136.apply(one, open, testContext({ dns: transport }));
    expect(outcomes).toMatchObject([{ kind: 'unknown' }]);
    expect(values(server, 'home.example.com')).toEqual(['77 81.2.69.1']);
  });

  it.each(['NOTAUTH', 'BADKEY', 'BADSIG'] as const)(
    'goes on after an unproved %s once the key has worked (one forged answer stopped it for good)',
    async (error) => {
      const server = nameServer();
      const forge = (request: Uint8Array): Uint8Array => {
        const answer = { ...decodeMessage(request), response: true, rcode: 'NOTAUTH' } as const;
        const plain = encodeMessage({ ...answer, additional: [] });
        const asked = { algorithm: key.algorithm, timeSigned: 0, keyName: key.name };
        return error === 'NOTAUTH' ? plain : refuseSignature(plain, asked, error);
      };
      let forged = false;
      const dns: DnsTransport = {
        exchange: async (bytes, _, { transport }) =>
          (forged ? forge(bytes) : server.handle(bytes, transport)) ?? bytes,
      };
      const context = testContext({ dns });
      const apply = () => rfc2136.apply([change('right.example.com', wanted)], account(), context);
      expect(await apply()).toMatchObject([{ kind: 'alreadyRight' }]);
      forged = true;
      expect(await apply()).toMatchObject([{ kind: 'unknown', scope: 'account' }]);
      context.remembered.clear();
      expect(await apply()).toMatchObject([{ kind: 'auth', scope: 'account' }]);
    },
  );

  it('stops the account at an unsigned NOTAUTH', async () => {
    const deny = (bytes: Uint8Array) =>
      encodeMessage({ ...decodeMessage(bytes), rcode: 'NOTAUTH', additional: [] });
    expect(await tampered(() => true, deny)).toMatchObject([{ kind: 'auth', scope: 'account' }]);
  });

  it('marks an update whose answer is lost as unconfirmed, and finds it done the next time', async () => {
    const server = nameServer();
    server.setFault((request) => (isUpdate(request) ? 'loseAnswer' : undefined));
    const { apply } = setUp(server);
    expect(await apply(...one)).toMatchObject([{ kind: 'network', unconfirmed: true }]);
    server.setFault(undefined);
    expect(await apply(...one)).toMatchObject([{ kind: 'alreadyRight' }]);
  });

  it.each(['tcp', 'udp'])('says over %s that the server does not answer', async (transport) => {
    const server = nameServer();
    server.setFault(() => 'silent');
    const { apply, dns } = setUp(server, { transport });
    const outcomes = await apply(
      ...Array.from({ length: 100 }, (_, at) => change(`pc${at}.example.com`, wanted)),
    );
    expect(new Set(outcomes.map(({ kind }) => kind))).toEqual(new Set(['network']));
    expect(outcomes.some((outcome) => 'unconfirmed' in outcome)).toBe(false);
    expect(dns.exchanges.length).toBeLessThan(12);
  });

  it.each([
    ['offline', 'offline'],
    ['refused', 'network'],
    ['notFound', 'network'],
  ] as const)('turns %s into %s', async (kind, expected) => {
    const dns = { exchange: () => Promise.reject(new NetError(kind, 'ns1.example.com')) };
    const outcomes = await rfc2136.apply(one, account(), testContext({ dns }));
    expect(outcomes).toMatchObject([{ kind: expected }]);
  });

  it.each([
    ['refuse', 'auth'],
    ['servfail', 'server'],
  ] as const)('turns %s into %s for reading and for writing', async (fault, kind) => {
    for (const reading of [true, false]) {
      const server = nameServer();
      server.setFault((request) => (isUpdate(request) === reading ? undefined : fault));
      const { apply } = setUp(server, { zone: 'example.com' });
      expect(await apply(...one)).toMatchObject([{ kind, scope: 'record' }]);
      expect(values(server, 'home.example.com')).toEqual(['77 81.2.69.1']);
    }
  });

  it('ends with the reason of its signal, and only then', async () => {
    const controller = new AbortController();
    const reason = new Error('enough');
    const dns: DnsTransport = {
      exchange: (_, { host }) => {
        controller.abort(reason);
        return Promise.reject(new NetError('aborted', host));
      },
    };
    const context = testContext({ dns, signal: controller.signal });
    await expect(rfc2136.apply(one, account(), context)).rejects.toBe(reason);
    await expect(rfc2136.apply(one, account(), context)).rejects.toBe(reason);
  });

  it('never shows the secret', async () => {
    const said: unknown[] = [];
    for (const fault of ['refuse', 'servfail', 'silent', 'unsigned', 'loseAnswer'] as const) {
      const server = nameServer();
      server.setFault(() => fault);
      const { apply, context } = setUp(server, {}, testNow - 3_600_000);
      said.push(await apply(...one), context.lines, [...context.remembered]);
    }
    expect(JSON.stringify(said)).not.toContain(secret);
  });
});

describe('an account of rfc2136', () => {
  const good = { server: 'ns1.example.com', keyName: 'ddns-key', secret };

  it('has defaults', () => {
    expect(rfc2136.account.parse(good)).toEqual({
      ...good,
      port: 53,
      algorithm: 'hmac-sha256',
      transport: 'tcp',
    });
  });

  it.each([
    { server: '192.168.1.1' },
    { server: 'fd00::53' },
    { server: 'nas' },
    { zone: 'lan' },
    { zone: 'bücher.example' },
    { keyName: 'Key.Example.com.' },
    { keyName: undefined, secret: undefined },
    { algorithm: 'hmac-sha512', transport: 'udp', port: 5353 },
  ])('may have %j', (more) => {
    expect(rfc2136.account.safeParse({ ...good, ...more }).success).toBe(true);
  });

  it.each([
    [{ server: 'ns1.example.com:53' }, 'server'],
    [{ server: '' }, 'server'],
    [{ port: 0 }, 'port'],
    [{ port: 65_536 }, 'port'],
    [{ zone: 'not a zone' }, 'zone'],
    [{ keyName: 'a key' }, 'keyName'],
    [{ keyName: undefined }, 'keyName'],
    [{ secret: undefined }, 'secret'],
    [{ secret: 'not base64' }, 'secret'],
    [{ algorithm: 'hmac-md5' }, 'algorithm'],
    [{ algorithm: 'hmac-sha1' }, 'algorithm'],
    [{ transport: 'tls' }, 'transport'],
  ])('may not have %j', (more, field) => {
    const parsed = rfc2136.account.safeParse({ ...good, ...more });
    expect(parsed.error?.issues.map(({ path }) => path)).toEqual([[field]]);
    expect(JSON.stringify(parsed.error)).not.toContain('not base64');
  });

  it('may not have keys that it does not know', () => {
    const parsed = rfc2136.account.safeParse({ ...good, passwort: 'x' });
    expect(parsed.error?.issues).toMatchObject([{ code: 'unrecognized_keys', keys: ['passwort'] }]);
  });

  it('names its server for the verification', () => {
    expect(rfc2136.authoritative?.(account({ port: 5353 }))).toEqual([
      { host: 'ns1.example.com', port: 5353 },
    ]);
  });
});
