import { describe, expect, it } from 'vitest';
import { channelEvents } from '../../electron/contract/channel-event.ts';
import { judgeDraft } from '../../electron/core/document/judge.ts';
import { pathText, problemSentence } from '../../electron/core/settings/problem.ts';
import { readSettings, type SettingsWorld } from '../../electron/core/settings/reader.ts';
import { testChannels, testProviders, testSources } from '../support/settings-world.ts';

const world: SettingsWorld = {
  providers: testProviders,
  channels: testChannels,
  sources: testSources,
  resolveSecret: (reference) => {
    if ('secret' in reference) return { ok: false, locked: true };
    if ('sealed' in reference) return { ok: true, value: `opened for ${reference.at}` };
    const name = 'env' in reference ? reference.env : reference.file;
    if (name === 'GOOD') return { ok: true, value: 'resolved-secret' };
    return { ok: false, problem: { kind: 'noEnvironment', variable: name } };
  },
  fingerprint: (text) => `mark of ${text}`,
};

const accounts = { phone: { provider: 'strong', token: 'top-secret-1' } };
const records = [{ name: 'home.example.com', account: 'phone' }];
const loud = { channel: 'loud', key: 'ring-ring-1' };

const whole = (channels?: unknown) => ({
  version: 1,
  accounts,
  records,
  ...(channels === undefined ? {} : { channels }),
});

function read(channels?: unknown) {
  const result = readSettings(whole(channels), world);
  if (!result.ok) throw new Error(JSON.stringify(result.problems));
  return result;
}

const channelsOf = (channels?: unknown) => read(channels).settings.channels;
const phoneOf = (more: object) => channelsOf({ phone: { ...loud, ...more } })?.phone;

/** `path: sentence` for each problem of these channels. */
function problemsOf(channels: unknown, language: 'en' | 'zh-CN' = 'en'): readonly string[] {
  const result = readSettings(whole(channels), world);
  if (result.ok) return [];
  return result.problems.map(
    ({ path, problem }) => `${pathText(path)}: ${problemSentence(problem, language)}`,
  );
}

describe('reading good channels', () => {
  it('leaves the key out where it is left out', () => {
    expect(channelsOf()).toBeUndefined();
    expect(channelsOf({})).toEqual({});
  });

  it('tells a channel of everything at any time in the language of the program by default', () => {
    expect(channelsOf({ phone: loud })).toEqual({
      phone: {
        id: 'phone',
        channel: 'loud',
        fields: { key: 'ring-ring-1', volume: 3 },
        fingerprint: 'mark of ["loud",{"key":"ring-ring-1","volume":3}]',
        events: channelEvents,
        quietHours: undefined,
        language: undefined,
      },
    });
  });

  it('reads every key', () => {
    const more = { events: ['recovered', 'changed'], quietHours: '22:00-07:30', language: 'zh-CN' };
    expect(phoneOf({ ...more, volume: 5, room: 'hall' })).toMatchObject({
      fields: { key: 'ring-ring-1', volume: 5, room: 'hall' },
      events: ['changed', 'recovered'],
      quietHours: { from: '22:00', to: '07:30' },
      language: 'zh-CN',
    });
    expect(phoneOf({ events: 'action' })?.events).toEqual(['action']);
  });

  it('marks a channel anew where a field changes, and not where it is told of something else', () => {
    const mark = phoneOf({})?.fingerprint;
    expect(phoneOf({ events: 'changed', quietHours: '22:00-07:00' })?.fingerprint).toBe(mark);
    expect(phoneOf({ volume: 4 })?.fingerprint).not.toBe(mark);
  });

  it('hides the secrets of channels, those of references too', () => {
    const headers = { 'X-Key': { env: 'GOOD' }, 'X-Other': 'other-secret' };
    const { secrets, settings } = read({ phone: { ...loud, headers } });
    expect(settings.channels?.phone?.fields).toMatchObject({
      headers: { 'X-Key': 'resolved-secret', 'X-Other': 'other-secret' },
    });
    for (const secret of ['ring-ring-1', 'resolved-secret', 'other-secret', 'top-secret-1']) {
      expect(secrets).toContain(secret);
    }
  });

  it('keeps the secrets of an account and of a channel of one name apart', () => {
    const key = { sealed: 'ddns1.x' };
    expect(phoneOf({ key })?.fields).toMatchObject({ key: 'opened for channels:phone/key' });
  });
});

