import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { detailText, failureKinds, isFailure } from '../../electron/core/outcome.ts';
import type { NetErrorKind } from '../../electron/core/ports.ts';
import type { Change } from '../../electron/core/provider.ts';
import { dyndns2 } from '../../electron/providers/dyndns2.ts';
import { addr } from '../support/address.ts';
import { change } from '../support/conformance/world.ts';
import {
  type Dyndns2Emulator,
  type Dyndns2Options,
  dyndns2Emulator,
  guessed,
  words,
} from '../support/dyndns2-emulator.ts';
import { type EmulatedReply, emulatedHttp, faults } from '../support/emulator.ts';
import { type TestContext, testContext } from '../support/provider-context.ts';

const v4 = '81.2.69.142';
const old4 = '89.160.20.112';
const v6 = '2a02:8071:1:2::7';
const old6 = '2a02:8071:1:2::9';
const password = 'p4ss-w0rd';

interface World {
  readonly emulator: Dyndns2Emulator;
  readonly context: TestContext;
  readonly account: unknown;
  readonly sent: readonly { readonly url: string }[];
  apply(...changes: Change[]): ReturnType<typeof dyndns2.apply>;
}

/** The emulator as the user's own server, or as Dyn's. */
function world(options: Dyndns2Options & { readonly preset?: string } = {}): World {
  const emulator = dyndns2Emulator({
    ...(options.preset === 'dyn' ? { path: '/v3/update', omitted: 'deleted' as const } : {}),
    ...options,
  });
  const http = emulatedHttp({ 'dyndns.example.net': emulator, 'members.dyndns.org': emulator });
  const context = testContext({ http });
  const account = dyndns2.account.parse({
    ...(options.preset === undefined
      ? { server: 'dyndns.example.net' }
      : { preset: options.preset }),
    username: 'user',
    password,
  });
  return {
    emulator,
    context,
    account,
    sent: http.sent,
    apply: async (...changes) => {
      const outcomes = await dyndns2.apply(changes, account, context);
      expect(emulator.violations).toEqual([]);
      return outcomes;
    },
  };
}

/** One record against one answer. */
async function answered(reply: EmulatedReply, ...changes: Change[]) {
  const { emulator, apply } = world();
  emulator.faults.push({ reply });
  return apply(...(changes.length === 0 ? [change('home.example.com', v4)] : changes));
}

