import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decodeMessage, emptyRequest, encodeMessage } from '../../electron/core/dns/message.ts';
import { queryFor } from '../../electron/core/dns/query.ts';
import type { Resource } from '../../electron/core/dns/resource.ts';
import { createNameServer, type NameServerSettings } from '../../electron/demo/name-server.ts';
import { type Listening, listen } from '../../electron/demo/name-server-listen.ts';
import { nextSerial } from '../../electron/demo/name-server-zone.ts';
import { signMessage, type TsigKey, verifyMessage } from '../../electron/providers/signing/tsig.ts';
import { addr } from '../support/address.ts';
import { type BindKey, dig, nsupdate } from '../support/bind.ts';
import { testNow } from '../support/provider-context.ts';
import { describeReal } from '../support/real.ts';

const login: BindKey = { name: 'owner', algorithm: 'hmac-sha256', secret: 'c2VjcmV0' };
const owner: TsigKey = {
  name: 'owner',
  algorithm: 'hmac-sha256',
  secret: new TextEncoder().encode('secret'),
};

const settings: NameServerSettings = {
  zones: [
    {
      name: 'example.test',
      servers: ['ns1.example.test', 'ns2.example.test'],
      records: [
        { name: 'ns1.example.test', type: 'A', value: '127.0.0.1' },
        { name: 'home.example.test', type: 'A', ttl: 60, value: '81.2.69.1' },
        { name: 'home.example.test', type: 'TXT', value: 'a neighbour' },
        { name: 'alias.example.test', type: 'CNAME', value: 'home.example.test' },
        { name: '*.wild.example.test', type: 'A', value: '81.2.69.3' },
        { name: 'a.deep.example.test', type: 'A', value: '81.2.69.4' },
        { name: 'lab.example.test', type: 'NS', value: 'ns1.lab.example.test' },
        ...Array.from({ length: 40 }, (_, at) => ({
          name: 'big.example.test',
          type: 'A' as const,
          value: `81.2.70.${at}`,
        })),
      ],
    },
  ],
  keys: [owner],
  policy: (_, name) => name !== 'locked.example.test',
  clock: { now: () => testNow },
};

const seconds = testNow / 1000;

function ask(
  name: string,
  type: Resource['type'],
  transport: 'udp' | 'tcp' = 'tcp',
  server = createNameServer(settings),
) {
  const bytes = server.handle(encodeMessage(queryFor(7, name, type, false)), transport);
  if (bytes === undefined) throw new Error('no answer');
  return decodeMessage(bytes);
}

describe('the name server answers', () => {
  it.each([
    ['home.example.test', 'A', 'NOERROR', 1, []],
    ['HOME.example.test', 'A', 'NOERROR', 1, []],
    ['home.example.test', 'AAAA', 'NOERROR', 0, ['SOA']],
    ['nothing.example.test', 'A', 'NXDOMAIN', 0, ['SOA']],
    ['deep.example.test', 'A', 'NOERROR', 0, ['SOA']],
    ['example.test', 'SOA', 'NOERROR', 1, []],
    ['example.test', 'NS', 'NOERROR', 2, []],
    ['alias.example.test', 'A', 'NOERROR', 2, []],
    ['x.wild.example.test', 'A', 'NOERROR', 1, []],
    ['example.org', 'A', 'REFUSED', 0, []],
  ] as const)('%s %s with %s', (name, type, rcode, count, authority) => {
    const reply = ask(name, type);
    expect(reply).toMatchObject({ response: true, id: 7, rcode });
    expect(reply.authoritative).toBe(rcode !== 'REFUSED');
    expect(reply.answer).toHaveLength(count);
    expect(reply.authority.map((record) => record.type)).toEqual(authority);
  });

  it('a delegated name with the servers to ask, without authority', () => {
    const reply = ask('pc.lab.example.test', 'A');
    expect(reply).toMatchObject({ rcode: 'NOERROR', authoritative: false, answer: [] });
    expect(reply.authority).toMatchObject([{ name: 'lab.example.test', type: 'NS' }]);
  });

  it('over UDP with at most 512 bytes, and says that it was cut short', () => {
    expect(ask('big.example.test', 'A', 'udp')).toMatchObject({ truncated: true, answer: [] });
    expect(ask('big.example.test', 'A', 'tcp').answer).toHaveLength(40);
  });

  it('broken requests with FORMERR, answers and rubbish not at all', () => {
    const server = createNameServer(settings);
    const query = encodeMessage(queryFor(0x1234, 'home.example.test', 'A', false));
    const broken = server.handle(query.slice(0, -1), 'udp');
    expect(decodeMessage(broken ?? query)).toMatchObject({
      id: 0x1234,
      response: true,
      rcode: 'FORMERR',
    });
    expect(server.handle(Uint8Array.of(1, 2, 3), 'udp')).toBeUndefined();
    const answer = encodeMessage({
      ...queryFor(1, 'home.example.test', 'A', false),
      response: true,
    });
    expect(server.handle(answer, 'udp')).toBeUndefined();
    expect(server.handle(answer.slice(0, -1), 'udp')).toBeUndefined();
  });
});

