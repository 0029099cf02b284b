import { describe, expect, it } from 'vitest';
import { route53 } from '../../electron/providers/route53.ts';
import { httpWorld } from '../support/conformance/http-world.ts';
import { describeConformance } from '../support/conformance/suite.ts';
import { change, type ErrorRow } from '../support/conformance/world.ts';
import { saying } from '../support/detail.ts';
import { emulatedHttp, faults } from '../support/emulator.ts';
import { testContext } from '../support/provider-context.ts';
import { route53Emulator } from '../support/route53-emulator.ts';
import { invalidBatch, route53Error } from '../support/route53-gate.ts';
import { zoneStore } from '../support/zone-store.ts';

const accessKeyId = 'AKIAIOSFODNN7EXAMPLE';
const secretAccessKey = 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY';
const aws = { host: 'route53.amazonaws.com', region: 'us-east-1' };
const pages = { pageSize: 300, zonePageSize: 100 };
const home = '81.2.69.142';
const old = '89.160.20.112';

const account = { scope: 'account' } as const;

const errors: readonly ErrorRow[] = [
  {
    title: 'InvalidClientTokenId',
    at: 'read',
    reply: route53Error(403, 'InvalidClientTokenId', 'The security token is invalid.'),
    kind: 'auth',
    ...account,
  },
  {
    title: 'SignatureDoesNotMatch, of the secret',
    at: 'read',
    reply: route53Error(403, 'SignatureDoesNotMatch', 'The signature we calculated differs.'),
    kind: 'auth',
    ...account,
  },
  {
    title: 'RequestExpired',
    at: 'read',
    reply: route53Error(400, 'RequestExpired', 'Request has expired.'),
    kind: 'clock',
    ...account,
  },
  {
    title: 'OptInRequired',
    at: 'read',
    reply: route53Error(403, 'OptInRequired', 'needs a subscription for the service'),
    kind: 'plan',
    ...account,
  },
  {
    title: 'AccessDenied',
    at: 'write',
    reply: route53Error(403, 'AccessDenied', 'User: arn:aws:iam::1:user/x is not authorized'),
    kind: 'auth',
  },
  {
    title: 'NoSuchHostedZone',
    at: 'write',
    reply: route53Error(404, 'NoSuchHostedZone', 'No hosted zone found with ID: Z1'),
    kind: 'zoneNotFound',
  },
  {
    title: 'InvalidChangeBatch, of a value',
    at: 'write',
    reply: route53Error(400, 'InvalidChangeBatch', '[Invalid Resource Record: FATAL problem]'),
    kind: 'invalid',
  },
  {
    title: 'InvalidChangeBatch as the root, of a CNAME',
    at: 'write',
    reply: invalidBatch('is not permitted because a conflicting RRSet of type CNAME exists', 'x'),
    kind: 'conflict',
  },
  {
    title: 'InvalidInput',
    at: 'write',
    reply: route53Error(400, 'InvalidInput', 'Invalid XML'),
    kind: 'invalid',
  },
  {
    title: 'NoSuchHealthCheck',
    at: 'write',
    reply: route53Error(404, 'NoSuchHealthCheck', 'no health check'),
    kind: 'invalid',
  },
  {
    title: 'PriorRequestNotComplete',
    at: 'write',
    reply: route53Error(400, 'PriorRequestNotComplete', 'The request was rejected'),
    kind: 'server',
  },
  {
    title: 'Throttling',
    at: 'read',
    reply: route53Error(400, 'Throttling', 'Rate exceeded'),
    kind: 'rateLimited',
    ...account,
  },
  {
    title: 'ServiceUnavailable',
    at: 'read',
    reply: route53Error(503, 'ServiceUnavailable', 'The service is unavailable'),
    kind: 'server',
  },
  {
    title: 'a code that is not known',
    at: 'write',
    reply: route53Error(400, 'SomethingNew', 'whatever'),
    kind: 'invalid',
  },
];

