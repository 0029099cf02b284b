import { describe, expect, it } from 'vitest';
import { netcup } from '../../electron/providers/netcup.ts';
import { httpWorld } from '../support/conformance/http-world.ts';
import { describeConformance } from '../support/conformance/suite.ts';
import { home, home6, kinds, old } from '../support/conformance/trial.ts';
import { change, type ErrorRow } from '../support/conformance/world.ts';
import { saying } from '../support/detail.ts';
import { type EmulatedRequest, emulatedHttp, faults } from '../support/emulator.ts';
import { netcupAction, netcupEmulator, netcupReply } from '../support/netcup-emulator.ts';
import { testContext } from '../support/provider-context.ts';
import { zoneStore } from '../support/zone-store.ts';

const account = {
  customerNumber: '123456',
  apiKey: 'apiKeySecret0123456789',
  apiPassword: 'apiPasswordSecret0123456789',
};
const options = { ...account, session: 'sessionSecret0123456789' };
const endpoint = 'ccp.netcup.net';

const does =
  (...actions: readonly string[]) =>
  (request: EmulatedRequest) =>
    actions.includes(netcupAction(request));

const tooMany =
  'More than 180 requests per minute. Please wait and retry later. Please contact our customer service to find out if the limitation of requests can be increased.';

const errors: readonly ErrorRow[] = [
  {
    title: '4013 at the login, a wrong credential',
    at: 'read',
    when: does('login'),
    reply: netcupReply(4013, 'Customer account not found. JSON decode failed.'),
    kind: 'auth',
    scope: 'account',
  },
  {
    title: '4003 at the login',
    at: 'read',
    when: does('login'),
    reply: netcupReply(4003, 'The key is invalid.'),
    kind: 'auth',
    scope: 'account',
  },
  {
    title: '4013 at the login, too many requests',
    at: 'read',
    when: does('login'),
    reply: netcupReply(4013, tooMany),
    kind: 'rateLimited',
    scope: 'account',
  },
  {
    title: '4013 at the login, too many errors',
    at: 'read',
    when: does('login'),
    reply: netcupReply(4013, 'Too many error messages, please check your commands. '),
    kind: 'rateLimited',
    scope: 'account',
  },
  {
    title: '5000 at the login',
    at: 'read',
    when: does('login'),
    reply: netcupReply(5000, 'Internal error.'),
    kind: 'server',
    scope: 'account',
  },
  {
    title: '4003',
    at: 'write',
    reply: netcupReply(4003, 'The key is invalid.'),
    kind: 'auth',
    scope: 'account',
  },
  {
    title: '4013, too many requests',
    at: 'write',
    reply: netcupReply(4013, tooMany),
    kind: 'rateLimited',
    scope: 'account',
  },
  {
    title: '4013, of a value',
    at: 'write',
    reply: netcupReply(4013, 'Value in field destination does not match requirements of type: ip.'),
    kind: 'invalid',
  },
  {
    title: '5028, of the zone',
    at: 'write',
    reply: netcupReply(5028, 'Can not update. The zone example.com could not be found.'),
    kind: 'zoneNotFound',
  },
  {
    title: '5028, of a value',
    at: 'write',
    reply: netcupReply(5028, 'Can not update (all) DNS records for zone.'),
    kind: 'invalid',
  },
  {
    title: '5028, of a CNAME',
    at: 'write',
    creating: true,
    reply: netcupReply(5028, 'There is a CNAME record for this host.'),
    kind: 'conflict',
  },
  {
    title: '5000',
    at: 'read',
    when: does('infoDnsRecords'),
    reply: netcupReply(5000, 'Internal error.'),
    kind: 'server',
  },
];

describeConformance('netcup', {
  duplicates: true,
  aliases: 'seen',
  silentWrites: false,
  echoes: true,
  // There is one for the whole zone.
  ttls: false,
  errors,
  makeWorld: () => {
    const store = zoneStore();
    return httpWorld({
      provider: netcup,
      account,
      secrets: [account.apiKey, account.apiPassword, options.session],
      store,
      hosts: { [endpoint]: netcupEmulator(store, options) },
      refusals: {
        credential: netcupReply(4013, 'Customer account not found. JSON decode failed.'),
        secretEchoed: netcupReply(
          4013,
          `bad ${account.apiKey} or ${account.apiPassword} in field destination`,
        ),
      },
      isWrite: does('updateDnsRecords'),
    });
  },
});

function setUp() {
  const store = zoneStore();
  const zone = store.addZone('example.com');
  const record = store.add(zone, { name: 'home.example.com', type: 'A', value: old });
  const emulator = netcupEmulator(store, options);
  const http = emulatedHttp({ [endpoint]: emulator });
  const parsed = netcup.account.parse(account);
  const apply = (...names: readonly string[]) =>
    netcup.apply(
      names.map((name) => change(name, home)),
      parsed,
      testContext({ http }),
    );
  const actions = () => emulator.requests.map(netcupAction);
  return { store, zone, record, emulator, http, parsed, apply, actions };
}

