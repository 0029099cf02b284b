import { describe, expect, it } from 'vitest';
import { volcengine } from '../../electron/providers/volcengine.ts';
import { httpWorld } from '../support/conformance/http-world.ts';
import { describeConformance } from '../support/conformance/suite.ts';
import { change, type ErrorRow } from '../support/conformance/world.ts';
import { jsonReply } from '../support/emulator.ts';
import { volcengineEmulator, volcengineError } from '../support/volcengine-emulator.ts';
import { zoneStore } from '../support/zone-store.ts';

const accessKeyId = 'AKLTEXAMPLE';
const secretAccessKey = 'SECRETEXAMPLE+/==';
const home = '81.2.69.142';
const old = '89.160.20.112';

const own = (
  code: string,
  status: number,
  at: ErrorRow['at'],
  kind: ErrorRow['kind'],
  scope: 'account' | 'record' = 'record',
): ErrorRow => ({
  title: `${code} with ${status}`,
  at,
  reply: volcengineError(status, code, 'because'),
  kind,
  scope,
  creating: kind === 'conflict',
});

const errors: readonly ErrorRow[] = [
  own('InvalidAccessKey', 401, 'read', 'auth', 'account'),
  own('InvalidAuthorization', 400, 'read', 'auth', 'account'),
  own('InvalidCredential', 400, 'read', 'auth', 'account'),
  own('SignatureDoesNotMatch', 401, 'read', 'auth', 'account'),
  own('ErrMissingAccountParameter', 401, 'read', 'auth', 'account'),
  own('InvalidTimestamp', 403, 'read', 'clock', 'account'),
  own('AccessDenied', 403, 'write', 'auth'),
  own('LackProjectPolicy', 403, 'write', 'auth'),
  own('FlowLimitExceeded', 429, 'read', 'rateLimited', 'account'),
  own('FlowLimitExceeded', 200, 'write', 'rateLimited', 'account'),
  own('InternalError', 500, 'read', 'server'),
  own('InternalServiceTimeout', 200, 'read', 'server'),
  own('ErrZoneNotFound', 400, 'write', 'zoneNotFound'),
  own('ErrZoneNotFound', 200, 'read', 'zoneNotFound'),
  own('ErrDBNotFound', 400, 'write', 'recordNotFound'),
  own('ErrDBNotFound', 400, 'read', 'zoneNotFound'),
  own('ErrDBDuplicated', 409, 'write', 'conflict'),
  own('ErrRecordConflict', 200, 'write', 'conflict'),
  own('ErrParamInvalid', 400, 'write', 'invalid'),
  own('ErrQuotaExceeded', 400, 'write', 'plan'),
  own('ErrSomethingNew', 200, 'write', 'unknown'),
];

const pages = { pageSize: 20, zonePageSize: 10 };

function makeWorld(disabled: ReadonlySet<string> = new Set()) {
  const store = zoneStore();
  const keys = { accessKeyId, secretAccessKey };
  const emulator = volcengineEmulator(store, { ...keys, ...pages, disabled });
  const world = httpWorld({
    provider: volcengine,
    account: keys,
    secrets: [secretAccessKey],
    store,
    hosts: { 'open.volcengineapi.com': emulator },
    refusals: {
      credential: volcengineError(401, 'InvalidAccessKey', 'The accesskey is invalid.'),
      secretEchoed: volcengineError(400, 'ErrParamInvalid', `the secret is ${secretAccessKey}`),
    },
  });
  return { store, emulator, world };
}

describeConformance('Volcengine', {
  duplicates: true,
  aliases: 'seen',
  lines: true,
  silentWrites: false,
  echoes: true,
  ...pages,
  clockRefusal: volcengineError(
    400,
    'InvalidTimestamp',
    'The Signature of the request is expired.',
  ),
  errors,
  makeWorld: () => makeWorld().world,
});

