import { describe, expect, it } from 'vitest';
import { edgeone } from '../../electron/providers/edgeone.ts';
import { describeConformance } from '../support/conformance/suite.ts';
import { change, type ErrorRow } from '../support/conformance/world.ts';
import { edgeoneEmulator } from '../support/edgeone-emulator.ts';
import { jsonReply } from '../support/emulator.ts';
import { isTencentWrite, tencentRefusal } from '../support/tencent-gate.ts';
import { tencentRow, tencentScene } from '../support/tencent-scene.ts';

const id = 'AKIDz8krbsJ5yKBZQpn74WFkmLPx3Example';
const key = 'edgeoneSecret0123456789abcdefghi';
const account = { secretId: id, secretKey: key };

const auth = { kind: 'auth', scope: 'account' } as const;

const errors: readonly ErrorRow[] = [
  tencentRow('AuthFailure.SecretIdNotFound', { at: 'read', ...auth }),
  tencentRow('AuthFailure.SignatureFailure', { at: 'read', ...auth }),
  tencentRow('UnauthorizedOperation', { at: 'write', kind: 'auth' }),
  tencentRow('RequestLimitExceeded', { at: 'read', kind: 'rateLimited', scope: 'account' }),
  tencentRow('LimitExceeded.RateLimitExceeded', {
    at: 'write',
    kind: 'rateLimited',
    scope: 'account',
  }),
  tencentRow('InvalidParameter.ZoneNotFound', { at: 'read', kind: 'zoneNotFound' }),
  tencentRow('InvalidParameterValue.DomainNotMatchZone', { at: 'write', kind: 'zoneNotFound' }),
  tencentRow('ResourceNotFound', { at: 'write', kind: 'recordNotFound' }),
  tencentRow('InvalidParameterValue.ConflictRecord', {
    at: 'write',
    kind: 'conflict',
    creating: true,
  }),
  tencentRow('InvalidParameterValue.ConflictWithNSRecord', {
    at: 'write',
    kind: 'conflict',
    creating: true,
  }),
  tencentRow('ResourceInUse.Dns', { at: 'write', kind: 'conflict', creating: true }),
  tencentRow('OperationDenied.ConfigLocked', { at: 'write', kind: 'conflict' }),
  tencentRow('OperationDenied.ErrZoneIsAlreadyPaused', { at: 'write', kind: 'conflict' }),
  tencentRow('OperationDenied.ZoneNotActive', { at: 'write', kind: 'conflict' }),
  tencentRow('FailedOperation.InvalidZoneStatus', { at: 'write', kind: 'conflict' }),
  tencentRow('OperationDenied.DomainIsBlocked', { at: 'write', kind: 'blocked' }),
  tencentRow('OperationDenied.DomainNoICP', { at: 'write', kind: 'plan' }),
  tencentRow('OperationDenied.RecordIsForbidden', { at: 'write', kind: 'plan', creating: true }),
  tencentRow('LimitExceeded.PackNotAllow', { at: 'write', kind: 'plan' }),
  tencentRow('FailedOperation.InsufficientAccountBalance', {
    at: 'write',
    kind: 'plan',
    scope: 'account',
  }),
  tencentRow('OperationDenied.ResourceLockedTemporary', { at: 'write', kind: 'server' }),
  tencentRow('InvalidParameter.ActionInProgress', { at: 'write', kind: 'server' }),
  tencentRow('FailedOperation.ModifyFailed', { at: 'write', kind: 'server' }),
  tencentRow('InternalError.DBError', { at: 'write', kind: 'server' }),
  tencentRow('InvalidParameterValue.InvalidDNSContent', { at: 'write', kind: 'invalid' }),
  tencentRow('InvalidParameterValue.InvalidDNSName', { at: 'write', kind: 'invalid' }),
];

const makeScene = (host = 'teo.tencentcloudapi.com', more = {}) =>
  tencentScene({
    provider: edgeone,
    account: { ...account, ...more },
    key,
    host,
    emulator: (store) => edgeoneEmulator(store, { id, key, pageSize: 20 }),
  });

