import { describe, expect, it } from 'vitest';
import { alidns } from '../../electron/providers/alidns.ts';
import { alibabaRefusal } from '../support/alibaba-gate.ts';
import { alibabaRow, alibabaScene } from '../support/alibaba-scene.ts';
import { alidnsEmulator } from '../support/alidns-emulator.ts';
import { describeConformance } from '../support/conformance/suite.ts';
import { change, type ErrorRow } from '../support/conformance/world.ts';
import { saying } from '../support/detail.ts';
import { jsonReply } from '../support/emulator.ts';

const id = 'LTAI5tExampleExampleExampl';
const secret = 'aliSecret0123456789abcdefghij';
const account = { accessKeyId: id, accessKeySecret: secret };

const auth = { kind: 'auth', scope: 'account' } as const;
const rate = { kind: 'rateLimited', scope: 'account' } as const;

const errors: readonly ErrorRow[] = [
  alibabaRow(404, 'InvalidAccessKeyId.NotFound', { at: 'read', ...auth }),
  alibabaRow(400, 'InvalidAccessKeyId.Inactive', { at: 'read', ...auth }),
  alibabaRow(400, 'SignatureDoesNotMatch', { at: 'read', ...auth }),
  alibabaRow(400, 'IncompleteSignature', { at: 'read', ...auth }),
  alibabaRow(403, 'Forbidden.RAM', { at: 'write', kind: 'auth' }),
  alibabaRow(400, 'Throttling.User', { at: 'write', ...rate }),
  alibabaRow(503, 'Throttling', { at: 'read', ...rate }),
  alibabaRow(400, 'Fobidden.TooOfen', { at: 'write', ...rate }),
  alibabaRow(503, 'ServiceUnavailable', { at: 'read', kind: 'server' }),
  alibabaRow(400, 'InternalError', { at: 'write', kind: 'server' }),
  alibabaRow(400, 'UnKnownError', { at: 'write', kind: 'server' }),
  alibabaRow(400, 'SignatureNonceUsed', { at: 'write', kind: 'server' }),
  alibabaRow(400, 'InvalidDomainName.NoExist', { at: 'read', kind: 'zoneNotFound' }),
  alibabaRow(400, 'IncorrectDomainUser', { at: 'write', kind: 'zoneNotFound', creating: true }),
  alibabaRow(400, 'DomainRecordNotBelongToUser', { at: 'write', kind: 'recordNotFound' }),
  alibabaRow(400, 'DomainRecordDuplicate', { at: 'write', kind: 'conflict', creating: true }),
  alibabaRow(400, 'DomainRecordConflict', { at: 'write', kind: 'conflict', creating: true }),
  alibabaRow(400, 'DomainRecordLocked', { at: 'write', kind: 'conflict' }),
  alibabaRow(400, 'Forbidden.RecordLocked', { at: 'write', kind: 'conflict' }),
  alibabaRow(400, 'Forbidden.DomainLocked', { at: 'write', kind: 'conflict' }),
  alibabaRow(400, 'DomainForbidden', { at: 'write', kind: 'blocked' }),
  alibabaRow(400, 'RecordForbidden.BlackHole', { at: 'write', kind: 'blocked' }),
  alibabaRow(400, 'QuotaExceeded.Record', { at: 'write', kind: 'plan', creating: true }),
  alibabaRow(400, 'QuotaExceeded.ARecord', { at: 'write', kind: 'plan', creating: true }),
  alibabaRow(400, 'QuotaExceeded.TTL', { at: 'write', kind: 'plan' }),
  alibabaRow(400, 'Forbidden.DomainExpired', { at: 'write', kind: 'plan' }),
  alibabaRow(400, 'InvalidTTL', { at: 'write', kind: 'invalid' }),
];

const makeScene = () =>
  alibabaScene({
    provider: alidns,
    id,
    secret,
    host: 'alidns.aliyuncs.com',
    emulator: (store) => alidnsEmulator(store, { id, secret, pageSize: 20 }),
  });

describeConformance('Alibaba Cloud DNS', {
  duplicates: true,
  aliases: 'seen',
  lines: true,
  silentWrites: false,
  echoes: false,
  pageSize: 20,
  zonePageSize: 20,
  clockRefusal: alibabaRefusal(
    400,
    'InvalidTimeStamp.Expired',
    'Specified time stamp or date value is expired.',
  ),
  errors,
  makeWorld: () => makeScene().world,
});

const home = '81.2.69.142';
const old = '89.160.20.112';

