import { afterAll, beforeAll, expect, it } from 'vitest';
import { decodeMessage } from '../../electron/core/dns/message.ts';
import type { Outcome } from '../../electron/core/outcome.ts';
import type { Clock, DnsTransport } from '../../electron/core/ports.ts';
import type { Change } from '../../electron/core/provider.ts';
import { verifyRecords } from '../../electron/core/verify.ts';
import { systemClock } from '../../electron/node/clock.ts';
import { createDnsTransport } from '../../electron/node/dns.ts';
import { rfc2136 } from '../../electron/providers/rfc2136.ts';
import { type Bind, type BindKey, dig, nsupdate, startBind } from '../support/bind.ts';
import { change } from '../support/conformance/world.ts';
import { fixedClock, testContext } from '../support/provider-context.ts';
import { describeReal } from '../support/real.ts';

const owner: BindKey = {
  name: 'owner',
  algorithm: 'hmac-sha256',
  secret: 'b3duZXIgc2VjcmV0IG9mIHRoaXJ0eS10d28gYnl0ZXMu',
};
const key384: BindKey = {
  name: 'key384',
  algorithm: 'hmac-sha384',
  secret: 'c2VjcmV0IG9mIGtleTM4NA==',
};
const key512: BindKey = {
  name: 'key512.example.test',
  algorithm: 'hmac-sha512',
  secret: 'c2VjcmV0IG9mIGtleTUxMg==',
};
const limited: BindKey = {
  name: 'limited',
  algorithm: 'hmac-sha256',
  secret: 'bGltaXRlZCBzZWNyZXQ=',
};
const wrongSecret = 'bm90IHRoZSBzZWNyZXQ=';

function contextOver(dns: DnsTransport, clock: Clock = systemClock) {
  return testContext({ dns, clock });
}

const policy = [owner, key384, key512].map(({ name }) => `grant ${name} zonesub ANY;`);

const zones = [
  {
    name: 'example.test',
    policy: [
      ...policy,
      'grant limited name home.example.test. A AAAA;',
      'grant limited name mine.example.test. A AAAA;',
    ],
    records: [
      'kept 777 A 81.2.69.1',
      'kept TXT "a neighbour"',
      'kept MX 10 mail',
      'kept AAAA 2a02:8071::1',
      'several 60 A 81.2.69.1',
      'several 60 A 81.2.69.2',
      'alias CNAME kept',
      '*.wild A 81.2.69.1',
      '*.wildalias CNAME kept',
      'tree DNAME kept',
      'race A 81.2.69.1',
      'lab NS ns1.lab',
      'ns1.lab A 127.0.0.1',
    ],
  },
  { name: 'lab.example.test', policy, records: [] },
];

