import { describe, expect, it } from 'vitest';
import { pushplus } from '../../electron/channels/pushplus.ts';
import { messageWith } from '../support/channel-conformance/messages.ts';
import { describeChannel } from '../support/channel-conformance/suite.ts';
import { channelContext } from '../support/channel-conformance/trial.ts';
import { pushplusReply, pushplusService } from '../support/pushplus-channel-emulator.ts';

const token = '6c17642c94fc46bd8e7cd71883ae820f';

describeChannel({
  channel: pushplus,
  account: { token },
  secrets: [token],
  makeService: () => pushplusService(token),
  echo: pushplusReply(903, `无效的用户token ${token}`),
  errors: [
    { title: '302', reply: pushplusReply(302, '未登录'), kind: 'auth' },
    { title: '401', reply: pushplusReply(401, '请求未授权'), kind: 'auth' },
    { title: '403', reply: pushplusReply(403, '请求IP未授权'), kind: 'auth' },
    { title: '500', reply: pushplusReply(500, '系统异常，请稍后再试'), kind: 'server' },
    { title: '600', reply: pushplusReply(600, '数据异常，操作失败'), kind: 'invalid' },
    { title: '805', reply: pushplusReply(805, '无权查看'), kind: 'auth' },
    { title: '888', reply: pushplusReply(888, '积分不足'), kind: 'plan' },
    {
      title: '900',
      reply: pushplusReply(900, '用户账号使用受限'),
      kind: 'rateLimited',
      retryAfter: 86_400_000,
    },
    { title: '903', reply: pushplusReply(903, '无效的用户令牌'), kind: 'auth' },
    { title: '905', reply: pushplusReply(905, '账户未进行实名认证'), kind: 'blocked' },
    { title: '999, token', reply: pushplusReply(999, '无效的用户token'), kind: 'auth' },
    {
      title: '999, the same content',
      reply: pushplusReply(999, '请勿频繁推送相同内容'),
      kind: 'rateLimited',
      retryAfter: 3_600_000,
    },
    { title: '999, group', reply: pushplusReply(999, '群组编码不存在'), kind: 'hostNotFound' },
    { title: '999, else', reply: pushplusReply(999, '服务端验证错误'), kind: 'unknown' },
  ],
});

describe('PushPlus', () => {
  it.each([
    [{ token }, undefined],
    [{ token: `http://www.pushplus.plus/send?token=${token}&title=x&content=y` }, undefined],
    [{ token: `https://www.pushplus.plus/send/${token}?title=x` }, undefined],
    [{ token, topic: 'family-1' }, 'family-1'],
  ])('finds the token, and tells the group: %j', async (fields, topic) => {
    const service = pushplusService(token, topic === undefined ? {} : { topic });
    const account = pushplus.account.parse(fields);
    expect(await pushplus.send(messageWith(), account, channelContext(service))).toEqual({
      kind: 'delivered',
    });
    expect(service.hosts['www.pushplus.plus']?.violations).toEqual([]);
  });

  it('begins the body with a title that does not fit', async () => {
    const service = pushplusService(token);
    const account = pushplus.account.parse({ token });
    const title = '一二三四五六七八九十'.repeat(11);
    await pushplus.send(messageWith({ title }), account, channelContext(service));
    const [seen] = service.seen;
    expect(seen?.title).toMatch(/^\S+…$/);
    expect(seen?.body).toBe(`${title}\n${messageWith().body}`);
  });

  it.each([
    { token: 'abc' },
    { token: `https://evil.test/send?token=${token}` },
    { token: 'https://www.pushplus.plus/send' },
    { token, topic: '家 人' },
  ])('refuses what is no token and no group: %j', (fields) => {
    expect(pushplus.account.safeParse(fields).success).toBe(false);
  });
});
