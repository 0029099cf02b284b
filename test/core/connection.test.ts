import { describe, expect, it } from 'vitest';
import { testConnection } from '../../electron/core/connection.ts';
import { missingOutcome, ownFault } from '../../electron/core/outcome.ts';
import { digitalocean } from '../../electron/providers/digitalocean.ts';
import { webhook } from '../../electron/providers/webhook.ts';
import { httpWorld } from '../support/conformance/http-world.ts';
import { change } from '../support/conformance/world.ts';
import { digitaloceanEmulator } from '../support/digitalocean-emulator.ts';
import { jsonReply } from '../support/emulator.ts';
import { testContext } from '../support/provider-context.ts';
import { zoneStore } from '../support/zone-store.ts';

const token = 'dop_v1_secret0123456789abcdef';
const refusal = jsonReply(401, { id: 'unauthorized', message: 'Unable to authenticate you' });

function world() {
  const store = zoneStore();
  const made = httpWorld({
    provider: digitalocean,
    account: { token },
    secrets: [token],
    store,
    hosts: { 'api.digitalocean.com': digitaloceanEmulator(store, { token, pageSize: 20 }) },
    refusals: { credential: refusal, secretEchoed: refusal },
  });
  made.addZone('example.com');
  made.addRecord({ name: 'home.example.com', type: 'A', value: '89.160.20.112', ttl: 120 });
  return made;
}

const records = ['home.example.com', 'new.example.com', 'home.missing.net'].map(
  (name) => change(name, '81.2.69.142').record,
);

describe('a test of an account', () => {
  it('shows its zones and what its records hold, and writes nothing', async () => {
    const { account, context, requests, provider } = world();
    const found = await testConnection(provider, account, records, context());
    expect(found).toMatchObject({
      kind: 'works',
      zones: ['example.com'],
      records: [
        { found: { values: ['89.160.20.112'], ttl: 120 } },
        { found: { values: [] } },
        { found: { kind: 'zoneNotFound' } },
      ],
    });
    expect(requests().writes).toBe(0);
  });

  it('says why the credential is refused', async () => {
    const { account, context, fault, provider } = world();
    fault('credential');
    expect(await testConnection(provider, account, records, context())).toMatchObject({
      kind: 'failed',
      failure: { kind: 'auth', scope: 'account' },
    });
  });

  it('leaves no trace in what the account remembers', async () => {
    const { account, context, provider } = world();
    const outside = context();
    await testConnection(provider, account, records, outside);
    expect([...outside.remembered]).toEqual([]);
  });

  it('keeps every record that was asked for, one that nothing was told about too', async () => {
    const { account, context, provider } = world();
    const holding = { values: [], ttl: undefined };
    const found = await testConnection(
      { ...provider, read: async () => [holding] },
      account,
      records,
      context(),
    );
    expect(found).toMatchObject({
      records: [
        { record: records[0], found: holding },
        { record: records[1], found: missingOutcome },
        { record: records[2], found: missingOutcome },
      ],
    });
  });

  it.each(['zones', 'read'] as const)(
    'takes a provider that throws in `%s` for a fault of ours, and notes it',
    async (method) => {
      const { account, context, provider } = world();
      const outside = context();
      const broken = {
        ...provider,
        [method]: () => {
          throw new TypeError('zones is not iterable');
        },
      };
      expect(await testConnection(broken, account, records, outside)).toMatchObject({
        kind: 'failed',
        failure: { kind: 'unknown', detail: ownFault, scope: 'record' },
      });
      expect(JSON.stringify(outside.lines)).toContain('a provider broke its promise');
    },
  );

  it('rejects with the reason of its signal', async () => {
    const { account, context, provider } = world();
    const reason = new Error('the program ends');
    const outside = context({ signal: AbortSignal.abort(reason) });
    await expect(testConnection(provider, account, records, outside)).rejects.toBe(reason);
  });

  it('is not possible where a service shows nothing, and then nothing is sent', async () => {
    const account = webhook.account.parse({ url: 'https://hook.example.net/?ip={ip}' });
    const sent: unknown[] = [];
    const http = { send: async (request: unknown) => Promise.reject(sent.push(request)) };
    const found = await testConnection(webhook, account, records, testContext({ http }));
    expect(found).toEqual({ kind: 'untestable' });
    expect(sent).toEqual([]);
  });
});
