import { describe, expect, it } from 'vitest';
import { aliesa } from '../../electron/providers/aliesa.ts';
import { alibabaRefusal } from '../support/alibaba-gate.ts';
import { alibabaRow, alibabaScene } from '../support/alibaba-scene.ts';
import { aliesaEmulator } from '../support/aliesa-emulator.ts';
import { describeConformance } from '../support/conformance/suite.ts';
import { change, type ErrorRow } from '../support/conformance/world.ts';
import { jsonReply } from '../support/emulator.ts';

const id = 'LTAI5tExampleExampleExampl';
const secret = 'esaSecret0123456789abcdefghij';

const auth = { kind: 'auth', scope: 'account' } as const;

const errors: readonly ErrorRow[] = [
  alibabaRow(404, 'InvalidAccessKeyId.NotFound', { at: 'read', ...auth }),
  alibabaRow(400, 'SignatureDoesNotMatch', { at: 'read', ...auth }),
  alibabaRow(403, 'Forbidden.RAM', { at: 'write', kind: 'auth' }),
  alibabaRow(403, 'NoPermission', { at: 'write', kind: 'auth' }),
  alibabaRow(400, 'Throttling.User', { at: 'read', kind: 'rateLimited', scope: 'account' }),
  alibabaRow(429, 'TooManyRequests', { at: 'write', kind: 'rateLimited', scope: 'account' }),
  alibabaRow(429, 'Record.ServiceBusy', { at: 'write', kind: 'server' }),
  alibabaRow(429, 'Site.ServiceBusy', { at: 'read', kind: 'server' }),
  alibabaRow(500, 'InternalError', { at: 'write', kind: 'server' }),
  alibabaRow(404, 'SiteNotFound', { at: 'read', kind: 'zoneNotFound' }),
  alibabaRow(400, 'InvalidSiteId', { at: 'read', kind: 'zoneNotFound' }),
  alibabaRow(404, 'RecordNotFound', { at: 'write', kind: 'recordNotFound' }),
  alibabaRow(400, 'RecordConflict', { at: 'write', kind: 'conflict', creating: true }),
  alibabaRow(400, 'RecordDuplicate', { at: 'write', kind: 'conflict', creating: true }),
  alibabaRow(400, 'QuotaExceeded.Record', { at: 'write', kind: 'plan', creating: true }),
  alibabaRow(400, 'InvalidParameter', { at: 'write', kind: 'invalid' }),
];

const makeScene = () =>
  alibabaScene({
    provider: aliesa,
    id,
    secret,
    host: 'esa.cn-hangzhou.aliyuncs.com',
    emulator: (store) => aliesaEmulator(store, { id, secret, pageSize: 20 }),
  });

describeConformance('Alibaba Cloud ESA', {
  duplicates: true,
  aliases: 'seen',
  silentWrites: false,
  echoes: false,
  pageSize: 20,
  zonePageSize: 20,
  clockRefusal: alibabaRefusal(400, 'InvalidTimeStamp.Expired', 'Time stamp is expired.'),
  errors,
  makeWorld: () => makeScene().world,
});

const home = '81.2.69.142';
const old = '89.160.20.112';
const home6 = '2a02:8071:1:2::7';
const old6 = '2a02:8071:1:2::9';
const name = 'home.example.com';

