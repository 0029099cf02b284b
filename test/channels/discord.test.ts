import { describe, expect, it } from 'vitest';
import { discord } from '../../electron/channels/discord.ts';
import { messageWith } from '../support/channel-conformance/messages.ts';
import { describeChannel } from '../support/channel-conformance/suite.ts';
import { channelContext } from '../support/channel-conformance/trial.ts';
import { saying } from '../support/detail.ts';
import { discordRefusal, discordService } from '../support/discord-emulator.ts';
import { jsonReply } from '../support/emulator.ts';

const key = 'Xq3-Tz_7LmWpQ2rYk8sJd4nHb6cVgF1aZxSwEdCrFvTgByHnUjMiKoLp0987654321qw';
const path = `/api/webhooks/123456789012345678/${key}`;
const url = `https://discord.com${path}`;

describeChannel({
  channel: discord,
  account: { url },
  secrets: [url, path, key],
  makeService: () => discordService({ path }),
  echo: discordRefusal(400, 50_035, `Invalid Form Body ${key}`),
  errors: [
    { title: '10015', reply: discordRefusal(404, 10_015, 'Unknown Webhook'), kind: 'hostNotFound' },
    { title: '10003', reply: discordRefusal(404, 10_003, 'Unknown Channel'), kind: 'hostNotFound' },
    { title: '50027', reply: discordRefusal(401, 50_027, 'Invalid Webhook Token'), kind: 'auth' },
    { title: '50013', reply: discordRefusal(403, 50_013, 'Missing Permissions'), kind: 'blocked' },
    { title: '50083', reply: discordRefusal(400, 50_083, 'Thread is archived'), kind: 'blocked' },
    { title: '160005', reply: discordRefusal(400, 160_005, 'Thread is locked'), kind: 'blocked' },
    {
      title: '50006',
      reply: discordRefusal(400, 50_006, 'Cannot send an empty message'),
      kind: 'invalid',
    },
    { title: '50035', reply: discordRefusal(400, 50_035, 'Invalid Form Body'), kind: 'invalid' },
    {
      title: '429',
      reply: jsonReply(429, {
        message: 'You are being rate limited.',
        retry_after: 64.57,
        global: false,
      }),
      kind: 'rateLimited',
      retryAfter: 64_570,
    },
    {
      title: '429 of the guard before it',
      reply: { status: 429, headers: { 'retry-after': '3600' }, body: 'error code: 1015' },
      kind: 'rateLimited',
      retryAfter: 3_600_000,
    },
    {
      title: '500',
      reply: discordRefusal(500, 0, '500: Internal Server Error'),
      kind: 'server',
      unconfirmed: true,
    },
  ],
});

const fields = discord.account.parse({ url });

describe('Discord', () => {
  it('shows an IPv6 address whole, where a part of it is the name of an emoji', async () => {
    const service = discordService({ path });
    const body = 'home.example.com now points to 2a02:100:1234::7.';
    await discord.send(messageWith({ body }), fields, channelContext(service));
    expect(service.seen[0]?.body).toContain(body);
  });

  it('leaves links as they are', async () => {
    const service = discordService({ path });
    const context = channelContext(service);
    const link = 'https://example.com/a_b-c?d=*e*#f';
    await discord.send(messageWith({ body: `See ${link} for *more*.` }), fields, context);
    expect(context.http.sent[0]?.body).toContain(`See ${link} for`);
    expect(service.seen[0]?.body).toContain(`See ${link} for *more*.`);
  });

  it('shows marks at the start of a line', async () => {
    const service = discordService({ path });
    const body = 'home:\n- one\n  + two\n1. three\n# four\n> five\n-# six';
    await discord.send(messageWith({ body }), fields, channelContext(service));
    expect(service.seen[0]?.body).toContain(body);
  });

  it('shows a title that holds marks and a link, and leaves room for the body', async () => {
    const service = discordService({ path });
    const title = `See https://example.com/a_b **now** ${'x'.repeat(3000)}`;
    await discord.send(messageWith({ title }), fields, channelContext(service));
    expect(service.seen[0]?.body).toContain('See https://example.com/a_b **now** x');
    expect(service.seen[0]?.body).toContain('now points to');
  });

  it('asks nobody’s attention', async () => {
    const context = channelContext(discordService({ path }));
    await discord.send(messageWith({ body: '@everyone' }), fields, context);
    expect(JSON.parse(context.http.sent[0]?.body ?? '')).toMatchObject({
      allowed_mentions: { parse: [] },
    });
  });

  it('writes into a thread', async () => {
    const thread = '987654321098765432';
    const service = discordService({ path, thread });
    const inThread = discord.account.parse({ url: `${url}?thread_id=${thread}` });
    const context = channelContext(service);
    expect(await discord.send(messageWith(), inThread, context)).toEqual({ kind: 'delivered' });
    expect(new URL(context.http.sent[0]?.url ?? '').search).toBe(`?thread_id=${thread}&wait=true`);
  });

  it('says what a forum needs', async () => {
    const service = discordService({ path });
    const words = 'Webhooks posted to forum channels must have a thread_name or thread_id';
    service.hosts['discord.com']?.faults.push({ reply: discordRefusal(400, 220_001, words) });
    const sent = await discord.send(messageWith(), fields, channelContext(service));
    expect(sent).toMatchObject({
      kind: 'invalid',
      detail: saying('is a forum, so the URL needs ?thread_id='),
    });
  });

  it('takes 204 of a proxy that does not ask for more for a success', async () => {
    const service = discordService({ path });
    service.hosts['discord.com']?.faults.push({ reply: { status: 204, body: '' } });
    const sent = await discord.send(messageWith(), fields, channelContext(service));
    expect(sent).toEqual({ kind: 'delivered' });
  });

  it.each([
    url,
    `https://discordapp.com${path}`,
    `https://canary.discord.com${path}`,
    `https://discord.com/api/v10/webhooks/123456789012345678/${key}`,
    `https://proxy.example.com/discord${path}`,
  ])('knows the webhook %s', (one) => {
    expect(discord.account.safeParse({ url: one }).success).toBe(true);
  });

  it.each([
    `${url}/slack`,
    `${url}/github`,
    `${url}?wait=false`,
    `http://discord.com${path}`,
    'https://discord.com/channels/123456789012345678/123456789012345678',
    'https://discord.com/api/webhooks/123456789012345678',
    `https://a:b@discord.com${path}`,
    `discord.com${path}`,
    `${url}\n`,
  ])('takes %s for no webhook', (one) => {
    expect(discord.account.safeParse({ url: one }).success).toBe(false);
  });
});