describe('netcup', () => {
  it('opens a session, guesses the zone, writes one record, and closes the session', async () => {
    const { record, emulator, apply, actions } = setUp();
    await apply('home.example.com');
    expect(actions()).toEqual([
      'login',
      'infoDnsZone',
      'infoDnsZone',
      'infoDnsRecords',
      'updateDnsRecords',
      'logout',
    ]);
    const { param } = JSON.parse(emulator.requests[4]?.body ?? '');
    const written = { id: record.id, hostname: 'home', type: 'A', destination: home };
    expect(param).toEqual({
      customernumber: '123456',
      apikey: account.apiKey,
      apisessionid: `${options.session}1`,
      domainname: 'example.com',
      dnsrecordset: { dnsrecords: [{ ...written, priority: 'mine', deleterecord: false }] },
    });
  });

  it('makes no more wrong guesses than it must, since they are counted', async () => {
    const { apply, actions } = setUp();
    const names = Array.from({ length: 9 }, (_, at) => `h${at}.example.com`);
    expect(kinds(await apply(...names))).toEqual(names.map(() => 'created'));
    expect(actions().filter((action) => action === 'infoDnsZone')).toHaveLength(2);
  });

  it('closes the session after a look and after a failure too', async () => {
    const { emulator, http, parsed, apply, actions } = setUp();
    const { record } = change('home.example.com', home);
    await netcup.read?.([record], parsed, testContext({ http }));
    expect(actions().at(-1)).toBe('logout');
    emulator.faults.push({ when: does('updateDnsRecords'), reply: faults.reset });
    expect(await apply('home.example.com')).toMatchObject([{ kind: 'network', unconfirmed: true }]);
    expect(actions().at(-1)).toBe('logout');
  });

  it('takes no harm where the session cannot be closed', async () => {
    const { emulator, apply } = setUp();
    emulator.faults.push({ when: does('logout'), reply: faults.reset });
    expect(await apply('home.example.com')).toMatchObject([{ kind: 'updated' }]);
  });

  it('opens a session anew where netcup has lost it (a known fault of the service)', async () => {
    const { store, zone, emulator, apply, actions } = setUp();
    const reply = netcupReply(4001, 'The session id is not in a valid format.');
    emulator.faults.push({ when: does('updateDnsRecords'), reply });
    expect(await apply('home.example.com')).toMatchObject([{ kind: 'updated' }]);
    expect(store.at(zone, 'home.example.com')).toMatchObject([{ value: home }]);
    expect(actions().filter((action) => action === 'login')).toHaveLength(2);
  });

  it('opens it once only, and calls it a fault of the service', async () => {
    const { emulator, apply, actions } = setUp();
    const reply = netcupReply(4001, 'The session id is not in a valid format.');
    emulator.faults.push({ when: does('updateDnsRecords'), reply, times: 9 });
    expect(await apply('home.example.com')).toMatchObject([{ kind: 'server', scope: 'record' }]);
    expect(actions().filter((action) => action === 'login')).toHaveLength(2);
  });

  it('says that a limit may be a wrong credential, since netcup mixes them up', async () => {
    const { emulator, apply } = setUp();
    emulator.faults.push({ when: does('login'), reply: netcupReply(4013, tooMany) });
    expect(await apply('home.example.com')).toMatchObject([
      { kind: 'rateLimited', detail: saying('API password is wrong') },
    ]);
  });

  it('lets its session out of no error', async () => {
    const { emulator, apply } = setUp();
    const reply = netcupReply(4013, `refused: ${options.session}1`);
    emulator.faults.push({ when: does('updateDnsRecords'), reply });
    expect(await apply('home.example.com')).toMatchObject([
      { kind: 'invalid', detail: 'refused: …' },
    ]);
  });

  it('takes a name that netcup calls no domain for no zone', async () => {
    const { emulator, apply } = setUp();
    const says = 'Value in field domainname does not match requirements of type: domainname. ';
    emulator.faults.push({ when: does('infoDnsZone'), reply: netcupReply(4013, says) });
    expect(await apply('home.example.com')).toMatchObject([{ kind: 'updated' }]);
  });

  it('takes an answer without records for a write that was accepted', async () => {
    const { emulator, apply } = setUp();
    emulator.faults.push({ when: does('updateDnsRecords'), reply: netcupReply(2000, 'Done.') });
    expect(await apply('home.example.com')).toMatchObject([
      { kind: 'updated', evidence: 'accepted' },
    ]);
  });

  it('does not take the other family’s record for the one that it wrote', async () => {
    const { emulator, apply } = setUp();
    const record = { id: 7, hostname: 'home', type: 'AAAA', destination: home6, priority: '0' };
    const reply = netcupReply(2000, 'Done.', { dnsrecords: [record] });
    emulator.faults.push({ when: does('updateDnsRecords'), reply });
    expect(await apply('home.example.com')).toMatchObject([
      { kind: 'updated', evidence: 'accepted' },
    ]);
  });

  it('leaves in doubt a write that failed inside netcup', async () => {
    const { emulator, apply } = setUp();
    emulator.faults.push({ when: does('updateDnsRecords'), reply: netcupReply(5000, 'Broken.') });
    expect(await apply('home.example.com')).toMatchObject([{ kind: 'server', unconfirmed: true }]);
  });

  it('tells a mismatch where the answer names another address', async () => {
    const { emulator, apply } = setUp();
    const record = { id: 7, hostname: 'home', type: 'A', destination: old, priority: 0 };
    const reply = netcupReply(2000, 'Done.', { dnsrecords: [record] });
    emulator.faults.push({ when: does('updateDnsRecords'), reply });
    expect(await apply('home.example.com')).toMatchObject([{ kind: 'mismatch' }]);
  });

  it.each([
    ['a customer number with letters', { ...account, customerNumber: 'abc' }],
    ['no API password', { ...account, apiPassword: undefined }],
    ['a key with a space', { ...account, apiKey: 'a b' }],
  ])('refuses an account with %s', (_, wrong) => {
    expect(netcup.account.safeParse(wrong).success).toBe(false);
  });
});