const base = { name: 'home.example.test', type: 'A', ttl: 0, data: { kind: 'empty' } } as const;
const held: Resource = {
  ...base,
  class: 'IN',
  data: { kind: 'address', address: addr('81.2.69.1') },
};
const wanted: Resource = {
  ...base,
  class: 'IN',
  ttl: 120,
  data: { kind: 'address', address: addr('81.2.69.142') },
};
const remove: Resource = { ...base, class: 'ANY' };

describe('the name server takes updates', () => {
  function update(
    answer: readonly Resource[],
    authority: readonly Resource[],
    zone = 'example.test',
  ) {
    const server = createNameServer(settings);
    const question = [{ name: zone, type: 'SOA', class: 'IN' }] as const;
    const request = encodeMessage({ ...emptyRequest(9, 'UPDATE'), question, answer, authority });
    const signed = signMessage(request, owner, { time: seconds });
    const reply = server.handle(signed.bytes, 'tcp') ?? new Uint8Array(0);
    const check = verifyMessage(reply, [owner], { time: seconds, requestMac: signed.mac });
    expect(check).toMatchObject({ kind: 'verified', error: 'NOERROR' });
    const values = server
      .lookup('home.example.test', 'A')
      .map(({ data, ttl }) => [data.kind === 'address' ? data.address.text : '', ttl]);
    return {
      rcode: decodeMessage(reply).rcode,
      values,
      serial: server.serial('example.test'),
      server,
    };
  }

  const untouched = { values: [['81.2.69.1', 60]], serial: 1 };

  it('replaces a set whose values are the expected ones, and counts the serial up', () => {
    const done = update([{ ...held }], [remove, wanted]);
    expect(done).toMatchObject({ rcode: 'NOERROR', values: [['81.2.69.142', 120]], serial: 2 });
    expect(done.server.lookup('home.example.test', 'TXT')).toHaveLength(1);
  });

  it.each([
    ['other values', [{ ...wanted, ttl: 0 }], 'NXRRSET'],
    ['one value too many', [held, { ...wanted, ttl: 0 }], 'NXRRSET'],
    [
      'one value of many',
      [
        {
          ...held,
          name: 'big.example.test',
          data: { kind: 'address', address: addr('81.2.70.0') },
        },
      ],
      'NXRRSET',
    ],
    ['a set that exists, where it does not', [{ ...base, class: 'ANY', type: 'AAAA' }], 'NXRRSET'],
    ['a set that does not exist, where it does', [{ ...base, class: 'NONE' }], 'YXRRSET'],
    ['a free name, where it is in use', [{ ...base, class: 'NONE', type: 'ANY' }], 'YXDOMAIN'],
    [
      'a name in use, where it is free',
      [{ ...base, name: 'x.example.test', class: 'ANY', type: 'ANY' }],
      'NXDOMAIN',
    ],
    ['a name outside the zone', [{ ...base, name: 'x.example.org', class: 'ANY' }], 'NOTZONE'],
    ['a prerequisite with a TTL', [{ ...base, class: 'ANY', ttl: 5 }], 'FORMERR'],
    ['a prerequisite with data', [{ ...held, class: 'ANY' }], 'FORMERR'],
    ['a prerequisite of another class', [{ ...base, class: 'CH' }], 'FORMERR'],
  ] as const)('changes nothing where it is told to expect %s', (_, prerequisites, rcode) => {
    expect(update(prerequisites, [remove, wanted])).toMatchObject({ rcode, ...untouched });
  });

  it.each([
    ['outside the zone', [remove, { ...wanted, name: 'home.example.org' }], 'NOTZONE'],
    [
      'that the key may not change',
      [wanted, { ...wanted, name: 'locked.example.test' }],
      'REFUSED',
    ],
    ['of a type that no zone holds', [remove, { ...wanted, type: 'ANY' }], 'FORMERR'],
    ['without data', [remove, { ...base, class: 'IN' }], 'FORMERR'],
    ['of another class', [remove, { ...wanted, class: 'CH' }], 'FORMERR'],
  ] as const)('does all or nothing: a change %s stops the others', (_, changes, rcode) => {
    expect(update([], changes)).toMatchObject({ rcode, ...untouched });
  });

  it('passes over an address beside a CNAME, as RFC 2136 3.4.2.2 says', () => {
    const done = update([], [{ ...wanted, name: 'alias.example.test' }]);
    expect(done).toMatchObject({ rcode: 'NOERROR', serial: 1 });
    expect(done.server.lookup('alias.example.test', 'A')).toEqual([]);
  });

  it('deletes a single value, and keeps the servers of the zone', () => {
    const apex = { ...base, name: 'example.test' };
    const changes: Resource[] = [
      { ...held, class: 'NONE' },
      { ...apex, type: 'NS', class: 'ANY' },
      { ...apex, type: 'ANY', class: 'ANY' },
    ];
    const done = update([], changes);
    expect(done).toMatchObject({ rcode: 'NOERROR', values: [], serial: 2 });
    expect(done.server.lookup('example.test', 'NS')).toHaveLength(2);
  });

  it('leaves the serial where nothing changed', () => {
    expect(update([], [{ ...held, ttl: 60 }])).toMatchObject({ rcode: 'NOERROR', ...untouched });
  });

  it('does not know other zones', () => {
    expect(update([], [wanted], 'example.org').rcode).toBe('NOTAUTH');
    expect(update([], [wanted], 'home.example.test').rcode).toBe('NOTAUTH');
  });

  it('counts serials around, and leaves out 0', () => {
    expect(nextSerial(0xffff_ffff)).toBe(1);
  });

  it('does not take an unsigned update, nor one that is signed wrongly', () => {
    const server = createNameServer(settings);
    const question = [{ name: 'example.test', type: 'SOA', class: 'IN' }] as const;
    const request = encodeMessage({
      ...emptyRequest(9, 'UPDATE'),
      question,
      authority: [remove, wanted],
    });
    const send = (bytes: Uint8Array, key?: TsigKey, mac?: Uint8Array) => {
      const reply = server.handle(bytes, 'tcp') ?? new Uint8Array(0);
      const check = key && verifyMessage(reply, [key], { time: seconds - 1000, requestMac: mac });
      return { rcode: decodeMessage(reply).rcode, check };
    };
    const signedBy = (key: TsigKey, time = seconds) => signMessage(request, key, { time });
    expect(send(request)).toMatchObject({ rcode: 'REFUSED' });
    const stranger = { ...owner, name: 'stranger' };
    expect(send(signedBy(stranger).bytes, stranger)).toMatchObject({
      rcode: 'NOTAUTH',
      check: { kind: 'refused', error: 'BADKEY' },
    });
    const guess = { ...owner, secret: Uint8Array.of(1, 2) };
    expect(send(signedBy(guess).bytes, guess)).toMatchObject({
      rcode: 'NOTAUTH',
      check: { kind: 'refused', error: 'BADSIG' },
    });
    const late = signedBy(owner, seconds - 1000);
    expect(send(late.bytes, owner, late.mac)).toMatchObject({
      rcode: 'NOTAUTH',
      check: { kind: 'verified', error: 'BADTIME', serverTime: seconds },
    });
    expect(server.serial('example.test')).toBe(1);
  });

  it('answers or keeps silent, whatever bytes come, and changes nothing by them', () => {
    const server = createNameServer(settings);
    const question = [{ name: 'example.test', type: 'SOA', class: 'IN' }] as const;
    const update = { ...emptyRequest(9, 'UPDATE'), question, answer: [held], authority: [wanted] };
    const { bytes } = signMessage(encodeMessage(update), owner, { time: seconds });
    const damage = fc.array(fc.tuple(fc.nat({ max: 60 }), fc.integer({ min: 1, max: 31 })), {
      minLength: 1,
      maxLength: 4,
    });
    fc.assert(
      fc.property(damage, fc.uint8Array({ maxLength: 100 }), (changes, rubbish) => {
        const damaged = Uint8Array.from(bytes);
        for (const [at, flip] of changes) damaged[2 + at] = (damaged[2 + at] ?? 0) ^ flip;
        const same = damaged.every((byte, at) => byte === bytes[at]);
        if (!same) server.handle(damaged, 'tcp');
        server.handle(rubbish, 'udp');
        expect(server.serial('example.test')).toBe(1);
      }),
      { numRuns: 1000 },
    );
  });

  it('lets somebody edit a record by hand', () => {
    const server = createNameServer(settings);
    server.edit({ name: 'home.example.test', type: 'A', ttl: 5 }, ['81.2.69.8', '81.2.69.9']);
    expect(ask('home.example.test', 'A', 'tcp', server).answer).toHaveLength(2);
    server.edit({ name: 'home.example.test', type: 'A' }, []);
    expect(ask('home.example.test', 'A', 'tcp', server).answer).toHaveLength(0);
    expect(server.serial('example.test')).toBe(3);
  });
});