const cases: readonly (readonly [title: string, channels: unknown, en: string, zh: string])[] = [
  [
    'channels that are a list',
    [loud],
    'channels: This is not a map. Write “key: value” lines, indented under this key.',
    'channels: 此处的值不是“键: 值”的形式。请在此键下方缩进，逐行书写。',
  ],
  [
    'channels without a value',
    null,
    'channels: “channels” has no value. Write one, or remove it where it may be left out.',
    'channels: “channels”没有值。请填写；若不是必填项，也可以删除。',
  ],
  [
    'a channel that is a text',
    { phone: 'loud' },
    'channels.phone: “loud” is not a map. Write “key: value” lines, indented under this key.',
    'channels.phone: “loud”不是“键: 值”的形式。请在此键下方缩进，逐行书写。',
  ],
  [
    'a name that cannot be one',
    { 'my phone': loud },
    'channels.my phone: “my phone” cannot name a channel. Use 1 to 64 letters, digits, “-” and “_”.',
    'channels.my phone: “my phone”不能用作通知渠道的名称。请使用 1 至 64 个字母、数字、“-”或“_”。',
  ],
  [
    'no kind',
    { phone: { key: 'x', nonsense: 1 } },
    'channels.phone: The key “channel” is missing. Add it, such as “channel: ntfy”.',
    'channels.phone: 缺少“channel”。请补上，例如“channel: ntfy”。',
  ],
  [
    'a kind that is a slip',
    { phone: { ...loud, channel: 'lowd' } },
    'channels.phone.channel: There is no channel “lowd”. Did you mean “loud”?',
    'channels.phone.channel: 没有名为“lowd”的通知渠道。是否想写“loud”？',
  ],
  [
    'a kind that there is none of',
    { phone: { ...loud, channel: 'carrier-pigeon' } },
    'channels.phone.channel: There is no channel “carrier-pigeon”. Possible here: loud, quiet.',
    'channels.phone.channel: 没有名为“carrier-pigeon”的通知渠道。可用的有：loud、quiet。',
  ],
  [
    'a kind that is no text',
    { phone: { ...loud, channel: 7 } },
    'channels.phone.channel: “7” is not a text. Put it in quotes.',
    'channels.phone.channel: “7”不是文本。请加上引号。',
  ],
  [
    'a key that the kind has not',
    { phone: { ...loud, rom: 'hall' } },
    'channels.phone.rom: There is no key “rom” here. Did you mean “room”?',
    'channels.phone.rom: 这里没有名为“rom”的键。是否想写“room”？',
  ],
  [
    'an event that there is none of',
    { phone: { ...loud, events: ['changed', 'birthday'] } },
    'channels.phone.events[1]: “birthday” is not possible here. Write changed, action, failed, disagree or recovered.',
    'channels.phone.events[1]: “birthday”在这里不可用。可用的有：changed、action、failed、disagree、recovered。',
  ],
  [
    'an event twice',
    { phone: { ...loud, events: ['changed', 'changed'] } },
    'channels.phone.events[1]: “changed” is listed twice. Remove one of them.',
    'channels.phone.events[1]: “changed”重复出现。请删除其中一个。',
  ],
  [
    'no event at all',
    { phone: { ...loud, events: [] } },
    'channels.phone.events: “events” is empty. List at least one entry.',
    'channels.phone.events: “events”是空的。请至少写一项。',
  ],
  [
    'quiet hours that are none',
    { phone: { ...loud, quietHours: '22-7' } },
    'channels.phone.quietHours: “22-7” is not a span of hours. Write two different times of day, such as "22:00-07:00".',
    'channels.phone.quietHours: “22-7”不是有效的时段。请写两个不同的时刻，例如 "22:00-07:00"。',
  ],
  [
    'quiet hours with equal ends',
    { phone: { ...loud, quietHours: '07:00-07:00' } },
    'channels.phone.quietHours: “07:00-07:00” is not a span of hours. Write two different times of day, such as "22:00-07:00".',
    'channels.phone.quietHours: “07:00-07:00”不是有效的时段。请写两个不同的时刻，例如 "22:00-07:00"。',
  ],
  [
    'a language that is not spoken',
    { phone: { ...loud, language: 'zh' } },
    'channels.phone.language: “zh” is not possible here. Write en or zh-CN.',
    'channels.phone.language: “zh”在这里不可用。可用的有：en、zh-CN。',
  ],
  [
    'a reference in a key of every channel',
    { phone: { ...loud, quietHours: { env: 'GOOD' } } },
    'channels.phone.quietHours: This is not a span of hours. Write two different times of day, such as "22:00-07:00".',
    'channels.phone.quietHours: 此处的值不是有效的时段。请写两个不同的时刻，例如 "22:00-07:00"。',
  ],
  [
    'a field that is missing',
    { phone: { channel: 'loud' } },
    'channels.phone: The key “key” is missing. Add it.',
    'channels.phone: 缺少“key”。请补上。',
  ],
  [
    'a field of another form, with the page to look at',
    { phone: { ...loud, room: 'Hall 1' } },
    'channels.phone.room: “Hall 1” is not what this channel expects here. docs/channels.md says what belongs here.',
    'channels.phone.room: “Hall 1”不符合该通知渠道的要求。填写要求见 docs/channels.zh-CN.md。',
  ],
  [
    'a field that the channel has its own words for',
    { phone: { ...loud, server: 'example' } },
    'channels.phone.server: Write the address in full.',
    'channels.phone.server: 请填写完整的地址。',
  ],
  [
    'a number out of range',
    { phone: { ...loud, volume: 9 } },
    'channels.phone.volume: “9” is out of range. It can be 1 to 5.',
    'channels.phone.volume: “9”超出范围。允许 1 到 5。',
  ],
  [
    'a reference that leads nowhere',
    { phone: { ...loud, key: { env: 'BAD' } } },
    'channels.phone.key.env: The environment variable BAD is not set, or empty. Set it before the start, or use { file: PATH }.',
    'channels.phone.key.env: 环境变量 BAD 未设置或为空。请在启动前设置，或改用 { file: 路径 }。',
  ],
];

