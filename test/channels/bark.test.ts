import { describe, expect, it } from 'vitest';
import { bark } from '../../electron/channels/bark.ts';
import { barkReply, barkService } from '../support/bark-channel-emulator.ts';
import { messageEvents, messageWith } from '../support/channel-conformance/messages.ts';
import { describeChannel } from '../support/channel-conformance/suite.ts';
import { channelContext } from '../support/channel-conformance/trial.ts';

const key = 'ynJ5Ft4atkMkWeo2PAvFhF';
const unknownKey = `failed to get device token: failed to get [${key}] device token from database`;

describeChannel({
  channel: bark,
  account: { key },
  secrets: [key],
  makeService: () => barkService(key),
  echo: barkReply(400, unknownKey),
  errors: [
    { title: 'no such key', reply: barkReply(400, unknownKey), kind: 'hostNotFound' },
    { title: 'no key', reply: barkReply(400, 'device key is empty'), kind: 'hostNotFound' },
    {
      title: 'another body',
      reply: barkReply(400, 'request bind failed: invalid character'),
      kind: 'invalid',
    },
    ...['BadDeviceToken', 'Unregistered', 'DeviceTokenNotForTopic'].map((reason) => ({
      title: reason,
      reply: barkReply(500, `push failed: APNS push failed: ${reason}`),
      kind: 'hostNotFound' as const,
    })),
    {
      title: 'PayloadTooLarge',
      reply: barkReply(500, 'push failed: APNS push failed: PayloadTooLarge'),
      kind: 'invalid',
    },
    {
      title: 'TooManyRequests',
      reply: barkReply(500, 'push failed: APNS push failed: TooManyRequests'),
      kind: 'rateLimited',
    },
    {
      title: 'push failed',
      reply: barkReply(500, 'push failed: Post "https://api.push.apple.com": EOF'),
      kind: 'server',
      unconfirmed: true,
    },
  ],
});

describe('Bark', () => {
  it.each([
    [{ key }, 'api.day.app', ''],
    [{ key: `https://api.day.app/${key}/` }, 'api.day.app', ''],
    [{ key: `https://api.day.app/${key}/推送标题/这里改成你自己的推送内容` }, 'api.day.app', ''],
    [{ key: `http://bark.lan:8080/${key}` }, 'bark.lan:8080', ''],
    [{ key, server: 'https://home.example.com/bark/' }, 'home.example.com', '/bark'],
  ])('finds the server and the key: %j', async (fields, host, path) => {
    const service = barkService(key, host, path);
    const account = bark.account.parse(fields);
    expect(await bark.send(messageWith(), account, channelContext(service))).toEqual({
      kind: 'delivered',
    });
    expect(service.hosts[host]?.violations).toEqual([]);
  });

  it.each([
    { key: 'https://api.day.app/' },
    { key: 'https://api.day.app/push' },
    { key: 'ab' },
    { key, server: 'bark.lan' },
    { key: `https://api.day.app/${key}`, server: 'https://bark.lan' },
  ])('refuses what leads nowhere, or to two places: %j', (fields) => {
    expect(bark.account.safeParse(fields).success).toBe(false);
  });

  it('breaks through a focus only for trouble', async () => {
    const service = barkService(key);
    const account = bark.account.parse({ key });
    for (const event of messageEvents) {
      await bark.send(messageWith({ event }), account, channelContext(service));
    }
    const levels = service.hosts['api.day.app']?.requests.map(({ body }) => JSON.parse(body).level);
    expect(messageEvents.filter((_, at) => levels?.[at] === 'timeSensitive')).toEqual([
      'action',
      'failed',
      'disagree',
    ]);
  });
});