function makeWorld(
  more: { readonly partition?: string; readonly hostedZoneId?: string } = {},
  place = aws,
  privateIds?: ReadonlySet<string>,
) {
  const store = zoneStore();
  const keys = { accessKeyId, secretAccessKey };
  const options = { ...keys, ...place, ...pages, ...(privateIds && { privateIds }) };
  const emulator = route53Emulator(store, options);
  const world = httpWorld({
    provider: route53,
    account: { ...keys, ...more },
    secrets: [secretAccessKey],
    store,
    hosts: { [place.host]: emulator },
    refusals: {
      credential: route53Error(403, 'InvalidClientTokenId', 'The security token is invalid.'),
      secretEchoed: route53Error(400, 'InvalidInput', `the key is ${secretAccessKey}`),
    },
  });
  return { store, emulator, world };
}

describeConformance('Route 53', {
  duplicates: true,
  aliases: 'seen',
  silentWrites: false,
  echoes: false,
  pageSize: pages.pageSize,
  zonePageSize: pages.zonePageSize,
  clockRefusal: route53Error(
    403,
    'SignatureDoesNotMatch',
    'Signature expired: 20261122T120000Z is now earlier than 20261122T122000Z',
  ),
  errors,
  makeWorld: () => makeWorld().world,
});

async function apply(
  { world }: ReturnType<typeof makeWorld>,
  ...changes: Parameters<typeof change>[]
) {
  const wanted = changes.map((each) => change(...each));
  const outcomes = await route53.apply(wanted, world.account, world.context());
  expect(world.violations()).toEqual([]);
  return outcomes;
}

