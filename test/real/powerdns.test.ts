import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Outcome } from '../../electron/core/outcome.ts';
import type { Change } from '../../electron/core/provider.ts';
import { createHttp } from '../../electron/node/http.ts';
import { powerdns } from '../../electron/providers/powerdns.ts';
import { change } from '../support/conformance/world.ts';
import { saying } from '../support/detail.ts';
import { type PowerdnsServer, powerdnsBinaries, startPowerdns } from '../support/powerdns.ts';
import { testContext } from '../support/provider-context.ts';
import { describeReal } from '../support/real.ts';

const home = '81.2.69.142';
const home6 = '2a02:8071:1:2::7';
const old = '89.160.20.112';

describeReal('a real PowerDNS', powerdnsBinaries, () => {
  let server: PowerdnsServer;

  beforeEach(async () => {
    server = await startPowerdns();
    await server.addZone('example.com.', [
      {
        name: 'home.example.com.',
        type: 'A',
        ttl: 77,
        records: [{ content: old, disabled: false }],
        comments: [{ content: 'by hand', account: 'me' }],
      },
      {
        name: 'home.example.com.',
        type: 'TXT',
        ttl: 300,
        records: [{ content: '"note"', disabled: false }],
      },
      {
        name: 'www.example.com.',
        type: 'CNAME',
        ttl: 300,
        records: [{ content: 'home.example.com.', disabled: false }],
      },
    ]);
  });
  afterEach(() => server.close());

  const http = createHttp({ userAgent: 'ddns-tray-test', connected: () => true });

  function apply(changes: readonly Change[], fields: object = {}): Promise<readonly Outcome[]> {
    const { url, apiKey } = server;
    const account = powerdns.account.parse({ url, apiKey, ...fields });
    return powerdns.apply(changes, account, testContext({ http }));
  }

  const kinds = (outcomes: readonly Outcome[]) => outcomes.map(({ kind }) => kind);

  it('answers with the new A and AAAA', async () => {
    const outcomes = await apply([
      change('home.example.com', home),
      change('home.example.com', home6),
      change('example.com', home),
      change('*.example.com', home6),
    ]);
    expect(kinds(outcomes)).toEqual(['updated', 'created', 'created', 'created']);
    expect(await server.dig('home.example.com', 'A')).toEqual([home]);
    expect(await server.dig('home.example.com', 'AAAA')).toEqual([home6]);
    expect(await server.dig('example.com', 'A')).toEqual([home]);
    expect(await server.dig('anything.example.com', 'AAAA')).toEqual([home6]);
  });

  it('says that nothing is to do the second time', async () => {
    const changes = [change('home.example.com', home), change('home.example.com', home6)];
    await apply(changes);
    expect(await apply(changes)).toMatchObject([
      { kind: 'alreadyRight', evidence: 'provider' },
      { kind: 'alreadyRight', evidence: 'provider' },
    ]);
  });

  it('keeps TTL, comments and neighbours', async () => {
    const before = await server.rrsets('example.com.');
    await apply([change('home.example.com', home)]);
    const after = await server.rrsets('example.com.');
    const expected = before.map((set) =>
      set.name === 'home.example.com.' && set.type === 'A'
        ? { ...set, records: [{ content: home, disabled: false }] }
        : set.type === 'SOA'
          ? after.find(({ type }) => type === 'SOA')
          : set,
    );
    expect(new Set(after)).toEqual(new Set(expected));
  });

  it('writes the other records where one is refused', async () => {
    const outcomes = await apply([
      change('a.example.com', home),
      change('www.example.com', home),
      // Longer than a label may be, which the server refuses and so undoes the whole request.
      change(`${'x'.repeat(64)}.example.com`, home),
      change('b.example.com', home6),
      change('a.example.net', home),
    ]);
    expect(kinds(outcomes)).toEqual(['created', 'conflict', 'invalid', 'created', 'zoneNotFound']);
    expect(outcomes[1]).toMatchObject({
      detail: saying('www.example.com is a CNAME to home.example.com'),
    });
    expect(await server.dig('a.example.com', 'A')).toEqual([home]);
    expect(await server.dig('b.example.com', 'AAAA')).toEqual([home6]);
  });

  it('refuses a wrong key, and nothing changes', async () => {
    const outcomes = await apply([change('home.example.com', home)], { apiKey: 'wrong' });
    expect(outcomes).toMatchObject([{ kind: 'auth', scope: 'account' }]);
    expect(JSON.stringify(outcomes)).not.toContain('wrong');
    expect(await server.dig('home.example.com', 'A')).toEqual([old]);
  });

  it('knows no other server id', async () => {
    expect(await apply([change('home.example.com', home)], { serverId: 'ns1' })).toMatchObject([
      { kind: 'zoneNotFound', detail: saying('“ns1”') },
    ]);
  });

  it('that was stopped refuses the connection', async () => {
    await server.stop();
    expect(await apply([change('home.example.com', home)])).toMatchObject([
      { kind: 'network', detail: saying('refused the connection') },
    ]);
  });

  it('takes a hundred records in one request', async () => {
    const changes = Array.from({ length: 100 }, (_, at) => change(`h${at}.example.com`, home));
    expect(new Set(kinds(await apply(changes)))).toEqual(new Set(['created']));
    expect(await server.dig('h99.example.com', 'A')).toEqual([home]);
  });
});
