import { describe, expect, it } from 'vitest';
import { languages } from '../../electron/contract/language.ts';
import {
  type Detail,
  type Failure,
  isFailure,
  missingOutcome,
  type Outcome,
} from '../../electron/core/outcome.ts';
import { NetError, type NetErrorKind } from '../../electron/core/ports.ts';
import { failureOfNetError, failureOfReply, type Reply } from '../../electron/core/reply.ts';
import { failureSentence } from '../../electron/core/views/outcome.ts';
import { mismatch } from '../../electron/providers/api/api-failure.ts';
import { groupByZone } from '../../electron/providers/api/zone-search.ts';
import { planChange as planCloudflare } from '../../electron/providers/cloudflare/plan.ts';
import { presetById, presets } from '../../electron/providers/dyndns2/presets.ts';
import { judgeReply } from '../../electron/providers/dyndns2/reply.ts';
import { planChange as planPowerdns } from '../../electron/providers/powerdns/plan.ts';
import { failureOfRcode } from '../../electron/providers/rfc2136/rcode.ts';
import { judgeSignature } from '../../electron/providers/rfc2136/signature.ts';
import { webhook } from '../../electron/providers/webhook.ts';
import { change } from '../support/conformance/world.ts';
import { emulatedHttp } from '../support/emulator.ts';
import { testContext, testNow } from '../support/provider-context.ts';

const host = 'ns1.example.com';
const name = 'home.example.com';
const one = change(name, '81.2.69.142');
const six = change(name, '2a02:8071:1:2::7');

const netKinds: readonly NetErrorKind[] = [
  'offline',
  'notFound',
  'refused',
  'reset',
  'timeout',
  'tls',
  'proxyAuth',
  'proxy',
  'tooLarge',
  'aborted',
  'other',
];

function reply(status: number, body: string, more: Partial<Reply> = {}): Reply {
  return { status, body, headers: {}, host, secure: true, write: true, json: undefined, ...more };
}

const page = '<!doctype html><title>Please sign in here</title>';
const statuses = [200, 302, 400, 401, 403, 404, 407, 408, 409, 429, 500, 503, 511];

const plainHttp = [
  ...netKinds.map((kind) => failureOfNetError(new NetError(kind, host, 'ECODE'), true)),
  ...statuses.flatMap((status) =>
    ['', page].map((body) => failureOfReply(reply(status, body), testNow)),
  ),
  failureOfReply(reply(302, '', { headers: { location: 'https://login.test/?t=1' } }), testNow),
  mismatch('81.2.69.142', '89.160.20.112'),
  missingOutcome,
];

const rcodes = ['REFUSED', 'NOTAUTH', 'NOTZONE', 'SERVFAIL', 'NOTIMP', 'NXRRSET', 'FORMERR'];
const asked = { host, name, zone: 'example.com', keyName: 'ddns' };
const secret = new Uint8Array(32);
const key = { name: 'ddns', algorithm: 'hmac-sha256', secret } as const;
const signatures = (['BADKEY', 'BADSIG', 'BADTIME', 'FORMERR'] as const).map(
  (error) => ({ kind: 'refused', error }) as const,
);
const broken = [
  ...signatures,
  { kind: 'unsigned' },
  { kind: 'unknownKey' },
  { kind: 'badMac' },
] as const;

const dns = [
  ...[undefined, 'ddns'].flatMap((keyName) =>
    rcodes.map((rcode) => failureOfRcode(rcode as 'REFUSED', { ...asked, keyName })),
  ),
  ...[false, true].flatMap((proved) =>
    broken.flatMap((verification) =>
      (['NOTAUTH', 'NOERROR'] as const).map((rcode) => {
        const verdict = judgeSignature(verification, rcode, { key, host, write: true, proved });
        if (verdict.kind !== 'failed') throw new Error('it was believed');
        return verdict.failure;
      }),
    ),
  ),
];

const target = { type: 'CNAME', name, content: 'other.example.net', ttl: 1, proxied: false };
const held = { name: `${name}.`, type: 'CNAME', ttl: 60 };
const alias = { ...held, records: [{ content: 'other.example.net.', disabled: false }] };
const plans = [
  planCloudflare(one, [{ id: '1', ...target }]),
  planPowerdns(one, { kind: 'Slave', rrsets: [] }),
  planPowerdns(one, { kind: 'Native', rrsets: [alias] }),
].map((plan) => ('outcome' in plan ? plan.outcome : missingOutcome));

const preset = presetById('noip') ?? presets[0];
const words = ['', 'riddle me this now', 'badauth', 'nohost', 'abuse', '911', 'good 89.160.20.112'];

function dyndns2(): readonly Outcome[] {
  if (preset === undefined) throw new Error('there are presets');
  const sent = { preset, addresses: { ipv4: one.address }, names: [[one]] };
  const replies = [...words.map((word) => reply(200, word)), reply(500, 'we are so sorry')];
  return replies.flatMap((said) => judgeReply(said, sent, testNow, (text) => text).flat());
}

async function webhooks(): Promise<readonly Outcome[]> {
  const context = testContext({ http: emulatedHttp({}) });
  const all: Outcome[] = [];
  for (const hole of ['{ipv6}', '{zone}', '{ttl}']) {
    const url = `https://hook.example.net/?x=${hole}&ip={ip}`;
    all.push(...(await webhook.apply([one], webhook.account.parse({ url }), context)));
  }
  const url = 'https://hook.example.net/?x={ipv4}&ip={ip}';
  return [...all, ...(await webhook.apply([six], webhook.account.parse({ url }), context))];
}

async function zones(): Promise<readonly Outcome[]> {
  const source = { find: async () => undefined, list: async () => [] };
  return [...(await groupByZone([one], source, testContext({}).memory)).failures.values()];
}

const provider = { id: 'x', name: { en: 'X', 'zh-CN': '某商' }, docs: 'https://x.example/keys' };
const record = { name, type: 'A', account: 'main' };

function said(failure: Failure, language: 'en' | 'zh-CN'): string {
  return failureSentence({ ...failure, record, provider, stopped: false }, language);
}

/** What is left of a text without quoted words, host names and code-like marks. */
function own(text: string): string {
  return text.replace(/“[^”]*”/g, '').replace(/\S*[\w-]\.\w\S*/g, '·');
}

function isOurs(detail: Detail): boolean {
  return typeof detail !== 'string';
}

const tables: readonly (readonly [string, () => Promise<readonly Outcome[]>])[] = [
  ['HTTP', async () => plainHttp],
  ['a name server', async () => dns],
  ['a look at the zone', async () => plans],
  ['a search for the zone', zones],
  ['a dyndns2 host', async () => dyndns2()],
  ['a webhook', webhooks],
];

describe('what we say ourselves of a failure', () => {
  it.each(tables)('of %s is said in the language of the user', async (_, find) => {
    const failures = (await find()).filter(isFailure);
    expect(failures.length).toBeGreaterThan(0);
    for (const failure of failures) {
      expect(failure.detail).toSatisfy(isOurs);
      const [english, chinese] = languages.map((language) => own(said(failure, language)));
      expect(chinese).not.toMatch(/(?:[A-Za-z]{2,}[ ,]+){2}[A-Za-z]{2,}/);
      expect(chinese).not.toMatch(/\p{Script=Han}[,;:?!]|[.。]。/u);
      expect(english).not.toMatch(/\p{Script=Han}|\.\./u);
      expect(`${english}${chinese}`).not.toMatch(/undefined|\[object/);
    }
  });
});