describe('updating over dyndns2', () => {
  it('sets the address and takes the word of the host for accepted, not for proof', async () => {
    const { emulator, apply } = world();
    emulator.addHost('home.example.com', { ipv4: old4, ipv6: old6 });
    expect(await apply(change('home.example.com', v4))).toEqual([
      { kind: 'updated', evidence: 'accepted' },
    ]);
    expect(emulator.hosts.get('home.example.com')).toEqual({ ipv4: v4, ipv6: old6 });
  });

  it('calls an unchanged address right already', async () => {
    const { emulator, apply } = world();
    emulator.addHost('home.example.com', { ipv4: v4 });
    expect(await apply(change('home.example.com', v4))).toEqual([
      { kind: 'alreadyRight', evidence: 'accepted' },
    ]);
  });

  it('updates IPv6 without touching IPv4', async () => {
    const { emulator, apply } = world();
    emulator.addHost('home.example.com', { ipv4: old4, ipv6: old6 });
    await apply(change('home.example.com', v6));
    expect(emulator.hosts.get('home.example.com')).toEqual({ ipv4: old4, ipv6: v6 });
  });

  it('always says the address, so that no host takes a VPN exit for it (hashrate-autopilot #339)', async () => {
    const { emulator, apply, sent } = world({ omitted: 'guessed', preset: 'dyn' });
    emulator.addHost('home.example.com', {});
    await apply(change('home.example.com', v4), change('home.example.com', v6));
    await apply({ ...change('home.example.com', old4), sibling: addr(v6) });
    expect(emulator.hosts.get('home.example.com')).toEqual({ ipv4: old4, ipv6: v6 });
    expect(sent).toHaveLength(2);
    expect(JSON.stringify([...emulator.hosts.values()])).not.toContain(guessed.ipv6);
  });

  it('keeps AAAA alive at a host that deletes what is left out (openwrt #17875)', async () => {
    const { emulator, apply } = world({ preset: 'dyn' });
    emulator.addHost('home.example.com', { ipv4: old4, ipv6: old6 });
    await apply(change('home.example.com', v4), change('home.example.com', v6));
    await apply({ ...change('home.example.com', old4), sibling: addr(v6) });
    expect(emulator.hosts.get('home.example.com')).toEqual({ ipv4: old4, ipv6: v6 });
    await apply({ ...change('home.example.com', old6), sibling: addr(old4) });
    expect(emulator.hosts.get('home.example.com')).toEqual({ ipv4: old4, ipv6: old6 });
  });

  it('updates a wildcard and a name in A-labels', async () => {
    const { emulator, apply } = world();
    emulator.addHost('*.example.com');
    emulator.addHost('xn--hm-via.example.com');
    const outcomes = await apply(change('*.example.com', v4), change('xn--hm-via.example.com', v4));
    expect(outcomes.map(({ kind }) => kind)).toEqual(['updated', 'updated']);
    expect(emulator.hosts.get('*.example.com')).toEqual({ ipv4: v4 });
  });

  it('puts up to 20 names with the same address into one request', async () => {
    const { emulator, apply, sent } = world({ preset: 'dyn' });
    const names = Array.from({ length: 45 }, (_, at) => `h${at}.example.com`);
    for (const name of names) emulator.addHost(name);
    const outcomes = await apply(...names.map((name) => change(name, v4)));
    expect(new Set(outcomes.map(({ kind }) => kind))).toEqual(new Set(['updated']));
    expect(sent).toHaveLength(3);
    expect([...emulator.hosts.values()]).toEqual(names.map(() => ({ ipv4: v4 })));
  });

  it('reads each line for its own name, in order', async () => {
    const { emulator, apply } = world({ preset: 'dyn' });
    for (const at of [1, 2, 4, 5]) emulator.addHost(`h${at}.example.com`);
    emulator.addHost('h2.example.com', { ipv4: v4 });
    emulator.verdicts.set('h4.example.com', 'dnserr');
    emulator.verdicts.set('h5.example.com', 'good 89.160.20.112');
    const outcomes = await apply(...[1, 2, 3, 4, 5].map((at) => change(`h${at}.example.com`, v4)));
    const kinds = outcomes.map(({ kind }) => kind);
    expect(kinds).toEqual(['updated', 'alreadyRight', 'hostNotFound', 'server', 'mismatch']);
  });

  it('gives one outcome for each change, in order, however names and families are mixed', async () => {
    const { emulator, apply, sent } = world({ preset: 'dyn' });
    for (const name of ['a.example.com', 'b.example.com', 'c.example.com']) emulator.addHost(name);
    emulator.addHost('c.example.com', { ipv6: v6 });
    const outcomes = await apply(
      change('c.example.com', v6),
      change('a.example.com', v4),
      change('missing.example.com', v4),
      change('b.example.com', v6),
      change('a.example.com', v6),
    );
    expect(outcomes.map(({ kind }) => kind)).toEqual([
      'alreadyRight',
      'updated',
      'hostNotFound',
      'updated',
      'updated',
    ]);
    expect(sent).toHaveLength(3);
  });
});

