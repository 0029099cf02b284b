import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { failure, type Outcome } from '../../electron/core/outcome.ts';
import { defineProvider, type Provider } from '../../electron/core/provider.ts';
import { change } from '../support/conformance/world.ts';
import { testContext } from '../support/provider-context.ts';

const key = 'k3y+geheim/&=';
const fields = { key };
const told = failure('invalid', `no ${key}`);
const toldTwice = failure('mismatch', {
  en: `no ${encodeURIComponent(key)}`,
  'zh-CN': `不 ${key}`,
});
const right: Outcome = { kind: 'updated', evidence: 'provider' };

function make(parts: Pick<Provider, 'apply'> & Partial<Provider>): Provider {
  return defineProvider({
    id: 'talker',
    name: { en: 'Talker', 'zh-CN': 'Talker' },
    website: 'https://talker.example/',
    docs: 'https://talker.example/keys',
    setup: { en: 'Make a key.', 'zh-CN': '创建密钥。' },
    triedAgainst: 'emulator',
    account: z.strictObject({ key: z.string().meta({ secret: true }) }),
    capabilities: {
      families: ['ipv4'],
      ttl: false,
      proxied: false,
      zones: 'none',
      reads: false,
      creates: false,
      batch: false,
      repeatsArePunished: false,
      keepAlive: false,
      requestsPerChange: 1,
    },
    ...parts,
  });
}

describe('what a provider says', () => {
  const talker = make({
    apply: async () => [told, right, toldTwice],
    read: async () => [told, { values: [key], ttl: undefined }],
    zones: async () => told,
    records: async () => told,
  });

  it('holds no secret of the account, in whatever form', async () => {
    const changes = [change('home.example.com', '81.2.69.142')];
    expect(await talker.apply(changes, fields, testContext())).toEqual([
      { ...told, detail: 'no …' },
      right,
      { ...toldTwice, detail: { en: 'no …', 'zh-CN': '不 …' } },
    ]);
    expect(await talker.zones?.(fields, testContext())).toEqual({ ...told, detail: 'no …' });
    expect(await talker.records?.('example.com', fields, testContext())).toEqual({
      ...told,
      detail: 'no …',
    });
  });

  it('is cleaned of it only where it is said, not where records are read', async () => {
    expect(await talker.read?.([], fields, testContext())).toEqual([
      { ...told, detail: 'no …' },
      { values: [key], ttl: undefined },
    ]);
  });

  it('is asked no more than it can do', () => {
    const plain = make({ apply: async () => [] });
    expect(plain.read).toBeUndefined();
    expect(plain.zones).toBeUndefined();
    expect(plain.records).toBeUndefined();
  });
});