describeConformance('Tencent Cloud EdgeOne', {
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

describe('Tencent Cloud EdgeOne', () => {
  const scene = (...more: Parameters<typeof makeScene>) => makeScene(...more).open();

  it('names records in full, the apex too, and sends back TTL and weight', async () => {
    const { store, zone, apply, asked } = scene();
    const held = store.add(zone, { name: 'example.com', type: 'A', value: old, ttl: 900 });
    await apply(change('example.com', home));
    const ZoneId = `zone-${zone.id}abc`;
    expect(asked().slice(1)).toEqual([
      {
        action: 'DescribeDnsRecords',
        ZoneId,
        Filters: [{ Name: 'name', Values: ['example.com'] }],
        Offset: 0,
        Limit: 1000,
      },
      {
        action: 'ModifyDnsRecords',
        ZoneId,
        DnsRecords: [
          {
            RecordId: `record-${held.id}xyz`,
            Name: 'example.com',
            Type: 'A',
            Content: home,
            Location: 'Default',
            TTL: 900,
            Weight: -1,
          },
        ],
      },
    ]);
  });

  it('makes a record with the TTL that is usual there', async () => {
    const { apply, asked } = scene();
    await apply(change('home.example.com', home));
    expect(asked().at(-1)).toMatchObject({ action: 'CreateDnsRecord', TTL: 300 });
  });

  it('knows only sites with their own DNS, though others may have the same name', async () => {
    const { store, emulator, world, apply } = scene();
    store.addZone('cname.example');
    emulator.byCname.add('cname.example');
    expect(await edgeone.zones?.(world.account, world.context())).toEqual(['example.com']);
    expect(await apply(change('a.cname.example', home))).toMatchObject([{ kind: 'zoneNotFound' }]);
  });

  it('reads null lists and fields, and leaves paused records alone', async () => {
    const { store, zone, emulator, apply } = scene();
    const held = store.add(zone, { name: 'home.example.com', type: 'A', value: old });
    const isLook = ({ headers }: { readonly headers: Readonly<Record<string, string>> }) =>
      headers['x-tc-action'] === 'DescribeDnsRecords';
    const shows = (DnsRecords: readonly object[] | null) => ({
      when: isLook,
      reply: jsonReply(200, { Response: { TotalCount: DnsRecords?.length ?? 0, DnsRecords } }),
    });
    const common = { Name: 'home.example.com', Type: 'A', TTL: null, Location: null, Weight: null };
    emulator.faults.push(
      shows([
        { ...common, RecordId: 'record-1', Content: home, Status: 'disable' },
        { ...common, RecordId: `record-${held.id}xyz`, Content: old, Status: null },
      ]),
    );
    expect(await apply(change('home.example.com', home))).toMatchObject([{ kind: 'updated' }]);
    expect(store.at(zone, 'home.example.com')).toMatchObject([{ value: home }]);
    emulator.faults.push(shows(null));
    expect(await apply(change('new.example.com', home))).toMatchObject([{ kind: 'created' }]);
  });

  it('finds the record again where it was made anew meanwhile', async () => {
    const { store, zone, emulator, apply } = scene();
    store.add(zone, { name: 'home.example.com', type: 'A', value: old });
    emulator.faults.push({
      when: isTencentWrite,
      reply: () => {
        store.zones[0]?.records.splice(0);
        return undefined;
      },
    });
    expect(await apply(change('home.example.com', home))).toMatchObject([{ kind: 'created' }]);
  });

  it.each([
    ['InternalError.SystemError', true],
    ['FailedOperation.ModifyFailed', true],
    ['OperationDenied.ResourceLockedTemporary', false],
    ['InvalidParameter.ActionInProgress', false],
  ])('after %s the write is in doubt: %s', async (code, doubt) => {
    const { emulator, apply } = scene();
    emulator.faults.push({ when: isTencentWrite, reply: tencentRefusal(code, '服务所述。') });
    const [wrote] = await apply(change('home.example.com', home));
    expect(wrote?.kind).toBe('server');
    expect(wrote !== undefined && 'unconfirmed' in wrote).toBe(doubt);
  });

  it('speaks to the international site where the account says so', async () => {
    const { apply } = scene('teo.intl.tencentcloudapi.com', { site: 'international' });
    expect(await apply(change('home.example.com', home))).toMatchObject([{ kind: 'created' }]);
  });

  it.each([
    ['no key', { secretId: id }],
    ['an unknown site', { ...account, site: 'europe' }],
  ])('refuses an account with %s', (_, given) => {
    expect(edgeone.account.safeParse(given).success).toBe(false);
  });
});