describe('an answer of dyndns2', () => {
  const updated = { kind: 'updated', evidence: 'accepted' };

  it.each([
    ['with CRLF', `good ${v4}\r\n`],
    ['with a byte order mark', `\ufeffgood ${v4}`],
    ['in capitals', `GOOD ${v4}`],
    ['with empty lines around', `\n\n  good ${v4}  \n\n`],
    ['with talk behind', `good ${v4}\nThank you for using us.\n`],
    ['without an address', 'good'],
    ['with a tab', `good\t${v4}`],
  ])('is understood %s', async (_, body) => {
    expect(await answered(words(200, body))).toEqual([updated]);
  });

  it('is understood although PHP calls it text/html', async () => {
    const reply = { status: 200, headers: { 'content-type': 'text/html' }, body: `good ${v4}` };
    expect(await answered(reply)).toEqual([updated]);
  });

  it('is compared in binary, not as text', async () => {
    const line = words(200, 'good 2A02:8071:0001:0002:0:0:0:7');
    expect(await answered(line, change('home.example.com', v6))).toEqual([updated]);
  });

  it('that names both addresses fits each family', async () => {
    const { emulator, apply } = world({ preset: 'dyn' });
    emulator.faults.push({ reply: words(200, `good ${v4},${v6}`) });
    const outcomes = await apply(change('home.example.com', v4), change('home.example.com', v6));
    expect(outcomes).toEqual([updated, updated]);
  });

  it('that names a wrong IPv6 address spoils IPv6 alone', async () => {
    const { emulator, apply } = world({ preset: 'dyn' });
    emulator.faults.push({ reply: words(200, `good ${v4},${old6}`) });
    const outcomes = await apply(change('home.example.com', v4), change('home.example.com', v6));
    expect(outcomes.map(({ kind }) => kind)).toEqual(['updated', 'mismatch']);
  });

  it('with a line for each family is read by the addresses', async () => {
    const { emulator, apply } = world({ preset: 'dyn' });
    emulator.faults.push({ reply: words(200, `nochg ${v6}\ngood ${v4}`) });
    const outcomes = await apply(change('home.example.com', v4), change('home.example.com', v6));
    expect(outcomes.map(({ kind }) => kind)).toEqual(['updated', 'alreadyRight']);
  });

  it('that names an address of a family we did not send is a mismatch', async () => {
    const [outcome] = await answered(words(200, `good ${guessed.ipv6}`));
    expect(outcome).toMatchObject({ kind: 'mismatch' });
  });

  it('good 127.0.0.1 means that the client is refused (Dyn, return codes)', async () => {
    const { emulator, apply } = world({ preset: 'dyn' });
    emulator.faults.push({ reply: words(200, 'good 127.0.0.1') });
    const outcomes = await apply(change('home.example.com', v4), change('home.example.com', v6));
    expect(outcomes).toMatchObject([
      { kind: 'blocked', scope: 'account' },
      { kind: 'blocked', scope: 'account' },
    ]);
  });

  it('that is one code for several names is an error of the account, for all of them', async () => {
    const { emulator, apply, sent } = world({ preset: 'dyn' });
    emulator.faults.push({ reply: words(200, 'numhost') });
    const all = [1, 2, 3].map((at) => change(`h${at}.example.com`, v4));
    const outcomes = await apply(...all, change('h4.example.com', old4));
    expect(outcomes).toHaveLength(4);
    for (const outcome of outcomes) {
      expect(outcome).toMatchObject({ kind: 'hostNotFound', scope: 'account' });
    }
    expect(sent).toHaveLength(1);
  });

  it('with fewer lines than names leaves the rest in doubt', async () => {
    const { emulator, apply } = world({ preset: 'dyn' });
    emulator.faults.push({ reply: words(200, `good ${v4}\ngood ${v4}`) });
    const outcomes = await apply(...[1, 2, 3].map((at) => change(`h${at}.example.com`, v4)));
    expect(outcomes.map(({ kind }) => kind)).toEqual(['updated', 'updated', 'unknown']);
    expect(outcomes[2]).toMatchObject({ unconfirmed: true });
  });

  it.each([
    ['nothing', ''],
    ['blanks', ' \r\n\t '],
    ['a page', '<!DOCTYPE html><html>good</html>'],
    ['a page behind a byte order mark', '\ufeff<html><body>good 1.2.3.4</body></html>'],
    ['a strange word', 'goodish 81.2.69.142'],
    ['a word that only an object has', 'constructor'],
    ['JSON', '{"good":true}'],
  ])('of %s is a riddle, and the write is in doubt', async (_, body) => {
    const [outcome] = await answered(words(200, body));
    expect(outcome).toMatchObject({ kind: 'unknown', scope: 'record', unconfirmed: true });
  });

  it('that nobody understands is quoted, short and on one line', async () => {
    const [outcome] = await answered(words(200, `riddle \u202e\u0007 ${'x'.repeat(5000)}\nmore`));
    if (outcome === undefined || !isFailure(outcome)) throw new Error('no failure');
    const [en, zh] = [detailText(outcome.detail, 'en'), detailText(outcome.detail, 'zh-CN')];
    expect(en).toMatch(/^dyndns\.example\.net answered “riddle [^\n]{1,130}”$/);
    expect(zh).toMatch(/^dyndns\.example\.net 应答“riddle [^\n]{1,130}”$/);
    for (const mark of ['\u202e', '\u0007']) expect(`${en}${zh}`).not.toContain(mark);
  });

  it.each([
    [401, 'auth', 'account'],
    [403, 'auth', 'account'],
    [429, 'rateLimited', 'account'],
    [500, 'server', 'record'],
    [502, 'server', 'record'],
    [302, 'unknown', 'record'],
    [404, 'unknown', 'record'],
  ] as const)('of status %i without a word is %s', async (status, kind, scope) => {
    const reply = { status, headers: { location: 'https://elsewhere.test/' }, body: '' };
    expect(await answered(reply)).toMatchObject([{ kind, scope }]);
  });

  it('that says good with an error status is not believed', async () => {
    const [outcome] = await answered(words(500, `good ${v4}`));
    expect(outcome).toMatchObject({ kind: 'server' });
  });

  it('passes on how long to wait', async () => {
    const reply = { status: 429, headers: { 'retry-after': '90' }, body: '' };
    expect(await answered(reply)).toMatchObject([{ kind: 'rateLimited', retryAfter: 90_000 }]);
  });

  it('never brings an exception, whatever it is', async () => {
    const any = fc.record({
      status: fc.integer({ min: 200, max: 599 }),
      body: fc.oneof(
        fc.string({ unit: 'binary' }),
        fc
          .array(fc.constantFrom('good', 'nochg', 'badauth', v4, v6, '\n', ' ', ',', '<', '\ufeff'))
          .map((parts) => parts.join('')),
      ),
    });
    await fc.assert(
      fc.asyncProperty(any, async (reply) => {
        const { emulator, apply } = world({ preset: 'dyn' });
        emulator.faults.push({ reply });
        const outcomes = await apply(change('a.example.com', v4), change('b.example.com', v4));
        expect(outcomes).toHaveLength(2);
        for (const outcome of outcomes) {
          const kinds: readonly string[] = [...failureKinds, 'updated', 'alreadyRight'];
          expect(kinds).toContain(outcome.kind);
          if (reply.status >= 300) expect(isFailure(outcome)).toBe(true);
        }
      }),
    );
  });
});

