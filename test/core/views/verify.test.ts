import { describe, expect, it } from 'vitest';
import type { ManagedRecord } from '../../../electron/core/record.ts';
import type { Verification, VerificationKind } from '../../../electron/core/verify.ts';
import { plainStyle, renderPage } from '../../../electron/core/views/page.ts';
import { type VerifyCase, verifyData } from '../../../electron/core/views/verify.ts';
import { verifyPage } from '../../../electron/core/views/verify-page.ts';

const wanted = '81.2.69.142';
const old = '89.160.20.112';
const record: ManagedRecord = {
  id: 'home/home.example.com/A',
  name: 'home.example.com',
  type: 'A',
  account: 'home',
  implied: false,
};

type Asked = NonNullable<VerifyCase['asked']>;
type ServerAnswer = Verification['servers'][number];

const holds = (...texts: readonly string[]): ServerAnswer['held'] =>
  texts.length === 0 ? { kind: 'none' } : { kind: 'addresses', texts, ttl: 60 };

function asked(kind: VerificationKind, held: ServerAnswer['held'], more: Partial<Asked> = {}) {
  const servers = [{ server: 'ns.example.com', address: '192.0.2.1', held }];
  return { wanted, spread: [], verification: { kind, zone: 'example.com', servers }, ...more };
}

function shown(one: VerifyCase, language: 'en' | 'zh-CN' = 'en') {
  const data = verifyData([one], new Set(), {});
  return { data, text: renderPage(verifyPage(data, language), plainStyle).join('\n') };
}

const alias = { kind: 'alias', target: 'other.example.net', ttl: 60 } as const;
const refused = { kind: 'failure', reason: 'refused' } as const;

describe('a record at its name servers', () => {
  it.each([
    ['matches', holds(wanted), 0, /All authoritative servers answer with it/],
    ['proxied', holds('104.16.0.1'), 0, /It is proxied/],
    ['differs', holds(old), 1, /89\.160\.20\.112/],
    ['missing', holds(), 1, /no such record/],
    ['alias', alias, 1, /CNAME other\.example\.net/],
    ['unknown', refused, 3, /refuses to answer/],
  ] as const)('%s', (kind, held, status, words) => {
    const { data, text } = shown({ record, asked: asked(kind, held) });
    expect(data).toMatchObject({ status, ok: status === 0 });
    expect(text).toMatch(words);
    expect(text).toContain('home.example.com A should be 81.2.69.142 (zone example.com)');
    const chinese = shown({ record, asked: asked(kind, held) }, 'zh-CN').text;
    expect(chinese).toContain('home.example.com A 应为 81.2.69.142（区域 example.com）');
  });

  it('is not offline where one record could be asked', () => {
    const cases = [
      { record, asked: asked('unknown', refused) },
      { record, asked: asked('matches', holds(wanted)) },
    ];
    expect(verifyData(cases, new Set(), {}).status).toBe(1);
  });

  it('says nothing of a network that the user did not approve but that', () => {
    const away = { kind: 'unavailable', why: 'elsewhere', voices: [], silent: [] } as const;
    const cases = [{ record: { ...record, implied: true } }];
    const data = verifyData(cases, new Set(['ipv4'] as const), { ipv4: away });
    expect(data).toMatchObject({ status: 3, records: [{ result: 'noAddress' }] });
    const text = renderPage(verifyPage(data, 'en'), plainStyle).join('\n');
    expect(text).toMatch(/not one of the networks that you approved/);
  });

  it('tells how far a change has spread, and how long the rest may keep the old answer', () => {
    const resolver = (host: string) => ({ host, port: 53 });
    const spread: Asked['spread'] = [
      { resolver: resolver('1.1.1.1'), seen: { kind: 'same', ttl: 30 } },
      { resolver: resolver('8.8.8.8'), seen: { kind: 'old', texts: [old], ttl: 90 } },
      { resolver: resolver('9.9.9.9'), seen: { kind: 'unreachable', reason: 'timeout' } },
    ];
    const { text } = shown({ record, asked: asked('matches', holds(wanted), { spread }) });
    expect(text).toContain('1 of 2 public resolvers show the new address.');
    expect(text).toContain('for 1 minute 30 seconds at most');
    expect(text).toContain('9.9.9.9\tpublic resolver\tno answer in time');
  });

  it('says that this network is answered differently', () => {
    const verification = {
      ...asked('matches', holds(wanted)).verification,
      splitHorizon: true,
    } as const;
    const { text, data } = shown({ record, asked: { wanted, spread: [], verification } });
    expect(text).toContain('split horizon');
    expect(data.records[0]?.splitHorizon).toBe(true);
  });

  it('without a known address is not well, unless its family was never there and nobody insists', () => {
    const disagree = { ipv4: { kind: 'disagree', voices: [], silent: [] } } as const;
    const insisted = verifyData([{ record }], new Set(['ipv4']), disagree);
    expect(insisted).toMatchObject({ status: 1, records: [{ result: 'noAddress' }] });
    const implied = { ...record, implied: true };
    const needless = verifyData([{ record: implied }], new Set(['ipv4']), disagree);
    expect(needless).toMatchObject({ status: 0, records: [{ result: 'notNeeded' }] });
    expect(verifyData([{ record: implied }], new Set(), disagree).status).toBe(1);
  });

  it('is offline, and not well, where nothing could be found out because there is no connection', () => {
    const cases = [{ record: { ...record, implied: true } }];
    const never = new Set(['ipv4', 'ipv6'] as const);
    const offline = {
      ipv4: { kind: 'unavailable', why: 'offline', voices: [], silent: [] },
      ipv6: { kind: 'unavailable', why: 'offline', voices: [], silent: [] },
    } as const;
    const data = verifyData(cases, never, offline);
    expect(data).toMatchObject({ ok: false, status: 3, records: [{ result: 'noAddress' }] });
    const text = renderPage(verifyPage(data, 'en'), plainStyle).join('\n');
    expect(text).toMatch(/No connection over IPv4/);
  });

  it('does not need IPv6 where only IPv6 has no connection', () => {
    const second = { ...record, type: 'AAAA', implied: true } as const;
    const cases = [{ record, asked: asked('matches', holds(wanted)) }, { record: second }];
    const data = verifyData(cases, new Set(['ipv6']), {
      ipv6: { kind: 'unavailable', why: 'offline', voices: [], silent: [] },
    });
    expect(data).toMatchObject({ status: 0, records: [{}, { result: 'notNeeded' }] });
  });
});
