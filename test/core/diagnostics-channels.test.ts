import { describe, expect, it } from 'vitest';
import { type DiagnosticsInput, diagnosticText } from '../../electron/core/diagnostics.ts';
import type { SettingsDocument } from '../../electron/core/document.ts';
import { createRedactor } from '../../electron/core/redact.ts';
import { type AppState, type ChannelState, emptyState } from '../../electron/core/state.ts';
import { createSettingsText } from '../../electron/node/settings-text.ts';
import { findSecrets, secretForms } from '../support/desktop-secrets.ts';
import { testChannels, testProviders } from '../support/settings-world.ts';

const format = createSettingsText();
const at = Date.UTC(2026, 10, 22, 9, 30, 5);

const channelState: ChannelState = {
  channel: 'loud',
  fingerprint: 'f',
  waiting: [
    { at, notice: { kind: 'recovered', key: 'account/work', account: 'account-in-notice' } },
  ],
  sending: { id: 'id-of-message', at, notices: [] },
  failures: 2,
  nextTry: at,
  stopped: { kind: 'auth', detail: 'words-of-service', at },
  last: { kind: 'auth', detail: 'words-of-service', at },
};

const state: AppState = {
  ...emptyState,
  channels: { phone: channelState, 'gone-phone': { ...channelState, channel: 'quiet' } },
};

const document = {
  channels: {
    phone: {
      channel: 'loud',
      key: { secret: 'channels:phone/key' },
      room: 'annikasroom',
      server: 'https://push.family-site.net/hook',
      level: 'high',
      events: ['changed', 'action'],
      quietHours: '22:00-07:00',
      language: 'zh-CN',
    },
    chat: { channel: 'quiet', topic: '-1001234567890' },
    mail: { channel: 'quiet', topic: 'Annika Berg <annika@family-site.net>, tove@other-site.org' },
  },
  api: { listen: '127.0.0.1:8053', token: { file: 'api-token' } },
} satisfies SettingsDocument;

function build(more: Partial<DiagnosticsInput> = {}): string {
  return diagnosticText({
    snapshot: { version: '9.8.7', language: 'en', troubles: [], timeline: [] },
    system: 'linux',
    now: at,
    document,
    write: (each) => format.write(each, []),
    state,
    lines: [],
    redact: (text) => text,
    providers: testProviders,
    channels: testChannels,
    own: [],
    hideNames: false,
    ...more,
  });
}

const logged = (...details: readonly string[]) =>
  details.map((each, number) => ({
    number,
    at,
    level: 'info' as const,
    message: 'x',
    details: each,
  }));

describe('channels in a diagnostic file', () => {
  it('are told, and how they go', () => {
    const text = build();
    for (const told of [
      'channel: loud',
      'secret: channels:phone/key',
      'room: annikasroom',
      'quietHours: 22:00-07:00',
      'language: zh-CN',
      '- action',
      'listen: 127.0.0.1:8053',
      'file: api-token',
      '== Channels ==\nphone: channel=loud waiting=1 sending=2026-11-22T09:30:05.000Z last=auth lastAt=2026-11-22T09:30:05.000Z failures=2 nextTry=2026-11-22T09:30:05.000Z stopped=auth stoppedAt=2026-11-22T09:30:05.000Z\n',
    ]) {
      expect(text).toContain(told);
    }
    expect(text).not.toMatch(/words-of-service|id-of-message|account-in-notice/);
  });

  it('show no field of a kind that is not known', () => {
    const text = build({ channels: undefined });
    expect(text).not.toMatch(/annikasroom|push\.family|1001234567890/);
    expect(text).toContain('channel: loud');
    expect(text).toContain('secret: channels:phone/key');
  });
});

