import { describe, expect, it } from 'vitest';
import { wecom } from '../../electron/channels/wecom.ts';
import { messageWith } from '../support/channel-conformance/messages.ts';
import { describeChannel } from '../support/channel-conformance/suite.ts';
import { channelContext } from '../support/channel-conformance/trial.ts';
import { bytesOf } from '../support/robot-gate.ts';
import { wecomReply, wecomService } from '../support/wecom-channel-emulator.ts';

const key = '693a91f6-7aa7-4e3a-9b1b-4d83a1c4ac0b';
const webhook = `https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=${key}`;

describeChannel({
  channel: wecom,
  account: { webhook },
  secrets: [webhook, key],
  makeService: () => wecomService(key),
  echo: wecomReply(93000, `invalid webhook url, key ${key}`),
  errors: [
    { title: '-1', reply: wecomReply(-1, 'system busy'), kind: 'server' },
    { title: '40008', reply: wecomReply(40008, 'invalid message type'), kind: 'invalid' },
    { title: '40058', reply: wecomReply(40058, 'exceed max length 2048'), kind: 'invalid' },
    { title: '44004', reply: wecomReply(44004, 'empty content'), kind: 'invalid' },
    { title: '45002', reply: wecomReply(45002, 'content size out of limit'), kind: 'invalid' },
    {
      title: '45009',
      reply: wecomReply(45009, 'api freq out of limit'),
      kind: 'rateLimited',
      retryAfter: 60_000,
    },
    { title: '93000', reply: wecomReply(93000, 'invalid webhook url'), kind: 'auth' },
    {
      title: '93000 for a text',
      reply: wecomReply(93000, 'Invalid input : content exceed max length'),
      kind: 'invalid',
    },
    { title: '93004', reply: wecomReply(93004, 'robot is disabled'), kind: 'blocked' },
    { title: '93008', reply: wecomReply(93008, 'not in the group'), kind: 'hostNotFound' },
    { title: 'no known code', reply: wecomReply(99_999, '?'), kind: 'unknown' },
  ],
});

describe('WeCom', () => {
  it.each([key, webhook, `${webhook}&debug=1`])(
    'takes the address of the robot, or the key in it: %s',
    async (text) => {
      const service = wecomService(key);
      const account = wecom.account.parse({ webhook: text });
      expect(await wecom.send(messageWith(), account, channelContext(service))).toEqual({
        kind: 'delivered',
      });
      expect(service.hosts['qyapi.weixin.qq.com']?.violations).toEqual([]);
    },
  );

  it.each([
    'https://qyapi.weixin.qq.com/cgi-bin/webhook/send',
    `https://qyapi.weixin.qq.com/cgi-bin/webhook/upload_media?key=${key}`,
    `https://evil.test/cgi-bin/webhook/send?key=${key}`,
    'short',
  ])('refuses what is no address of a robot: %s', (text) => {
    expect(wecom.account.safeParse({ webhook: text }).success).toBe(false);
  });

  it('uses the room that there is, counted in bytes', async () => {
    const service = wecomService(key);
    const account = wecom.account.parse({ webhook });
    await wecom.send(messageWith({ body: '更'.repeat(2048) }), account, channelContext(service));
    const bytes = bytesOf(service.seen[0]?.body ?? '');
    expect(bytes).toBeGreaterThan(2040);
    expect(bytes).toBeLessThanOrEqual(2048);
  });
});
