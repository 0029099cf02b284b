import { describe, expect, it } from 'vitest';
import { tencentcloud } from '../../electron/providers/tencentcloud.ts';
import { describeConformance } from '../support/conformance/suite.ts';
import { change, type ErrorRow } from '../support/conformance/world.ts';
import { jsonReply } from '../support/emulator.ts';
import { isTencentWrite, tencentRefusal } from '../support/tencent-gate.ts';
import { tencentRow, tencentScene } from '../support/tencent-scene.ts';
import { tencentcloudEmulator } from '../support/tencentcloud-emulator.ts';

const id = 'AKIDz8krbsJ5yKBZQpn74WFkmLPx3Example';
const key = 'tencentSecret0123456789abcdefghi';
const account = { secretId: id, secretKey: key };

const auth = { kind: 'auth', scope: 'account' } as const;
const ban = { kind: 'blocked', scope: 'account' } as const;
const rate = { kind: 'rateLimited', scope: 'account' } as const;

const errors: readonly ErrorRow[] = [
  tencentRow('AuthFailure', { at: 'read', ...auth }),
  tencentRow('AuthFailure.SecretIdNotFound', { at: 'read', ...auth }),
  tencentRow('AuthFailure.InvalidSecretId', { at: 'read', ...auth }),
  tencentRow('AuthFailure.SignatureFailure', { at: 'read', ...auth }),
  tencentRow('AuthFailure.TokenFailure', { at: 'read', ...auth }),
  tencentRow('IpNotInWhitelist', { at: 'read', ...auth }),
  tencentRow('InvalidParameter.RequestIpLimited', { at: 'read', ...auth }),
  tencentRow('FailedOperation.LoginAreaNotAllowed', { at: 'read', ...auth }),
  tencentRow('InvalidParameter.UnrealNameUser', { at: 'write', ...auth }),
  tencentRow('AuthFailure.UnauthorizedOperation', { at: 'write', kind: 'auth' }),
  tencentRow('UnauthorizedOperation', { at: 'write', kind: 'auth' }),
  tencentRow('OperationDenied.AccessDenied', { at: 'write', kind: 'auth' }),
  tencentRow('OperationDenied.NoPermissionToOperateDomain', { at: 'write', kind: 'auth' }),
  tencentRow('InvalidParameterValue.DomainNotExists', { at: 'read', kind: 'zoneNotFound' }),
  tencentRow('InvalidParameter.DomainInvalid', { at: 'read', kind: 'zoneNotFound' }),
  tencentRow('InvalidParameter.DomainIdInvalid', { at: 'read', kind: 'zoneNotFound' }),
  tencentRow('ResourceNotFound', { at: 'read', kind: 'zoneNotFound' }),
  tencentRow('FailedOperation.NotDomainOwner', { at: 'write', kind: 'zoneNotFound' }),
  tencentRow('FailedOperation.DomainIsLocked', { at: 'write', kind: 'conflict' }),
  tencentRow('InvalidParameter.DomainNotAllowedModifyRecords', { at: 'write', kind: 'conflict' }),
  tencentRow('InvalidParameter.DomainRecordExist', {
    at: 'write',
    kind: 'conflict',
    creating: true,
  }),
  tencentRow('InvalidParameter.RecordIdInvalid', { at: 'write', kind: 'recordNotFound' }),
  tencentRow('FailedOperation.DomainIsSpam', { at: 'write', kind: 'blocked' }),
  tencentRow('InvalidParameter.AccountIsBanned', { at: 'read', ...ban }),
  tencentRow('LimitExceeded.FailedLoginLimitExceeded', { at: 'read', ...ban }),
  tencentRow('FailedOperation.AccountIsLocked', { at: 'read', ...ban }),
  tencentRow('IpInBlacklist', { at: 'read', ...ban }),
  tencentRow('RequestLimitExceeded', { at: 'read', ...rate }),
  tencentRow('RequestLimitExceeded.RequestLimitExceeded', { at: 'write', ...rate }),
  tencentRow('RequestLimitExceeded.UinLimitExceeded', { at: 'write', ...rate }),
  tencentRow('FailedOperation.FrequencyLimit', { at: 'write', ...rate }),
  tencentRow('LimitExceeded.AAAACountLimit', { at: 'write', kind: 'plan', creating: true }),
  tencentRow('LimitExceeded.SubdomainRollLimit', { at: 'write', kind: 'plan', creating: true }),
  tencentRow('LimitExceeded.SubdomainLevelLimit', { at: 'write', kind: 'plan', creating: true }),
  tencentRow('LimitExceeded.SubdomainWcardLimit', { at: 'write', kind: 'plan', creating: true }),
  tencentRow('LimitExceeded.RecordTtlLimit', { at: 'write', kind: 'invalid' }),
  tencentRow('InvalidParameter.RecordLineInvalid', { at: 'write', kind: 'invalid' }),
  tencentRow('InvalidParameter.RecordValueInvalid', { at: 'write', kind: 'invalid' }),
  tencentRow('OperationDenied.IPInBlacklistNotAllowed', { at: 'write', kind: 'invalid' }),
  tencentRow('InternalError', { at: 'write', kind: 'server' }),
  tencentRow('FailedOperation', { at: 'write', kind: 'server' }),
  tencentRow('FailedOperation.UnknowError', { at: 'write', kind: 'server' }),
  tencentRow('InvalidParameter.OperateFailed', { at: 'write', kind: 'server' }),
  tencentRow('ActionOffline', { at: 'write', kind: 'unknown' }),
];