describe('what is wrong with channels', () => {
  it.each(cases)('%s', (_title, channels, en, zh) => {
    expect(problemsOf(channels)).toEqual([en]);
    expect(problemsOf(channels, 'zh-CN')).toEqual([zh]);
  });

  it('is told of each channel, and hides no other problem', () => {
    const channels = {
      phone: { ...loud, channel: 'none', events: [] },
      mail: { channel: 'quiet' },
    };
    expect(problemsOf(channels).map((line) => line.split(': ')[0])).toEqual([
      'channels.phone.channel',
      'channels.phone.events',
      'channels.mail',
    ]);
  });

  it('shows no secret', () => {
    const key = 'a-very-secret-key';
    for (const more of [{ key: [key] }, { key: { evn: key } }, { headers: key, key }]) {
      const told = problemsOf({ phone: { ...loud, ...more } });
      expect(told).toHaveLength(1);
      expect(told.join()).not.toContain(key);
    }
  });
});

describe('a channel whose secret cannot be read now', () => {
  it('waits, and is told of what the file says', () => {
    const channels = { phone: { ...loud, key: { secret: 'x' }, events: 'failed' } };
    expect(channelsOf(channels)?.phone).toEqual({
      id: 'phone',
      channel: 'loud',
      fields: undefined,
      fingerprint: '',
      locked: ['key'],
      events: ['failed'],
      quietHours: undefined,
      language: undefined,
    });
  });

  it('hides no other problem of it', () => {
    const channels = { phone: { ...loud, key: { secret: 'x' }, volume: 0 } };
    expect(problemsOf(channels)).toEqual([
      'channels.phone.volume: “0” is out of range. It can be 1 to 5.',
    ]);
  });
});

it('are taken over from a settings text that is imported', () => {
  const imported = whole({ phone: { ...loud, key: { env: 'GOOD' } } });
  const present = { document: { version: 1 }, texts: new Map<string, string>() };
  const { result } = judgeDraft(imported, present, world);
  expect(result).toMatchObject({
    ok: true,
    settings: { channels: { phone: { fields: { key: 'resolved-secret' } } } },
  });
});
