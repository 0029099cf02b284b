import { describe, expect, it } from 'vitest';
import { asMarkdown } from '../../electron/channels/serverchan/markdown.ts';
import { serverchan } from '../../electron/channels/serverchan.ts';
import { messageWith, traps } from '../support/channel-conformance/messages.ts';
import { describeChannel } from '../support/channel-conformance/suite.ts';
import { channelContext } from '../support/channel-conformance/trial.ts';
import { fixedClock } from '../support/provider-context.ts';
import { serverchanReply, serverchanService } from '../support/serverchan-channel-emulator.ts';
import { shownMarkdown } from '../support/shown-markdown.ts';

const key = 'SCT54348T6RX3VRCgUQfzpIf25PIEB5Hs';
const third = 'sctp1234tk2v9w0c5d8f1g3h7j6l4';

/** Each line is a paragraph. */
const looks = (text: string) =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join('\n');

const day = '[AUTH]超过当天的发送次数限制[5]，请稍后再试';

describeChannel({
  channel: serverchan,
  account: { key },
  secrets: [key],
  makeService: () => serverchanService(key),
  looks,
  echo: serverchanReply(40001, `[AUTH]错误的Key ${key}`),
  errors: [
    { title: '错误的Key', reply: serverchanReply(40001, '[AUTH]错误的Key'), kind: 'auth' },
    {
      title: '错误的Key, with status 200',
      reply: serverchanReply(40001, '[AUTH]错误的Key', 200),
      kind: 'auth',
    },
    {
      // It is 20:00 in China.
      title: '次数限制',
      reply: serverchanReply(40001, day),
      kind: 'rateLimited',
      retryAfter: 4 * 3_600_000,
    },
    {
      title: '重复',
      reply: serverchanReply(40001, '[AUTH]不要重复发送同样的内容'),
      kind: 'rateLimited',
    },
    {
      title: '标题不能为空',
      reply: serverchanReply(40001, '[INPUT]消息标题不能为空'),
      kind: 'invalid',
    },
    { title: 'no known code', reply: serverchanReply(99_999, '?', 200), kind: 'unknown' },
    { title: 'no known code, with 400', reply: serverchanReply(99_999, '?'), kind: 'invalid' },
  ],
});

describe('ServerChan', () => {
  const places = {
    [key]: ['sctapi.ftqq.com', `/${key}.send`],
    [`https://sctapi.ftqq.com/${key}.send`]: ['sctapi.ftqq.com', `/${key}.send`],
    [third]: ['1234.push.ft07.com', `/send/${third}.send`],
    [`https://1234.push.ft07.com/send/${third}.send`]: [
      '1234.push.ft07.com',
      `/send/${third}.send`,
    ],
  } as const;

  it.each(Object.entries(places))('finds where a key is served: %s', async (text, [host, path]) => {
    const service = serverchanService(key, host, path);
    const account = serverchan.account.parse({ key: text });
    expect(await serverchan.send(messageWith(), account, channelContext(service))).toEqual({
      kind: 'delivered',
    });
    expect(service.hosts[host]?.violations).toEqual([]);
  });

  it.each([
    'SCU1234T0123456789abcdef',
    'sctp0123456789abcdef',
    `https://evil.test/${key}.send`,
    `https://5678.push.ft07.com/send/${third}.send`,
    `https://sctapi.ftqq.com/${key}`,
  ])('refuses what is no key: %s', (text) => {
    expect(serverchan.account.safeParse({ key: text }).success).toBe(false);
  });

  it('waits for midnight in China, whatever time it is', async () => {
    for (const [at, wait] of [
      ['2026-11-22T15:59:00Z', 60_000],
      ['2026-11-22T16:00:00Z', 86_400_000],
    ] as const) {
      const service = serverchanService(key);
      service.hosts['sctapi.ftqq.com']?.faults.push({ reply: serverchanReply(40001, day) });
      const context = channelContext(service, { clock: fixedClock(Date.parse(at)) });
      const account = serverchan.account.parse({ key });
      expect(await serverchan.send(messageWith(), account, context)).toMatchObject({
        retryAfter: wait,
      });
    }
  });

  it('begins the body with a title that does not fit', async () => {
    const service = serverchanService(key);
    const account = serverchan.account.parse({ key });
    const title = '一二三四五六七八九十'.repeat(4);
    await serverchan.send(messageWith({ title }), account, channelContext(service));
    const [seen] = service.seen;
    expect(seen?.title).toMatch(/^\S+…$/);
    expect(seen?.body).toBe(`${title}\n${messageWith().body}`);
  });

  it('shows the first line on the card without escapes', async () => {
    const service = serverchanService(key);
    const account = serverchan.account.parse({ key });
    const body = 'nas_1.example.com *now* points elsewhere.\nAnother line.';
    await serverchan.send(messageWith({ body }), account, channelContext(service));
    const [request] = service.hosts['sctapi.ftqq.com']?.requests ?? [];
    expect(JSON.parse(request?.body ?? '')).toMatchObject({
      title: 'Address updated',
      short: 'nas_1.example.com *now* points elsewhere.',
    });
  });
});

describe('plain text as Markdown', () => {
  const starts = [
    '# x',
    '- x',
    '+ x',
    '* x',
    '1. x',
    '23) x',
    '> x',
    '---',
    '===',
    '***',
    '=',
    '-',
  ];

  it.each([...traps, ...starts, '~~~', '| a | b |', '<!-- x', '&#42;', '\\*'])(
    'shows what it was made of: %j',
    (text) => {
      expect(shownMarkdown(asMarkdown(text))).toBe(looks(text));
    },
  );

  it('leaves alone what has no meaning where it stands', () => {
    const text = 'home.example.com now points to 2001:db8::1 (was 81.2.69.142) - at 12:00, 100 %!';
    expect(asMarkdown(text)).toBe(text);
  });
});
