import { describe, expect, it } from 'vitest';
import { channelEvents } from '../../../electron/contract/channel-event.ts';
import type { AccountEntry, EnteredValue } from '../../../electron/contract/forms.ts';
import { settingsForm } from '../../../electron/core/document/form.ts';
import type { SettingsDocument } from '../../../electron/core/document.ts';
import { edited } from '../../support/edit-world.ts';
import { testChannels, testProviders } from '../../support/settings-world.ts';

const all = channelEvents.join('\n');
const phone = {
  channel: 'loud',
  server: 'https://good.example',
  key: { secret: 'channels:phone/key' },
};
const document: SettingsDocument = { version: 1, channels: { phone } };
const texts = { 'channels:phone/key': 'old key' };
const kept: Readonly<Record<string, EnteredValue>> = {
  key: { keep: true },
  server: 'https://good.example',
  events: all,
};

function add(values: AccountEntry['values'], id = 'new', into: SettingsDocument = { version: 1 }) {
  const channel = { id, service: 'loud', values };
  return edited({ kind: 'channel', isNew: true, channel }, into);
}

function change(values: AccountEntry['values'], from = document) {
  const channel = { id: 'phone', service: 'loud', values: { ...kept, ...values } };
  return edited({ kind: 'channel', isNew: false, channel }, from, { texts });
}

describe('a channel in the window', () => {
  it('is added; one that wants every event names none', () => {
    const { document: made, problems } = add({ key: 'k', events: all });
    expect(problems).toEqual([]);
    expect(made).toEqual({ version: 1, channels: { new: { channel: 'loud', key: 'k' } } });
    const few = add({ key: 'k', events: 'changed\naction', quietHours: '22:00-07:00' });
    expect(few.document.channels).toEqual({
      new: {
        channel: 'loud',
        key: 'k',
        events: ['changed', 'action'],
        quietHours: '22:00-07:00',
      },
    });
  });

  it.each<[string, ReturnType<typeof add>, string]>([
    ['nothing to tell', add({ key: 'k' }), 'events'],
    ['no key', add({ events: all }), 'key'],
    ['a name that is taken', add({ key: 'k', events: all }, 'phone', document), 'id'],
    ['a name that is none', add({ key: 'k', events: all }, 'a b'), 'id'],
    ['wrong quiet hours', add({ key: 'k', events: all, quietHours: 'late' }), 'quietHours'],
    ['a wrong field of its own', add({ key: 'k', events: all, room: '7' }), 'room'],
  ])('is not added with %s: the field says so', (_, { problems }, field) => {
    expect(problems.map((each) => each.field)).toEqual([field]);
    expect(problems[0]?.message).toMatch(/\S/);
  });

  it('keeps its secret where only what is told changes', () => {
    const { document: made, problems } = change({ events: 'action', language: 'zh-CN' });
    expect(problems).toEqual([]);
    expect(made.channels).toEqual({ phone: { ...phone, events: ['action'], language: 'zh-CN' } });
  });

  it('never takes a kept secret along to another server', () => {
    const { problems } = change({ server: 'https://evil.example' });
    expect(problems).toEqual([{ field: 'key', message: expect.stringContaining('this channel') }]);
    expect(change({ server: 'https://evil.example', key: 'new key' }).problems).toEqual([]);
  });

  it('is not changed into another kind, nor once it is gone', () => {
    const quiet = { id: 'phone', service: 'quiet', values: { topic: 'x', events: all } };
    const turned = edited({ kind: 'channel', isNew: false, channel: quiet }, document);
    expect(turned.document).toEqual(document);
    expect(turned.problems).toHaveLength(1);
    expect(change({}, { version: 1 }).problems).toHaveLength(1);
  });

  it('is removed alone', () => {
    const both = { ...document, accounts: { phone: { provider: 'strong', token: 't' } } };
    const { document: left } = edited({ kind: 'removeChannel', id: 'phone' }, both);
    expect(left).toEqual({ version: 1, accounts: both.accounts });
    expect(edited({ kind: 'removeChannel', id: 'other' }, both).problems).toHaveLength(1);
  });

  it('is shown without its secret, with every event where it names none', () => {
    const open = { ...document, channels: { phone: { ...phone, key: 'PLANTED' } } };
    const { channels, odd } = settingsForm({
      document: open,
      kinds: { providers: testProviders, channels: testChannels },
      records: [],
      isKept: () => true,
      revision: '1',
    });
    expect(JSON.stringify(channels)).not.toContain('PLANTED');
    expect(channels).toEqual([
      {
        id: 'phone',
        service: 'loud',
        values: {
          key: { kind: 'kept' },
          server: { kind: 'text', text: 'https://good.example' },
          events: { kind: 'text', text: all },
        },
      },
    ]);
    expect(odd).toEqual([]);
  });
});

describe('the local interface in the window', () => {
  const general = { logLevel: 'info', proxy: null } as const;
  const api = { listen: '127.0.0.1:8053', token: { secret: 'api:/token' } };

  it('is switched on with a token, moved with the one it has, and switched off', () => {
    const on = edited(
      {
        kind: 'general',
        general: { ...general, api: { ...api, token: 'long-enough-for-a-token-1234' } },
      },
      { version: 1 },
    );
    expect(on.problems).toEqual([]);
    expect(on.document.api).toEqual({ ...api, token: 'long-enough-for-a-token-1234' });
    const from = { version: 1, api };
    const known = { texts: { 'api:/token': 'long-enough-for-a-token-1234' } };
    const moved = { listen: '127.0.0.1:9', token: { keep: true } } as const;
    const there = edited({ kind: 'general', general: { ...general, api: moved } }, from, known);
    expect(there.problems).toEqual([]);
    expect(there.document.api).toEqual({ ...api, listen: '127.0.0.1:9' });
    const off = edited({ kind: 'general', general: { ...general, api: null } }, from, known);
    expect(off.document).toEqual({ version: 1 });
  });

  it('asks for what is missing or wrong beside its field', () => {
    const none = edited({ kind: 'general', general: { ...general, api: {} } }, { version: 1 });
    expect(none.problems.map(({ field }) => field)).toEqual(['api/listen', 'api/token']);
    const wide = { listen: '0.0.0.0:80', token: 'short' };
    const wrong = edited({ kind: 'general', general: { ...general, api: wide } }, { version: 1 });
    expect(wrong.problems.map(({ field }) => field)).toEqual(['api/listen', 'api/token']);
  });
});