describeReal('rfc2136 against a real bind9', ['named', 'dig', 'nsupdate'], () => {
  let bind: Bind;

  beforeAll(async () => {
    bind = await startBind(zones, [owner, key384, key512, limited]);
  }, 60_000);
  afterAll(() => bind?.stop());

  function account(key: BindKey | undefined, more: object = {}): unknown {
    const login =
      key === undefined ? {} : { keyName: key.name, algorithm: key.algorithm, secret: key.secret };
    return rfc2136.account.parse({ server: '127.0.0.1', port: bind.port, ...login, ...more });
  }

  function apply(
    changes: readonly Change[],
    key: BindKey | undefined,
    more: object = {},
  ): Promise<readonly Outcome[]> {
    return rfc2136.apply(changes, account(key, more), contextOver(createDnsTransport()));
  }

  for (const key of [owner, key384, key512]) {
    for (const transport of ['tcp', 'udp']) {
      it(`brings A and AAAA with ${key.algorithm} over ${transport}`, async () => {
        const name = `${key.algorithm}-${transport}.example.test`;
        const changes = [change(name, '81.2.69.142'), change(name, '2a02:8071:1:2::7')];
        const outcomes = await apply(changes, key, { transport });
        expect(outcomes).toMatchObject([
          { kind: 'created', evidence: 'accepted' },
          { kind: 'created', evidence: 'accepted' },
        ]);
        expect(await dig(bind.port, '+short', name, 'A')).toEqual(['81.2.69.142']);
        expect(await dig(bind.port, '+short', name, 'AAAA')).toEqual(['2a02:8071:1:2::7']);
        const again = await apply(changes, key, { transport });
        expect(again).toEqual([
          { kind: 'alreadyRight', evidence: 'provider' },
          { kind: 'alreadyRight', evidence: 'provider' },
        ]);
      });
    }
  }

  it('finds the deepest zone, so that a sub-zone of its own is not written into its parent', async () => {
    const outcomes = await apply([change('pc.lab.example.test', '81.2.69.142')], owner);
    expect(outcomes).toMatchObject([{ kind: 'created' }]);
    expect(await dig(bind.port, '+short', 'pc.lab.example.test', 'A')).toEqual(['81.2.69.142']);
  });

  it('keeps the TTL as found, and the neighbours: TXT, MX and the other family', async () => {
    const outcomes = await apply([change('kept.example.test', '81.2.69.142')], owner);
    expect(outcomes).toMatchObject([{ kind: 'updated', previous: { text: '81.2.69.1' } }]);
    const lines = async (type: string) =>
      (await dig(bind.port, '+noall', '+answer', 'kept.example.test', type)).map((line) =>
        line.replace(/\s+/g, ' '),
      );
    expect(await lines('A')).toEqual(['kept.example.test. 777 IN A 81.2.69.142']);
    expect(await lines('AAAA')).toEqual(['kept.example.test. 300 IN AAAA 2a02:8071::1']);
    expect(await lines('TXT')).toEqual(['kept.example.test. 300 IN TXT "a neighbour"']);
    expect(await lines('MX')).toEqual(['kept.example.test. 300 IN MX 10 mail.example.test.']);
  });

  it('sets the TTL that the user set, even where the address is right already', async () => {
    const withTtl = (ttl: number) => [change('ttl.example.test', '81.2.69.142', { ttl })];
    await apply(withTtl(60), owner);
    expect(await apply(withTtl(120), owner)).toMatchObject([{ kind: 'updated' }]);
    const [line] = await dig(bind.port, '+noall', '+answer', 'ttl.example.test', 'A');
    expect(line).toMatch(/\s120\s+IN\s+A\s+81\.2\.69\.142$/);
  });

  it('replaces all values of the listed name and type', async () => {
    const outcomes = await apply([change('several.example.test', '81.2.69.142')], owner);
    expect(outcomes).toMatchObject([{ kind: 'updated' }]);
    const [line, ...others] = await dig(
      bind.port,
      '+noall',
      '+answer',
      'several.example.test',
      'A',
    );
    expect(line).toMatch(/\s60\s+IN\s+A\s+81\.2\.69\.142$/);
    expect(others).toEqual([]);
  });

  it('creates a name under a wildcard, and leaves the wildcard alone', async () => {
    const changes = [
      change('pc.wild.example.test', '81.2.69.142'),
      change('pc.wildalias.example.test', '81.2.69.142'),
    ];
    const outcomes = await apply(changes, owner);
    expect(outcomes).toMatchObject([{ kind: 'created' }, { kind: 'created' }]);
    const short = (name: string) => dig(bind.port, '+short', name, 'A');
    expect(await short('pc.wild.example.test')).toEqual(['81.2.69.142']);
    expect(await short('pc.wildalias.example.test')).toEqual(['81.2.69.142']);
    expect(await short('other.wild.example.test')).toEqual(['81.2.69.1']);
  });

  it('names the CNAME that is in the way, and the others still arrive (ddns-go #912)', async () => {
    const changes = [
      change('alias.example.test', '81.2.69.142'),
      change('beside-alias.example.test', '81.2.69.142'),
    ];
    const outcomes = await apply(changes, owner);
    expect(outcomes[0]).toMatchObject({ kind: 'conflict', scope: 'record' });
    expect(JSON.stringify(outcomes[0])).toContain('CNAME) of kept.example.test');
    expect(outcomes[1]).toMatchObject({ kind: 'created' });
    expect(await dig(bind.port, '+short', 'alias.example.test', 'CNAME')).toEqual([
      'kept.example.test.',
    ]);
  });

  it('names the DNAME above that would hide the record', async () => {
    const outcomes = await apply([change('pc.tree.example.test', '81.2.69.142')], owner);
    expect(outcomes).toMatchObject([{ kind: 'conflict', scope: 'record' }]);
    expect(JSON.stringify(outcomes)).toContain('below tree.example.test');
  });

  it('fails a name outside the update policy, and the others still arrive', async () => {
    const changes = [
      change('mine.example.test', '81.2.69.142'),
      change('theirs.example.test', '81.2.69.142'),
      change('home.example.test', '2a02:8071:1:2::7'),
    ];
    const outcomes = await apply(changes, limited);
    expect(outcomes).toMatchObject([
      { kind: 'created' },
      { kind: 'auth', scope: 'record' },
      { kind: 'created' },
    ]);
    expect(JSON.stringify(outcomes[1])).toContain('does not let the key limited change theirs');
    expect(await dig(bind.port, '+short', 'mine.example.test', 'A')).toEqual(['81.2.69.142']);
    expect(await dig(bind.port, '+short', 'theirs.example.test', 'A')).toEqual([]);
    expect(await dig(bind.port, '+short', 'home.example.test', 'AAAA')).toEqual([
      '2a02:8071:1:2::7',
    ]);
  });

  for (const transport of ['tcp', 'udp']) {
    it(`says over ${transport} that the server does not know the key`, async () => {
      const stranger = { ...owner, name: 'stranger' };
      const outcomes = await apply([change('no.example.test', '81.2.69.142')], stranger, {
        transport,
      });
      expect(outcomes).toMatchObject([{ kind: 'auth', scope: 'account' }]);
      expect(JSON.stringify(outcomes)).toContain('does not know the key stranger');
    });

    it(`says over ${transport} that the secret differs, and does not show it`, async () => {
      const outcomes = await apply(
        [change('no.example.test', '81.2.69.142')],
        { ...owner, secret: wrongSecret },
        { transport },
      );
      expect(outcomes).toMatchObject([{ kind: 'auth', scope: 'account' }]);
      expect(JSON.stringify(outcomes)).toContain('the secret differs');
      expect(JSON.stringify(outcomes)).not.toContain(wrongSecret);
    });
  }

  it('says that the server knows the key with another algorithm', async () => {
    const outcomes = await apply([change('no.example.test', '81.2.69.142')], {
      ...owner,
      algorithm: 'hmac-sha512',
    });
    expect(outcomes).toMatchObject([{ kind: 'auth', scope: 'account' }]);
  });

  it('says that an unsigned update is refused', async () => {
    const outcomes = await apply([change('no.example.test', '81.2.69.142')], undefined);
    expect(outcomes).toMatchObject([{ kind: 'auth', scope: 'record' }]);
    expect(await dig(bind.port, '+short', 'no.example.test', 'A')).toEqual([]);
  });

  it('signs with the time of a server whose clock differs, and says so in the log (ddns-go #192)', async () => {
    const context = contextOver(createDnsTransport(), fixedClock(Date.now() - 3_600_000));
    const outcomes = await rfc2136.apply(
      [change('late.example.test', '81.2.69.142')],
      account(owner),
      context,
    );
    expect(outcomes).toMatchObject([{ kind: 'created' }]);
    expect(context.lines).toMatchObject([{ level: 'warn', fields: { host: '127.0.0.1' } }]);
  });

  it('finds no zone where the server has none', async () => {
    const outcomes = await apply([change('home.example.org', '81.2.69.142')], owner);
    expect(outcomes).toMatchObject([{ kind: 'zoneNotFound', scope: 'record' }]);
  });

  it('says that the server does not have the zone of the settings', async () => {
    const outcomes = await apply([change('home.example.org', '81.2.69.142')], owner, {
      zone: 'example.org',
    });
    expect(['auth', 'zoneNotFound']).toContain(outcomes[0]?.kind);
    expect(outcomes).toMatchObject([{ scope: 'record' }]);
  });

  /** Lets somebody else change the zone just before our first UPDATE leaves. */
  function interfering(script: readonly string[]): DnsTransport {
    const real = createDnsTransport();
    let done = false;
    return {
      async exchange(message, server, options) {
        if (!done && decodeMessage(message).opcode === 'UPDATE') {
          done = true;
          await nsupdate(bind.port, owner, script);
        }
        return real.exchange(message, server, options);
      },
    };
  }

  it('does not overwrite unseen what somebody wrote between reading and writing', async () => {
    const script = ['del race.example.test. A', 'add race.example.test. 300 A 81.2.69.99'];
    const outcomes = await rfc2136.apply(
      [change('race.example.test', '81.2.69.142')],
      account(owner),
      contextOver(interfering(script)),
    );
    // It read again, so that the outcome names what was really replaced.
    expect(outcomes).toMatchObject([{ kind: 'updated', previous: { text: '81.2.69.99' } }]);
    expect(await dig(bind.port, '+short', 'race.example.test', 'A')).toEqual(['81.2.69.142']);
  });

  it('does not touch a CNAME that somebody made between reading and writing', async () => {
    const script = ['add lateralias.example.test. 300 CNAME kept.example.test.'];
    const outcomes = await rfc2136.apply(
      [change('lateralias.example.test', '81.2.69.142')],
      account(owner),
      contextOver(interfering(script)),
    );
    expect(outcomes).toMatchObject([{ kind: 'conflict' }]);
    expect(await dig(bind.port, '+short', 'lateralias.example.test', 'CNAME')).toEqual([
      'kept.example.test.',
    ]);
  });

  it('brings 100 records of one zone in one UPDATE', async () => {
    const real = createDnsTransport();
    let updates = 0;
    const counting: DnsTransport = {
      exchange(message, server, options) {
        if (decodeMessage(message).opcode === 'UPDATE') updates += 1;
        return real.exchange(message, server, options);
      },
    };
    const changes = Array.from({ length: 100 }, (_, at) =>
      change(`many${at}.example.test`, '81.2.69.142'),
    );
    const more = { zone: 'example.test', transport: 'udp' };
    const outcomes = await rfc2136.apply(changes, account(owner, more), contextOver(counting));
    expect(outcomes.map(({ kind }) => kind)).toEqual(changes.map(() => 'created'));
    expect(updates).toBe(1);
    expect(await dig(bind.port, '+short', 'many99.example.test', 'A')).toEqual(['81.2.69.142']);
  });

  it('is verified at the name servers of the zone, found and asked over real sockets', async () => {
    await apply([change('seen.example.test', '81.2.69.142')], owner);
    const server = { host: '127.0.0.1', port: bind.port };
    const context = {
      ...contextOver(createDnsTransport()),
      resolvers: [server],
      port: bind.port,
    };
    const wanted = (name: string) => ({
      name: `${name}.example.test`,
      type: 'A' as const,
      address: change('x.example.test', '81.2.69.142').address,
    });
    const names = ['seen', 'nothing', 'alias', 'ns1'].map(wanted);
    const results = await verifyRecords(names, context);
    expect(results.map(({ kind }) => kind)).toEqual(['matches', 'missing', 'alias', 'differs']);
    expect(results[0]).toMatchObject({
      zone: 'example.test',
      servers: [{ server: 'ns1.example.test', address: '127.0.0.1', held: { ttl: 300 } }],
    });
  });

  it('says that a stopped server cannot be reached', async () => {
    const other = await startBind(zones, [owner]);
    await other.stop();
    for (const transport of ['tcp', 'udp']) {
      const login = { keyName: owner.name, secret: owner.secret, transport };
      const stopped = rfc2136.account.parse({ server: '127.0.0.1', port: other.port, ...login });
      const outcomes = await rfc2136.apply(
        [change('home.example.test', '81.2.69.142')],
        stopped,
        contextOver(createDnsTransport()),
      );
      expect(outcomes).toMatchObject([{ kind: 'network' }]);
      expect(outcomes[0]).not.toHaveProperty('unconfirmed');
    }
  });
});