describe.each([false, true])('a secret beside the accounts (hidden: %s)', (hideNames) => {
  it.each([
    ['a mistyped field', { channels: { a: { channel: 'loud', kye: 'planted-77' } } }],
    [
      'a mistyped field with a map',
      { channels: { a: { channel: 'loud', kye: { x: 'planted-77' } } } },
    ],
    ['a declared secret field', { channels: { a: { channel: 'loud', key: 'planted-77' } } }],
    ['a declared secret number', { channels: { a: { channel: 'loud', key: 777_000_077 } } }],
    ['a header', { channels: { a: { channel: 'loud', headers: { X: 'planted-77' } } } }],
    [
      'a header that is called like a reference',
      { channels: { a: { channel: 'loud', headers: { secret: 'planted-77' } } } },
    ],
    ['a sealed text', { channels: { a: { channel: 'loud', key: { sealed: 'planted-77' } } } }],
    ['a sealed token', { api: { listen: 8053, token: { sealed: 'planted-77' } } }],
    ['an unknown kind', { channels: { a: { channel: 'nobody', note: 'planted-77' } } }],
    ['no kind', { channels: { a: { topic: 'planted-77' } } }],
    ['a channel that is a text', { channels: { a: 'planted-77' } }],
    ['channels that are a text', { channels: 'planted-77' }],
    [
      'what is no word of all',
      { channels: { a: { channel: 'quiet', events: { x: 'planted-77' } } } },
    ],
    ['the token', { api: { listen: 8053, token: 'planted-77' } }],
    ['a mistyped token', { api: { listen: 8053, tokne: 'planted-77' } }],
    ['an interface that is a text', { api: 'planted-77' }],
    [
      'an account’s secret field',
      { accounts: { a: { provider: 'strong', headers: { X: 'planted-77' } } } },
    ],
    ['a mistyped part', { chanels: { a: { channel: 'loud', key: 'planted-77' } } }],
    ['a mistyped part that is a text', { api_token: 'planted-77' }],
  ])('is not shown in %s', (_, planted) => {
    const text = build({ hideNames, document: planted });
    expect(text).not.toMatch(/planted|777000077/);
    expect(text).toMatch(/\[not shown\]|\[redacted\]/);
  });

  it('is nowhere, in whatever form it was planted', () => {
    const secrets = { token: 'tök"en\\with/odd&signs+1', key: 'plain-secret-key-55' };
    // Nobody writes those to a log.
    const unlikely = /backwards|in hex|UTF-16|escaped whole|every sign/;
    const all = Object.values(secrets)
      .flatMap((secret) => Object.entries(secretForms(secret)))
      .flatMap(([form, bytes]) => (unlikely.test(form) ? [] : [bytes.toString()]))
      .join(' | ');
    const text = build({
      hideNames,
      redact: createRedactor(Object.values(secrets)).text,
      document: {
        channels: {
          [secrets.key]: { channel: 'quiet', topic: all, note: all, [all]: 'x' },
          odd: { channel: all, events: [all], quietHours: all, language: all },
        },
        api: { listen: all, token: all, [all]: all },
      },
      state: { ...state, channels: { [secrets.key]: { ...channelState, channel: all } } },
      lines: logged(all, JSON.stringify({ all })),
    });
    expect(findSecrets(text, secrets).filter((found) => !unlikely.test(found))).toEqual([]);
  });
});

describe('channels in a diagnostic file without names', () => {
  const lines = logged(
    '{"channel":"phone","room":"annikasroom","chat":-1001234567890,"other":"gone-phone"}',
    'refused annika@family-site.net and TOVE@other-site.org, of Annika Berg; stranger@else.example.com',
    'asked push.family-site.net',
  );
  const hidden = (more: Partial<DiagnosticsInput> = {}) =>
    build({ hideNames: true, lines, ...more });

  it.each([
    'phone',
    'annikasroom',
    '1001234567890',
    'annika',
    'Annika',
    'Berg',
    'tove',
    'TOVE',
    'stranger',
    'family-site',
    'other-site',
  ])('do not tell %s', (word) => {
    expect(build({ lines })).toContain(word);
    expect(hidden()).not.toContain(word);
  });

  it('have the same label throughout, and words that all know stay', () => {
    const text = hidden();
    const [, label] = /"channel":"(channel\d+)"/.exec(text) ?? [];
    expect(label).toBeDefined();
    expect(text).toContain(
      `  ${label}:\n    channel: loud\n    key: { secret: channels:${label}/key }`,
    );
    expect(text).toContain(`\n${label}: channel=loud waiting=1 `);
    for (const kept of ['level: high', '- changed', '22:00-07:00', 'zh-CN', '127.0.0.1:8053']) {
      expect(text).toContain(kept);
    }
  });

  it('hide a host, and what only looks like a file or nearly like a host', () => {
    const named = (topic: string) => ({ channels: { quiet: { channel: 'quiet', topic } } });
    for (const topic of ['annika.berg', 'annika.log', 'annika.2024', 'annika.berg:8443']) {
      const text = hidden({
        document: named(topic),
        state: emptyState,
        lines: logged(`to ${topic}`),
      });
      expect(text, topic).not.toContain('annika');
      expect(text).toContain('  quiet:\n    channel: quiet\n');
    }
  });

  it('take a long text, such as the body of a webhook', () => {
    const document = { channels: { a: { channel: 'quiet', topic: 'é{"a": 1}\n'.repeat(5000) } } };
    expect(hidden({ document })).toMatch(/topic: user\d+\n/);
  });
});