const makeScene = (host = 'dnspod.tencentcloudapi.com', more = {}) =>
  tencentScene({
    provider: tencentcloud,
    account: { ...account, ...more },
    key,
    host,
    emulator: (store) => tencentcloudEmulator(store, { id, key, pageSize: 20 }),
  });

describeConformance('Tencent Cloud DNSPod', {
  duplicates: true,
  aliases: 'seen',
  lines: true,
  silentWrites: false,
  echoes: false,
  pageSize: 20,
  zonePageSize: 20,
  clockRefusal: tencentRefusal('AuthFailure.SignatureExpire', '签名过期。'),
  errors,
  makeWorld: () => makeScene().world,
});

const home = '81.2.69.142';
const old = '89.160.20.112';

describe('Tencent Cloud DNSPod', () => {
  const scene = (...more: Parameters<typeof makeScene>) => makeScene(...more).open();

  /** A look at one name, in place of the true one. */
  const shows = (...RecordList: readonly object[]) => ({
    when: ({ headers }: { readonly headers: Readonly<Record<string, string>> }) =>
      headers['x-tc-action'] === 'DescribeRecordList',
    reply: jsonReply(200, {
      Response: { RecordCountInfo: { TotalCount: RecordList.length }, RecordList },
    }),
  });

  it('asks for a Subdomain, writes a SubDomain, and calls the apex @', async () => {
    const { store, zone, apply, asked, emulator } = scene();
    const at = { name: 'example.com', type: 'A', value: old, ttl: 900 };
    const RecordId = Number(store.add(zone, at).id);
    await apply(change('example.com', home));
    const domain = { Domain: 'example.com', DomainId: Number(zone.id) };
    expect(asked().slice(1)).toEqual([
      { action: 'DescribeRecordList', ...domain, Subdomain: '@', Offset: 0, Limit: 3000 },
      {
        action: 'ModifyRecord',
        ...domain,
        RecordId,
        SubDomain: '@',
        RecordType: 'A',
        RecordLine: '默认',
        RecordLineId: '0',
        Value: home,
        TTL: 900,
      },
    ]);
    expect(emulator.violations).toEqual([]);
  });

  it('takes an empty list, told as an error, for nothing, and makes the record', async () => {
    const { store, zone, apply } = scene();
    expect(await apply(change('home.example.com', home))).toMatchObject([{ kind: 'created' }]);
    expect(store.at(zone, 'home.example.com')).toMatchObject([{ value: home, ttl: 600 }]);
  });

  it('keeps what it saw where the list ends sooner than it said', async () => {
    const { store, zone, emulator, apply } = scene();
    const at = { name: 'home.example.com', type: 'A' };
    const RecordId = Number(store.add(zone, { ...at, value: old }).id);
    const seen = { RecordId, Name: 'home', Type: 'A', TTL: 600, LineId: '0', Value: old };
    emulator.faults.push({
      ...shows(),
      reply: jsonReply(200, {
        Response: { RecordCountInfo: { TotalCount: 2 }, RecordList: [seen] },
      }),
    });
    expect(await apply(change('home.example.com', home))).toMatchObject([{ kind: 'updated' }]);
    expect(store.at(zone, 'home.example.com')).toHaveLength(1);
  });

  it('takes an account without a domain for one that lacks the zone', async () => {
    const { emulator, apply } = scene();
    emulator.faults.push({
      reply: tencentRefusal('ResourceNotFound.NoDataOfDomain', '没有域名。'),
    });
    expect(await apply(change('home.example.com', home))).toMatchObject([{ kind: 'zoneNotFound' }]);
  });

  it('leaves paused records alone, and sends a weight back', async () => {
    const { store, zone, emulator, apply, asked } = scene();
    const at = { name: 'home.example.com', type: 'A' };
    const RecordId = Number(store.add(zone, { ...at, value: old }).id);
    const common = { Name: 'home', Type: 'A', TTL: 600, LineId: 0, Remark: null };
    emulator.faults.push(
      shows(
        { ...common, RecordId: 1, Value: home, Status: 'DISABLE', Weight: null },
        { ...common, RecordId, Value: old, Status: 'ENABLE', Weight: 20 },
      ),
    );
    expect(await apply(change('home.example.com', home))).toMatchObject([{ kind: 'updated' }]);
    expect(asked().at(-1)).toMatchObject({ action: 'ModifyRecord', RecordId, Weight: 20 });
    expect(store.at(zone, 'home.example.com')).toMatchObject([{ value: home }]);
  });

  it('looks again where its list lags behind: the record is there already', async () => {
    const { store, zone, emulator, apply } = scene();
    store.add(zone, { name: 'home.example.com', type: 'A', value: home });
    emulator.faults.push(shows());
    expect(await apply(change('home.example.com', home))).toMatchObject([{ kind: 'alreadyRight' }]);
    expect(store.at(zone, 'home.example.com')).toHaveLength(1);
  });

  it('searches anew where a remembered domain was removed and added again', async () => {
    const { store, world } = scene();
    const { remembered } = world.context();
    const context = world.context({ remembered });
    const apply = () =>
      tencentcloud.apply([change('home.example.com', home)], world.account, context);
    await apply();
    store.zones.splice(0);
    store.addZone('example.com');
    expect(await apply()).toMatchObject([{ kind: 'created' }]);
  });

  it.each([
    ['UnauthorizedOperation', 'auth'],
    ['FailedOperation.DomainIsSpam', 'blocked'],
    ['LimitExceeded.AAAACountLimit', 'plan'],
  ])('%s in one domain is nothing to the next', async (code, kind) => {
    const { store, emulator, apply } = scene();
    store.addZone('example.net');
    emulator.faults.push({
      when: ({ body }) => body.includes('"example.com"'),
      reply: tencentRefusal(code, '服务所述。'),
    });
    const outcomes = await apply(change('a.example.com', home), change('a.example.net', home));
    expect(outcomes).toMatchObject([{ kind, scope: 'record' }, { kind: 'created' }]);
  });

  it('leaves a write in doubt after a fault of the service, and no look', async () => {
    const { emulator, apply } = scene();
    const reply = tencentRefusal('InternalError', '内部错误。');
    emulator.faults.push({ reply }, { when: isTencentWrite, reply });
    const [looked] = await apply(change('home.example.com', home));
    expect(looked).toMatchObject({ kind: 'server' });
    expect(looked).not.toHaveProperty('unconfirmed');
    const [wrote] = await apply(change('home.example.com', home));
    expect(wrote).toMatchObject({ kind: 'server', unconfirmed: true });
  });

  it('speaks to the international site where the account says so', async () => {
    const { apply, asked } = scene('dnspod.intl.tencentcloudapi.com', { site: 'international' });
    expect(await apply(change('home.example.com', home))).toMatchObject([{ kind: 'created' }]);
    expect(asked().at(-1)).toMatchObject({ RecordLine: 'Default', RecordLineId: '0' });
  });

  it.each([
    ['a line break', { ...account, secretKey: `${key}\n` }],
    ['no id', { secretKey: key }],
    ['an unknown site', { ...account, site: 'europe' }],
  ])('refuses an account with %s', (_, given) => {
    expect(tencentcloud.account.safeParse(given).success).toBe(false);
  });
});