describeReal('the name server as dig and nsupdate see it', ['dig', 'nsupdate'], () => {
  const server = createNameServer({ ...settings, clock: { now: () => Date.now() } });
  let listening: Listening;
  beforeAll(async () => {
    listening = await listen(server);
  });
  afterAll(() => listening?.close());

  it('answers over UDP and TCP', async () => {
    const { port } = listening;
    const expected = ['home.example.test. 60 IN A 81.2.69.1'];
    for (const transport of ['+notcp', '+tcp']) {
      const lines = await dig(port, transport, '+noall', '+answer', 'home.example.test', 'A');
      expect(lines.map((line) => line.replace(/\s+/g, ' '))).toEqual(expected);
    }
    expect(await dig(port, '+short', 'alias.example.test', 'A')).toEqual([
      '81.2.69.1',
      'home.example.test.',
    ]);
    expect(await dig(port, '+short', 'home.example.test', 'TXT')).toEqual(['"a neighbour"']);
    expect(await dig(port, '+short', 'example.test', 'SOA')).toEqual([
      'ns1.example.test. hostmaster.example.test. 1 3600 600 604800 60',
    ]);
  });

  it('makes dig ask again over TCP where the answer is long', async () => {
    expect(await dig(listening.port, '+short', 'big.example.test', 'A')).toHaveLength(40);
  });

  it('takes an update by nsupdate, with its signature and prerequisites', async () => {
    const script = [
      'zone example.test',
      'prereq yxrrset home.example.test IN A 81.2.69.1',
      'prereq nxrrset home.example.test IN CNAME',
      'update delete home.example.test A',
      'update add home.example.test 300 A 81.2.69.142',
    ];
    await nsupdate(listening.port, login, script);
    expect(await dig(listening.port, '+short', 'home.example.test', 'A')).toEqual(['81.2.69.142']);
    await expect(nsupdate(listening.port, login, script)).rejects.toThrow('status 2');
    const stranger = { ...login, secret: 'Z3Vlc3M=' };
    await expect(nsupdate(listening.port, stranger, script)).rejects.toThrow('status 2');
  });
});