describe('a host of dyndns2 in trouble', () => {
  const many = [1, 2, 3].map((at) => change(`h${at}.example.com`, v4));

  it.each([
    ['badauth', 'auth'],
    ['!donator', 'plan'],
    ['abuse', 'blocked'],
    ['badagent', 'blocked'],
    ['911', 'server'],
  ])('is asked nothing more in the round after %s', async (word, kind) => {
    const { emulator, apply, sent } = world();
    emulator.faults.push({ reply: words(200, word) });
    const outcomes = await apply(...many);
    expect(outcomes.map((outcome) => outcome.kind)).toEqual([kind, kind, kind]);
    expect(sent).toHaveLength(1);
  });

  it('says that one name is missing and still updates the others (ddns-go: the rest was skipped silently)', async () => {
    const { emulator, apply } = world();
    emulator.addHost('h1.example.com');
    emulator.addHost('h3.example.com');
    const outcomes = await apply(...many);
    expect(outcomes.map(({ kind }) => kind)).toEqual(['updated', 'hostNotFound', 'updated']);
  });

  it('tells a wrong password from everything else', async () => {
    const { emulator, context, apply } = world({ password: 'another' });
    emulator.addHost('h1.example.com');
    const [outcome] = await apply(change('h1.example.com', v4));
    expect(outcome).toMatchObject({ kind: 'auth', scope: 'account' });
    expect(JSON.stringify([outcome, context.lines])).not.toContain(password);
  });

  it.each<readonly [string, EmulatedReply, string, boolean]>([
    ['does not answer', faults.hang, 'network', true],
    ['breaks the connection', faults.reset, 'network', true],
    ['is offline', { error: 'offline' }, 'offline', false],
    ['refuses', { error: 'refused' }, 'network', false],
    ['has a bad certificate', { error: 'tls' }, 'tls', false],
    ['is behind a proxy that asks', { error: 'proxyAuth' as NetErrorKind }, 'proxyAuth', false],
    ['answers without end', faults.oversized(5 * 1024 * 1024), 'unknown', true],
  ])('%s: the write is in doubt only where it had left', async (_, reply, kind, doubt) => {
    const [outcome] = await answered(reply);
    expect(outcome).toMatchObject({ kind });
    expect(outcome !== undefined && 'unconfirmed' in outcome).toBe(doubt);
  });

  it('is sent nothing twice, not even after a broken exchange', async () => {
    const { emulator, apply, sent } = world();
    emulator.faults.push({ reply: faults.reset, effect: 'after' });
    emulator.addHost('home.example.com');
    expect(await apply(change('home.example.com', v4))).toMatchObject([
      { kind: 'network', unconfirmed: true },
    ]);
    expect(sent).toHaveLength(1);
  });

  it('is given up after two broken exchanges in a row, without doubt about what was not sent', async () => {
    const { emulator, apply, sent } = world();
    emulator.faults.push({ reply: faults.hang, times: 9 });
    const outcomes = await apply(...many);
    expect(outcomes.map((each) => 'unconfirmed' in each)).toEqual([true, true, false]);
    expect(sent).toHaveLength(2);
  });

  it('is not spoken to once the program ends', async () => {
    const { account, context, sent } = world();
    const reason = new Error('the program ends');
    const signal = AbortSignal.abort(reason);
    await expect(dyndns2.apply(many, account, { ...context, signal })).rejects.toBe(reason);
    expect(sent).toEqual([]);
  });
});

describe('a host that repeats what it was sent', () => {
  it.each([
    [
      'in the query as it travels',
      (text: string) => encodeURIComponent(text).replaceAll('%3A', ':'),
    ],
    ['with small hexadecimal', (text: string) => encodeURIComponent(text).toLowerCase()],
    ['in JSON', (text: string) => JSON.stringify(text)],
    ['in base64', (text: string) => btoa(text)],
  ])('shows no password %s', async (_, form) => {
    const own = 'p@ss:"word"/1';
    const body = `Cannot GET /update?password=${form(own)}`;
    const send = async () => ({ status: 400, headers: {}, body });
    const context = testContext({ http: { send } });
    const settings = { preset: 'freemyip', password: own };
    const account = dyndns2.account.parse(settings);
    const [outcome] = await dyndns2.apply([change('home.freemyip.com', v4)], account, context);
    expect(JSON.stringify(outcome)).toContain('Cannot GET');
    expect(JSON.stringify(outcome)).not.toContain(form(own).replaceAll('"', '').slice(0, 10));
  });
});
