import { describe, expect, it } from 'vitest';
import { adoptSecrets, takeSecrets } from '../../../electron/core/document/adopt.ts';
import { exportDocument } from '../../../electron/core/document/export.ts';
import { previewImport, unsealText } from '../../../electron/core/document/import.ts';
import { closedWorld, readPresent } from '../../../electron/core/document/judge.ts';
import { orderDocument } from '../../../electron/core/document/order.ts';
import { newPowers } from '../../../electron/core/document/powers.ts';
import { secretId, textsOf } from '../../../electron/core/document/texts.ts';
import { secretViews } from '../../../electron/core/document/views.ts';
import type { SettingsDocument } from '../../../electron/core/document.ts';
import { testChannels, testProviders, testSources } from '../../support/settings-world.ts';

const kinds = { providers: testProviders, channels: testChannels };
const world = closedWorld({
  ...kinds,
  sources: testSources,
  resolveSecret: () => ({ ok: false, locked: true }),
  fingerprint: (text) => text,
});

const phone = {
  channel: 'loud',
  server: 'https://good.example',
  key: { secret: 'channels:phone/key' },
  headers: { 'X/Y': { secret: 'channels:phone/headers/X~1Y' } },
  events: ['changed'],
};
const present: SettingsDocument = {
  version: 1,
  accounts: { phone: { provider: 'strong', token: { secret: 'phone/token' } } },
  channels: { phone },
  api: { listen: '127.0.0.1:8053', token: { secret: 'api:/token' } },
};

const keptOf = (draft: SettingsDocument) => [...adoptSecrets(draft, present, kinds).kept].sort();
const withPhone = (change: object): SettingsDocument => ({
  ...present,
  channels: { phone: { ...phone, ...change } },
});

describe('secrets of channels and of the local interface', () => {
  it('are taken out of a text under names that no account can have', () => {
    const draft = {
      version: 1,
      accounts: { phone: { provider: 'strong', token: 'S1' } },
      channels: { phone: { ...phone, key: 'S2', headers: { Plain: 'S3' } } },
      api: { listen: '127.0.0.1:8053', token: 'S4' },
    };
    const { document, fresh } = takeSecrets(draft, kinds);
    expect(Object.fromEntries(fresh)).toEqual({
      'phone/token': 'S1',
      'channels:phone/key': 'S2',
      'channels:phone/headers/Plain': 'S3',
      'api:/token': 'S4',
    });
    expect(JSON.stringify(document)).not.toMatch(/S[1-4]/);
  });

  it('stay where nothing changed that leads them elsewhere', () => {
    const all = ['api:/token', 'channels:phone/headers/X~1Y', 'channels:phone/key', 'phone/token'];
    expect(keptOf(present)).toEqual(all);
    const quiet = { events: ['action'], quietHours: '22:00-07:00', language: 'en' };
    expect(keptOf(withPhone(quiet))).toEqual(all);
    const moved = { ...present, api: { ...(present.api as object), listen: '127.0.0.1:9' } };
    expect(keptOf(moved)).toEqual(all);
  });

  it.each<[string, SettingsDocument]>([
    ['another server', withPhone({ server: 'https://evil.example' })],
    ['another kind', withPhone({ channel: 'quiet', topic: { secret: 'channels:phone/key' } })],
    ['another name', { ...present, channels: { mine: phone } }],
    ['a secret in the open', withPhone({ room: { secret: 'channels:phone/key' } })],
    [
      'an account of that name',
      { version: 1, accounts: { 'channels:phone': { provider: 'strong', token: phone.key } } },
    ],
    [
      'the place of the local interface',
      { version: 1, channels: { api: { ...phone, key: { secret: 'api:/token' } } } },
    ],
  ])('do not go along with %s', (_, draft) => {
    const channels = keptOf(draft).filter((id) => id.startsWith('channels:'));
    expect(channels).toEqual([]);
  });

  it('open only for the channel as it stood when they were sealed', async () => {
    const texts = new Map([['channels:phone/key', 'planted']]);
    const seal = (text: string, place: string) => JSON.stringify([text, place]);
    const { document } = exportDocument({ document: present, texts }, kinds, 'en', seal);
    expect(JSON.stringify(document.accounts)).not.toContain('planted');
    const unseal = async (sealed: string, place: string) => {
      const [text, made] = JSON.parse(sealed) as string[];
      return place === made && text !== undefined
        ? ({ ok: true, text } as const)
        : ({ ok: false, why: 'changed' } as const);
    };
    const place = () => ({ line: 1, column: 1, path: [], problem: { kind: 'empty' } as const });
    const opened = await unsealText({ ok: true, value: document, place }, kinds, unseal);
    const key =
      typeof opened === 'object' && opened.ok && textsOf(opened.value as SettingsDocument, kinds);
    expect((key || []).find((each) => secretId(each) === 'channels:phone/key')?.text).toBe(
      'planted',
    );
    const sealed = document.channels as { readonly phone: object };
    const evil = { ...document, channels: { phone: { ...sealed.phone, server: 'https://evil' } } };
    expect(await unsealText({ ok: true, value: evil, place }, kinds, unseal)).toBe('changed');
  });

  it('are told as lost, and wait, like those of an account', () => {
    const views = secretViews(present, kinds, (id) => id === 'channels:phone/key', 'en');
    expect(views['channels:phone']).toEqual([
      { path: 'key', label: 'Key', state: 'kept' },
      { path: 'headers/X~1Y', label: 'Headers: X/Y', state: 'lost' },
    ]);
    expect(views['api:']).toEqual([{ path: 'token', label: 'Token', state: 'lost' }]);
    const busy = new Set(['channels:phone/key', 'channels:phone/headers/X~1Y', 'api:/token']);
    const read = readPresent({ document: present, texts: new Map(), busy }, world);
    expect(read.ok && read.settings.channels?.phone?.locked).toEqual([]);
    expect(read.ok && read.settings.accounts.phone?.locked).toEqual(['token']);
  });
});