describe('Volcengine', () => {
  async function apply({ world }: ReturnType<typeof makeWorld>, name: string) {
    const wanted = [change(name, home)];
    const [outcome] = await volcengine.apply(wanted, world.account, world.context());
    expect(world.violations()).toEqual([]);
    return outcome;
  }

  it('asks for the documented changes', async () => {
    const made = makeWorld();
    const zone = made.store.addZone('example.com');
    const record = made.store.add(zone, { name: 'example.com', type: 'A', value: old, ttl: 900 });
    await apply(made, 'example.com');
    await apply(made, '*.example.com');
    const sent = made.emulator.requests.filter(({ method }) => method === 'POST');
    const set = { Line: 'default', Type: 'A', Value: home };
    expect(sent.map(({ body }) => JSON.parse(body))).toEqual([
      { RecordID: record.id, Host: '@', ...set, TTL: 900 },
      { ZID: Number(zone.id), Host: '*', ...set, TTL: 600 },
    ]);
    expect(sent.map(({ url }) => url.search)).toEqual([
      '?Action=UpdateRecord&Version=2018-08-01',
      '?Action=CreateRecord&Version=2018-08-01',
    ]);
  });

  it('takes no zone whose name only holds the one sought', async () => {
    const made = makeWorld();
    made.store.addZone('myexample.com');
    const zone = made.store.addZone('example.com');
    expect(await apply(made, 'home.example.com')).toMatchObject({ kind: 'created' });
    expect(zone.records).toHaveLength(1);
  });

  it('does not wake a disabled record', async () => {
    const disabled = new Set<string>();
    const made = makeWorld(disabled);
    const zone = made.store.addZone('example.com');
    const off = made.store.add(zone, { name: 'home.example.com', type: 'A', value: old });
    disabled.add(off.id);
    expect(await apply(made, 'home.example.com')).toMatchObject({ kind: 'created' });
    expect(zone.records[0]).toEqual(off);
  });

  it.each([
    ['no list', { Total: 0 }],
    ['null for a list', { Zones: null, Total: 0 }],
  ])('takes %s for no zone', async (_, Result) => {
    const made = makeWorld();
    const reply = jsonReply(200, { ResponseMetadata: {}, Result });
    made.emulator.faults.push({ reply, times: Number.POSITIVE_INFINITY });
    expect(await apply(made, 'home.example.com')).toMatchObject({ kind: 'zoneNotFound' });
  });

  it('takes ids that are texts, and an answer that names no value', async () => {
    const made = makeWorld();
    const zone = made.store.addZone('example.com');
    const Zones = [{ ZID: zone.id, ZoneName: 'Example.com' }];
    made.emulator.faults.push({
      when: ({ url }) => url.searchParams.get('Key') === 'example.com',
      reply: jsonReply(200, { ResponseMetadata: {}, Result: { Zones, Total: 1 } }),
    });
    made.emulator.faults.push({
      when: ({ method }) => method === 'POST',
      reply: jsonReply(200, { ResponseMetadata: {}, Result: { RecordID: '1' } }),
    });
    const outcome = await apply(made, 'home.example.com');
    expect(outcome).toMatchObject({ kind: 'created', evidence: 'accepted' });
  });

  it('writes the id of a record as a text, however it came', async () => {
    const made = makeWorld();
    const zone = made.store.addZone('example.com');
    const { id } = made.store.add(zone, { name: 'home.example.com', type: 'A', value: old });
    const Records = [{ RecordID: Number(id), Host: 'home', Type: 'A', Value: old, TTL: 600 }];
    made.emulator.faults.push({
      when: ({ url }) => url.searchParams.get('Action') === 'ListRecords',
      reply: jsonReply(200, { ResponseMetadata: {}, Result: { Records, TotalCount: 1 } }),
    });
    expect(await apply(made, 'home.example.com')).toMatchObject({ kind: 'updated' });
  });

  it.each([{ accessKeyId: '' }, { secretAccessKey: 'a b' }])(
    'refuses an account with %j',
    (wrong) => {
      const good = { accessKeyId, secretAccessKey };
      expect(volcengine.account.safeParse({ ...good, ...wrong }).success).toBe(false);
      expect(volcengine.account.safeParse(good).success).toBe(true);
    },
  );
});
