import { describe, expect, it } from 'vitest';
import { capabilitiesOf } from '../../electron/core/provider.ts';
import { dyndns2 } from '../../electron/providers/dyndns2.ts';
import { change } from '../support/conformance/world.ts';
import { dyndns2Emulator } from '../support/dyndns2-emulator.ts';
import { emulatedHttp } from '../support/emulator.ts';
import { testContext } from '../support/provider-context.ts';

const password = 'p4ss-w0rd';

function problems(account: unknown): readonly string[] {
  const result = dyndns2.account.safeParse(account);
  return result.success ? [] : result.error.issues.map(({ path }) => path.join('.'));
}

describe('an account of dyndns2', () => {
  it.each([
    ['a preset and a user name', { preset: 'noip', username: 'u', password }],
    ['a preset that knows no user names', { preset: 'he', password }],
    ['a server', { server: 'dyndns.example.com', username: 'u', password }],
    ['a server without a user name', { server: 'dyndns.example.com', password }],
  ])('may be %s', (_, account) => {
    expect(problems(account)).toEqual([]);
  });

  it.each([
    [
      'both a preset and a server',
      { preset: 'noip', server: 'a.example', username: 'u', password },
      'server',
    ],
    ['neither', { username: 'u', password }, 'preset'],
    ['an unknown preset', { preset: 'nope', username: 'u', password }, 'preset'],
    ['no password', { preset: 'noip', username: 'u' }, 'password'],
    ['an empty password', { preset: 'noip', username: 'u', password: '' }, 'password'],
    ['no user name where the host wants one', { preset: 'noip', password }, 'username'],
    ['a user name with a colon', { preset: 'noip', username: 'a:b', password }, 'username'],
    ['an unknown field', { preset: 'noip', username: 'u', password, host: 'x' }, ''],
  ])('may not be %s, and says which field', (_, account, field) => {
    expect(problems(account)).toEqual([field]);
  });

  it.each([
    [
      'plain http in the open (ddns-go DNSLA: credentials went over plain http)',
      'http://dyndns.example.com/nic/update',
    ],
    ['plain http to a public address', 'http://81.2.69.142/nic/update'],
    ['plain http to a name that only looks near', 'http://localhost.example.com/'],
    ['another scheme', 'ftp://dyndns.example.com/'],
    ['no host', 'https://'],
    ['a space', 'dyndns example.com'],
    ['credentials', 'https://user:p4ss@dyndns.example.com/'],
    ['a query', 'https://dyndns.example.com/nic/update?hostname=x'],
    ['a fragment', 'https://dyndns.example.com/nic/update#x'],
  ])('refuses a server with %s', (_, server) => {
    const result = dyndns2.account.safeParse({ server, username: 'u', password });
    expect(problems({ server, username: 'u', password })).toEqual(['server']);
    expect(JSON.stringify(result.error?.issues)).not.toContain('p4ss');
  });

  it.each([
    ['dyndns.example.com', 'https://dyndns.example.com/nic/update'],
    ['dyndns.example.com/', 'https://dyndns.example.com/'],
    ['dyndns.example.com/dyn/generic.php', 'https://dyndns.example.com/dyn/generic.php'],
    ['https://dyndns.example.com', 'https://dyndns.example.com/nic/update'],
    ['https://dyndns.example.com:8443/x', 'https://dyndns.example.com:8443/x'],
    ['http://127.0.0.1:8080', 'http://127.0.0.1:8080/nic/update'],
    ['http://[::1]:8080/up', 'http://[::1]:8080/up'],
    ['http://192.168.1.2/up', 'http://192.168.1.2/up'],
    ['http://[fd00::1]/up', 'http://[fd00::1]/up'],
    ['http://localhost/up', 'http://localhost/up'],
  ])('reads the server %s', async (server, endpoint) => {
    const url = new URL(endpoint);
    const emulator = dyndns2Emulator({ path: url.pathname, username: 'u', password });
    emulator.addHost('home.example.com');
    const context = testContext({ http: emulatedHttp({ [url.host]: emulator }) });
    const account = dyndns2.account.parse({ server, username: 'u', password });
    const outcomes = await dyndns2.apply(
      [change('home.example.com', '81.2.69.142')],
      account,
      context,
    );
    expect(outcomes).toMatchObject([{ kind: 'updated' }]);
    expect(emulator.requests[0]?.url.href.split('?')[0]).toBe(endpoint);
    expect(emulator.violations).toEqual([]);
  });

  it('sends a password with letters of all kinds in UTF-8 (RFC 7617)', async () => {
    const odd = 'pä55 word:日本+&=';
    const emulator = dyndns2Emulator({ username: 'ü@x.example', password: odd });
    emulator.addHost('home.example.com');
    const context = testContext({ http: emulatedHttp({ 'a.example.com': emulator }) });
    const account = dyndns2.account.parse({
      server: 'a.example.com',
      username: 'ü@x.example',
      password: odd,
    });
    const outcomes = await dyndns2.apply(
      [change('home.example.com', '81.2.69.142')],
      account,
      context,
    );
    expect(outcomes).toMatchObject([{ kind: 'updated' }]);
  });

  it('has the families and the batch of its preset', () => {
    const of = (preset: string) => {
      const { families, batch } = capabilitiesOf(dyndns2, { preset, username: 'u', password });
      return { families, batch };
    };
    expect(of('dyn')).toEqual({ families: ['ipv4', 'ipv6'], batch: true });
    expect(of('joker')).toEqual({ families: ['ipv4'], batch: false });
    expect(of('desec')).toEqual({ families: ['ipv4', 'ipv6'], batch: false });
  });
});