describe('Route 53', () => {
  it('asks for the documented change', async () => {
    const made = makeWorld();
    made.store.addZone('example.com');
    await apply(made, ['*.example.com', home]);
    const sent = made.emulator.requests.at(-1);
    expect(sent?.body).toBe(
      '<?xml version="1.0" encoding="UTF-8"?>\n' +
        '<ChangeResourceRecordSetsRequest xmlns="https://route53.amazonaws.com/doc/2013-04-01/">' +
        '<ChangeBatch><Changes><Change><Action>UPSERT</Action><ResourceRecordSet>' +
        '<Name>*.example.com.</Name><Type>A</Type><TTL>300</TTL><ResourceRecords><ResourceRecord>' +
        `<Value>${home}</Value></ResourceRecord></ResourceRecords></ResourceRecordSet></Change>` +
        '</Changes></ChangeBatch></ChangeResourceRecordSetsRequest>',
    );
    expect(sent?.url.href).toBe(
      `https://route53.amazonaws.com/2013-04-01/hostedzone/Z${made.store.zone('example.com')?.id}/rrset/`,
    );
  });

  it.each([
    ['alias', /alias to 198\.51\.100\.7/],
    ['blue', /routing policy/],
    ['policy', /traffic policy/],
  ])('leaves a set alone that is not simple, and says why: %s', async (line, text) => {
    const made = makeWorld();
    const zone = made.store.addZone('example.com');
    made.store.add(zone, { name: 'www.example.com', type: 'A', value: '198.51.100.7', line });
    made.store.add(zone, { name: 'a.example.com', type: 'A', value: old });
    const before = made.store.at(zone, 'www.example.com');
    const outcomes = await apply(made, ['www.example.com', home], ['a.example.com', home]);
    expect(outcomes[0]).toMatchObject({ kind: 'conflict', detail: saying(text) });
    expect(outcomes[1]).toMatchObject({ kind: 'updated' });
    expect(made.store.at(zone, 'www.example.com')).toEqual(before);
  });

  it('writes beside sets with a routing policy of another type', async () => {
    const made = makeWorld();
    const zone = made.store.addZone('example.com');
    for (let at = 0; at < 40; at += 1) {
      const name = 'www.example.com';
      made.store.add(zone, { name, type: 'A', value: old, line: `weight${100 + at}` });
    }
    const address = '2a02:8071:1:2::7';
    made.store.add(zone, { name: 'www.example.com', type: 'AAAA', value: '2a02:8071:1:2::9' });
    const [outcome] = await apply(made, ['www.example.com', address]);
    // The AAAA is on the second page of the name.
    expect(outcome).toMatchObject({ kind: 'updated', previous: { text: '2a02:8071:1:2::9' } });
    expect(made.store.at(zone, 'www.example.com', 'A')).toHaveLength(40);
  });

  it('takes no private zone of the name', async () => {
    const hidden = new Set<string>();
    const made = makeWorld({}, aws, hidden);
    hidden.add(made.store.addZone('example.com').id);
    const open = made.store.addZone('example.com');
    const [outcome] = await apply(made, ['home.example.com', home]);
    expect(outcome).toMatchObject({ kind: 'created' });
    expect(open.records).toHaveLength(1);
  });

  it('asks which of two public zones of one name is meant, and takes the one named by its id', async () => {
    const made = makeWorld();
    const first = made.store.addZone('example.com');
    const second = made.store.addZone('example.com');
    const [outcome] = await apply(made, ['home.example.com', home]);
    expect(outcome).toMatchObject({
      kind: 'zoneNotFound',
      detail: saying(`Z${first.id}, Z${second.id}`),
    });
    expect([...first.records, ...second.records]).toEqual([]);

    const hostedZoneId = `Z${second.id}`;
    const parsed = route53.account.parse({ accessKeyId, secretAccessKey, hostedZoneId });
    const [now] = await route53.apply(
      [change('home.example.com', home)],
      parsed,
      made.world.context(),
    );
    expect(now).toMatchObject({ kind: 'created' });
    expect(second.records).toHaveLength(1);
    const last = made.emulator.requests.map(({ url }) => url.pathname);
    expect(last.filter((path) => path.endsWith(`/${hostedZoneId}`))).toHaveLength(1);
    expect(last.filter((path) => path.endsWith('hostedzonesbyname'))).not.toContain(last.at(-1));
  });

  it('finds its zone again once one of two of the same name is gone', async () => {
    const made = makeWorld();
    made.store.addZone('example.com');
    made.store.addZone('example.com');
    const context = made.world.context();
    const wanted = [change('home.example.com', home)];
    await route53.apply(wanted, made.world.account, context);
    made.store.zones.splice(0, 1);
    const [outcome] = await route53.apply(wanted, made.world.account, context);
    expect(outcome).toMatchObject({ kind: 'created' });
  });

  it('reads to the end of a page that ends between two zones of one name', async () => {
    const store = zoneStore();
    const keys = { accessKeyId, secretAccessKey };
    const options = { ...keys, ...aws, pageSize: 300, zonePageSize: 1 };
    const emulator = route53Emulator(store, options);
    const ids = [store.addZone('example.com'), store.addZone('example.com')].map(({ id }) => id);
    const context = testContext({ http: emulatedHttp({ [aws.host]: emulator }) });
    const wanted = ['a', 'b', 'c', 'd'].map((host) => change(`${host}.example.com`, home));
    const outcomes = await route53.apply(wanted, route53.account.parse(keys), context);
    for (const outcome of outcomes) {
      expect(outcome).toMatchObject({ detail: saying(`2 public hosted zones`) });
      expect(outcome).toMatchObject({ detail: saying(`(Z${ids.join(', Z')})`) });
    }
  });

  it('looks at one name of a large zone with one request', async () => {
    const made = makeWorld();
    const zone = made.store.addZone('example.com');
    for (let at = 0; at < 400; at += 1) {
      made.store.add(zone, { name: `h${at}.example.com`, type: 'A', value: home });
    }
    await apply(made, ['h1.example.com', home]);
    const looks = made.emulator.requests.filter(({ url }) => url.pathname.endsWith('/rrset'));
    expect(looks).toHaveLength(1);
  });

  it('shows where an alias points', async () => {
    const made = makeWorld();
    const zone = made.store.addZone('example.com');
    const value = 'lb.example.net';
    made.store.add(zone, { name: 'www.example.com', type: 'A', value, line: 'alias' });
    const { record } = change('www.example.com', home);
    const found = await route53.read?.([record], made.world.account, made.world.context());
    expect(found).toEqual([{ values: ['lb.example.net.'], ttl: undefined }]);
  });

  it('speaks to China by its own host and region', async () => {
    const china = { host: 'route53.amazonaws.com.cn', region: 'cn-northwest-1' };
    const made = makeWorld({ partition: 'aws-cn' }, china);
    made.store.addZone('example.cn');
    expect(await apply(made, ['home.example.cn', home])).toMatchObject([{ kind: 'created' }]);
  });

  it('writes the others where one name of a batch is not allowed to the key', async () => {
    const made = makeWorld();
    made.store.addZone('example.com');
    made.emulator.faults.push({
      when: ({ body }) => body.includes('<Name>b.example.com.'),
      times: Number.POSITIVE_INFINITY,
      reply: route53Error(403, 'AccessDenied', 'User: x is not authorized to perform'),
    });
    const outcomes = await apply(
      made,
      ['a.example.com', home],
      ['b.example.com', home],
      ['c.example.com', home],
    );
    expect(outcomes.map(({ kind }) => kind)).toEqual(['created', 'auth', 'created']);
  });

  it('goes on in other zones where one is still busy', async () => {
    const made = makeWorld();
    const busy = made.store.addZone('example.com');
    made.store.addZone('example.net');
    made.emulator.faults.push({
      when: ({ method, url }) => method === 'POST' && url.pathname.includes(busy.id),
      reply: route53Error(400, 'PriorRequestNotComplete', 'rejected'),
    });
    const outcomes = await apply(made, ['a.example.com', home], ['a.example.net', home]);
    expect(outcomes.map(({ kind }) => kind)).toEqual(['server', 'created']);
  });

  it('does not take a document of another kind for its answer', async () => {
    const made = makeWorld();
    made.store.addZone('example.com');
    made.emulator.faults.push({
      when: ({ method }) => method === 'POST',
      reply: { status: 200, body: '<Other/>' },
    });
    const [outcome] = await apply(made, ['a.example.com', home]);
    expect(outcome).toMatchObject({ kind: 'unknown', unconfirmed: true });
  });

  it('is not harmed by an answer with entities of its own', async () => {
    const bomb =
      '<!DOCTYPE l [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>' +
      '<ListHostedZonesByNameResponse>&b;</ListHostedZonesByNameResponse>';
    const emulator = route53Emulator(zoneStore(), {
      accessKeyId,
      secretAccessKey,
      ...aws,
      ...pages,
    });
    emulator.faults.push({ reply: { status: 200, body: bomb } });
    const context = testContext({ http: emulatedHttp({ [aws.host]: emulator }) });
    const parsed = route53.account.parse({ accessKeyId, secretAccessKey });
    const outcomes = await route53.apply([change('a.example.com', home)], parsed, context);
    expect(outcomes).toMatchObject([{ kind: 'unknown', scope: 'record' }]);
  });

  it('takes a page that fails for no answer at all', async () => {
    const made = makeWorld();
    const zone = made.store.addZone('example.com');
    for (let at = 0; at < 400; at += 1) {
      made.store.add(zone, { name: `h${at}.example.com`, type: 'A', value: old });
    }
    made.emulator.faults.push({
      when: ({ url }) => url.pathname.endsWith('/rrset') && url.searchParams.has('name'),
      reply: faults.status(500),
    });
    const names = ['h1', 'h2', 'h398', 'h399'].map((host) => `${host}.example.com`);
    const outcomes = await apply(made, ...names.map((name) => [name, home] as [string, string]));
    expect(new Set(outcomes.map(({ kind }) => kind))).toEqual(new Set(['server']));
    expect(made.world.requests().writes).toBe(0);
  });

  it.each([
    { accessKeyId: '' },
    { accessKeyId: 'AKIA X' },
    { secretAccessKey: 'a\nb' },
    { partition: 'aws-us-gov' },
    { hostedZoneId: '/hostedzone/Z1' },
    { hostedZoneId: 'Z1/../Z2' },
  ])('refuses an account with %j', (wrong) => {
    const good = { accessKeyId, secretAccessKey };
    expect(route53.account.safeParse({ ...good, ...wrong }).success).toBe(false);
    expect(route53.account.safeParse(good).success).toBe(true);
  });
});