describe('Alibaba Cloud ESA', () => {
  function scene() {
    const made = makeScene().open();
    const { store, zone } = made;
    const add = (type: string, value: string, ttl = 900) =>
      store.add(zone, { name, type, value, ttl });
    const held = () => store.at(zone, name).map(({ value }) => value);
    return { ...made, add, held };
  }

  it('keeps the addresses of the other family, and what else the record has', async () => {
    const { emulator, apply, asked, add, held } = scene();
    add('A', old);
    add('AAAA', home6);
    emulator.proxying.set(name, { proxied: true, biz: 'api' });
    const outcomes = await apply(change(name, home));
    expect(outcomes).toMatchObject([{ kind: 'updated', proxied: true }]);
    expect(asked().at(-1)).toEqual({
      action: 'UpdateRecord',
      RecordId: expect.stringMatching(/^\d+$/),
      Type: 'A/AAAA',
      Data: `{"Value":"${home},${home6}"}`,
      Ttl: '900',
      Proxied: 'true',
      BizName: 'api',
      Comment: 'mine',
    });
    expect(held()).toEqual([home, home6]);
    expect(emulator.violations).toEqual([]);
  });

  it('brings back no old address of one family when both change', async () => {
    const { apply, add, held } = scene();
    add('A', old);
    add('AAAA', old6);
    const outcomes = await apply(change(name, home6), change(name, home));
    expect(outcomes).toMatchObject([{ kind: 'updated' }, { kind: 'updated' }]);
    expect(held().toSorted()).toEqual([home6, home]);
  });

  it('takes back no address of one family whose answer was lost', async () => {
    const { apply, add, held, world } = scene();
    add('A', old);
    add('AAAA', old6);
    world.fault('answerLost', 'write');
    const outcomes = await apply(change(name, home), change(name, home6));
    expect(outcomes).toMatchObject([{ unconfirmed: true }, { kind: 'updated' }]);
    expect(held()).toEqual([home, home6]);
  });

  it('writes no address of one family that was refused with that of the other', async () => {
    const { apply, add, held, world } = scene();
    add('A', old);
    add('AAAA', old6);
    world.answer({ status: 400, body: '{"Code":"InvalidParameter","Message":"no"}' }, 'write');
    const outcomes = await apply(change(name, home), change(name, home6));
    expect(outcomes).toMatchObject([{ scope: 'record' }, { kind: 'updated' }]);
    expect(held()).toEqual([old, home6]);
  });

  it('puts both families of a new name into one record', async () => {
    const { apply, asked, held } = scene();
    const outcomes = await apply(change(name, home), change(name, home6));
    expect(outcomes).toMatchObject([{ kind: 'created' }, { kind: 'created' }]);
    expect(held()).toEqual([home, home6]);
    expect(asked().slice(2)).toMatchObject([
      { action: 'CreateRecord', RecordName: name, Ttl: '600', Proxied: 'false' },
      { action: 'UpdateRecord', Data: `{"Value":"${home},${home6}"}` },
    ]);
  });

  it('keeps the TTL of the family that is there when the other is added', async () => {
    const { store, zone, apply, add } = scene();
    add('A', home);
    expect(await apply(change(name, home6))).toMatchObject([{ kind: 'created' }]);
    expect(store.at(zone, name).map(({ ttl }) => ttl)).toEqual([900, 900]);
  });

  it('proxies new records of a site that is reached by a CNAME, after a restart too', async () => {
    const { emulator, world } = scene();
    emulator.byCname.add('example.com');
    const { remembered } = world.context();
    for (const each of ['a.example.com', 'b.example.com']) {
      const context = world.context({ remembered });
      const outcomes = await aliesa.apply([change(each, home)], world.account, context);
      expect(outcomes).toMatchObject([{ kind: 'created', proxied: true }]);
      expect(emulator.proxying.get(each)).toEqual({ proxied: true, biz: 'web' });
    }
    expect(emulator.violations).toEqual([]);
  });

  it('says of a record without proxy that DNS can confirm it', async () => {
    const { apply, add } = scene();
    add('A', home);
    const [outcome] = await apply(change(name, home));
    expect(outcome).toMatchObject({ kind: 'alreadyRight' });
    expect(outcome).not.toHaveProperty('proxied');
  });

  it.each([
    ['changes the record that was made anew meanwhile', true, 'updated'],
    ['makes the record that was removed meanwhile', false, 'created'],
  ])('%s', async (_, there, kind) => {
    const { emulator, apply, add, held } = scene();
    if (there) add('A', old);
    const stale = { RecordId: 1, RecordName: name, RecordType: 'A/AAAA', Data: { Value: old } };
    emulator.faults.push({
      when: ({ headers }) => headers['x-acs-action'] === 'ListRecords',
      reply: jsonReply(200, { Records: [{ ...stale, Ttl: 900, Comment: null }], TotalCount: 1 }),
    });
    expect(await apply(change(name, home))).toMatchObject([{ kind }]);
    expect(held()).toEqual([home]);
  });

  it.each([
    ['a space in the secret', { accessKeyId: id, accessKeySecret: 'a b' }],
    ['no secret', { accessKeyId: id }],
  ])('refuses an account with %s', (_, given) => {
    expect(aliesa.account.safeParse(given).success).toBe(false);
  });
});