describe('what an import does with channels', () => {
  it('is shown before it counts: its channels, where they send, and what is missing', () => {
    const value = { version: 1, channels: { phone: { ...phone, key: { sealed: 'x' } } }, api: {} };
    const place = () => ({ line: 1, column: 1, path: [], problem: { kind: 'empty' } as const });
    const shown = previewImport(
      { id: '1', file: 'a.yaml', read: { ok: true, value, place }, openedAt: 0 },
      { document: {}, texts: new Map() },
      [],
      world,
      'en',
    );
    expect(shown).toMatchObject({
      channels: ['phone'],
      needsPassphrase: true,
      missing: ['phone: Key', 'phone: Headers: X/Y'],
      powers: { tells: ['phone → good.example'] },
    });
  });

  it('names the channels that it takes away', () => {
    const value = { version: 1, channels: { other: { channel: 'quiet', topic: 'x' } } };
    const place = () => ({ line: 1, column: 1, path: [], problem: { kind: 'empty' } as const });
    const pending = {
      id: '1',
      file: 'a.yaml',
      read: { ok: true, value, place },
      openedAt: 0,
    } as const;
    const shown = previewImport(pending, { document: present, texts: new Map() }, [], world, 'en');
    expect(shown).toMatchObject({ channels: ['other'], removed: ['channel “phone”'] });
  });

  it('names what it reads, and the place where it would listen', () => {
    const draft = { ...withPhone({ key: { env: 'KEY' } }), api: { listen: '127.0.0.1:1' } };
    expect(newPowers(draft, present, kinds, 'en')).toMatchObject({
      reads: ['$KEY'],
      tells: ['phone → good.example', 'api → 127.0.0.1:1'],
    });
    const none = { reads: [], tells: [] };
    expect(newPowers(withPhone({ events: ['action'] }), present, kinds, 'en')).toMatchObject(none);
  });
});

it('writes a channel with its kind first, then its own fields, then what all have', () => {
  const { channel, ...more } = phone;
  const document = orderDocument({ channels: { phone: { ...more, channel } } }, kinds);
  const keys = Object.keys((document.channels as { readonly phone: object }).phone);
  expect(keys).toEqual(['channel', 'key', 'server', 'headers', 'events']);
});