describe('Alibaba Cloud DNS', () => {
  const scene = () => makeScene().open();

  /** What a look at one name shows. */
  const shown = (...Record: readonly object[]) =>
    jsonReply(200, { TotalCount: Record.length, DomainRecords: { Record }, Code: 'OK' });

  it('sends back what an update would else reset, and calls the apex @', async () => {
    const { store, zone, apply, asked } = scene();
    const { id: RecordId } = store.add(zone, {
      name: 'example.com',
      type: 'A',
      value: old,
      ttl: 900,
    });
    await apply(change('example.com', home));
    expect(asked().slice(1)).toEqual([
      {
        action: 'DescribeSubDomainRecords',
        DomainName: 'example.com',
        SubDomain: 'example.com',
        PageNumber: '1',
        PageSize: '100',
      },
      {
        action: 'UpdateDomainRecord',
        RecordId,
        RR: '@',
        Type: 'A',
        Value: home,
        TTL: '900',
        Line: 'default',
      },
    ]);
  });

  it('makes a record for the default line, with the TTL of the free edition', async () => {
    const { apply, asked } = scene();
    await apply(change('*.example.com', home));
    expect(asked().at(-1)).toEqual({
      action: 'AddDomainRecord',
      DomainName: 'example.com',
      RR: '*',
      Type: 'A',
      Value: home,
      TTL: '600',
      Line: 'default',
    });
  });

  it('calls a domain by the name under which the service shows it', async () => {
    const { store, emulator, apply, asked } = scene();
    store.addZone('xn--bcher-kva.example');
    const [outcome] = await apply(change('home.xn--bcher-kva.example', home));
    expect(outcome?.kind).toBe('created');
    expect(asked().slice(1)).toMatchObject([
      { DomainName: 'bücher.example', SubDomain: 'home.bücher.example' },
      { DomainName: 'bücher.example', RR: 'home' },
    ]);
    expect(emulator.violations).toEqual([]);
  });

  it('reads ids and numbers in either form, null where nothing stands, and paused records as none', async () => {
    const { emulator, apply } = scene();
    const common = { RR: 'home', TTL: '600', Line: null, Remark: null };
    emulator.faults.push({
      when: ({ headers }) => headers['x-acs-action'] === 'DescribeSubDomainRecords',
      reply: shown(
        { ...common, RecordId: 7, Type: 'A', Value: home, Status: null },
        { ...common, RecordId: '8', Type: 'A', Value: old, Status: 'Disable' },
        { ...common, RecordId: '9', Type: 'TXT', Value: null, Status: 'Enable' },
      ),
    });
    expect(await apply(change('home.example.com', home))).toMatchObject([{ kind: 'alreadyRight' }]);
  });

  it('looks again where its list lags behind: the record is there already', async () => {
    const { store, zone, emulator, apply } = scene();
    store.add(zone, { name: 'home.example.com', type: 'A', value: home });
    emulator.faults.push({
      when: ({ headers }) => headers['x-acs-action'] === 'DescribeSubDomainRecords',
      reply: shown(),
    });
    expect(await apply(change('home.example.com', home))).toMatchObject([{ kind: 'alreadyRight' }]);
    expect(store.at(zone, 'home.example.com')).toHaveLength(1);
  });

  it('asks for the list of domains once, however deep the names are', async () => {
    const { apply, asked } = scene();
    await apply(change('a.b.c.d.example.com', home), change('e.f.example.com', home));
    expect(asked().filter(({ action }) => action === 'DescribeDomains')).toHaveLength(1);
  });

  it.each([
    [403, 'Forbidden.RAM', 'auth'],
    [400, 'DomainForbidden', 'blocked'],
    [400, 'QuotaExceeded.Record', 'plan'],
  ])('%i %s in one domain is nothing to the next', async (status, code, kind) => {
    const { store, emulator, apply } = scene();
    store.addZone('example.net');
    emulator.faults.push({
      when: ({ url }) => url.searchParams.get('DomainName') === 'example.com',
      reply: alibabaRefusal(status, code, 'Said by the service.'),
    });
    const outcomes = await apply(change('a.example.com', home), change('a.example.net', home));
    expect(outcomes).toMatchObject([{ kind, scope: 'record' }, { kind: 'created' }]);
  });

  it.each(['InternalError', 'UnKnownError'])(
    'leaves a write in doubt after %s, and no look',
    async (code) => {
      const { emulator, apply } = scene();
      const reply = alibabaRefusal(400, code, 'Said by the service.');
      emulator.faults.push({ reply }, { when: ({ method }) => method === 'POST', reply });
      const [looked] = await apply(change('home.example.com', home));
      expect(looked).toMatchObject({ kind: 'server', detail: saying(code) });
      expect(looked).not.toHaveProperty('unconfirmed');
      const [wrote] = await apply(change('home.example.com', home));
      expect(wrote).toMatchObject({ kind: 'server', unconfirmed: true });
    },
  );

  it.each([
    ['a space at the end', { ...account, accessKeySecret: `${secret} ` }],
    ['no id', { ...account, accessKeyId: '' }],
    ['no secret', { accessKeyId: id }],
  ])('refuses an account with %s', (_, given) => {
    expect(alidns.account.safeParse(given).success).toBe(false);
  });
});
