import { describe, expect, it } from 'vitest';
import { dingtalk } from '../../electron/channels/dingtalk.ts';
import { dingtalkSign } from '../../electron/channels/signing/robot.ts';
import type { ChannelMessage } from '../../electron/core/channel.ts';
import { messageWith } from '../support/channel-conformance/messages.ts';
import { describeChannel } from '../support/channel-conformance/suite.ts';
import { channelContext } from '../support/channel-conformance/trial.ts';
import { dingtalkReply, dingtalkService } from '../support/dingtalk-channel-emulator.ts';
import { type Fault, jsonReply } from '../support/emulator.ts';
import { testNow } from '../support/provider-context.ts';
import type { RobotGate } from '../support/robot-gate.ts';

const token = '566cc69da782ec33fa36f2d7a36f2d7a566cc69da782ec33fa36f2d7a36f2d7a';
const secret = 'SEC6816d5f8c552a52f6deb9d5d0e2faac0c9030bb6d3515efeeee4845c35a4c07b';
const webhook = `https://oapi.dingtalk.com/robot/send?access_token=${token}`;

const sorts = {
  keyword: 'description:关键词不匹配;solution:请联系群管理员查看此机器人的关键词',
  sign: 'description:机器人发送签名不匹配;solution:请确认签名和生成签名的时间戳必须都放在调用的网址中',
};

describeChannel({
  channel: dingtalk,
  account: { webhook, secret },
  secrets: [webhook, token, secret, dingtalkSign(secret, testNow)],
  makeService: () => dingtalkService(token, { secret, keywords: ['DDNS'] }),
  echo: dingtalkReply(300005, `token ${token} is not exist`),
  errors: [
    { title: '-1', reply: dingtalkReply(-1, '系统繁忙'), kind: 'server' },
    { title: '40035', reply: dingtalkReply(40035, '缺少参数 json'), kind: 'invalid' },
    {
      title: '43004',
      reply: dingtalkReply(43004, '无效的HTTP HEADER Content-Type'),
      kind: 'invalid',
    },
    { title: '300001', reply: dingtalkReply(300001, 'token is not exist'), kind: 'auth' },
    { title: '300005', reply: dingtalkReply(300005, 'token is not exist'), kind: 'auth' },
    { title: '400101', reply: dingtalkReply(400101, 'access_token不存在'), kind: 'auth' },
    { title: '400013', reply: dingtalkReply(400013, '群已被解散'), kind: 'hostNotFound' },
    { title: '400102', reply: dingtalkReply(400102, '机器人已停用'), kind: 'blocked' },
    { title: '400105', reply: dingtalkReply(400105, '不支持的消息类型'), kind: 'invalid' },
    { title: '400106', reply: dingtalkReply(400106, '机器人不存在'), kind: 'hostNotFound' },
    {
      title: '130101',
      reply: dingtalkReply(130101, 'send too fast, exceed 20 times per minute'),
      kind: 'rateLimited',
      retryAfter: 600_000,
    },
    { title: '410100', reply: dingtalkReply(410100, '发送速度太快而限流'), kind: 'rateLimited' },
    { title: 'keywords', reply: dingtalkReply(310000, 'keywords not in content'), kind: 'invalid' },
    { title: '关键词', reply: dingtalkReply(310000, sorts.keyword), kind: 'invalid' },
    { title: 'sign', reply: dingtalkReply(310000, 'sign not match'), kind: 'auth' },
    {
      title: '签名 alone',
      reply: dingtalkReply(310000, 'description:机器人发送签名不匹配'),
      kind: 'auth',
    },
    { title: '签名过期', reply: dingtalkReply(310000, '机器人发送签名过期'), kind: 'clock' },
    { title: '签名', reply: dingtalkReply(310000, sorts.sign), kind: 'auth' },
    { title: 'timestamp', reply: dingtalkReply(310000, 'invalid timestamp'), kind: 'clock' },
    {
      title: 'whitelist',
      reply: dingtalkReply(310000, 'ip 203.0.113.9 not in whitelist'),
      kind: 'blocked',
    },
    {
      title: 'a code that is none',
      reply: jsonReply(200, { errcode: 'x', errmsg: 'ok' }),
      kind: 'unknown',
      unconfirmed: true,
    },
    { title: 'no known code', reply: dingtalkReply(999_999, '?'), kind: 'unknown' },
  ],
});

describe('DingTalk', () => {
  const sent = async (gate: RobotGate, fields: object, message: Partial<ChannelMessage> = {}) => {
    const service = dingtalkService(token, gate);
    const account = dingtalk.account.parse(fields);
    const delivery = await dingtalk.send(messageWith(message), account, channelContext(service));
    return { delivery, service };
  };

  it.each([
    token,
    webhook,
    `${webhook}&timestamp=1600000000000&sign=OLD`,
    `http${webhook.slice(5)}`,
  ])('takes the address of the robot, or the token in it: %s', async (text) => {
    const { delivery, service } = await sent({}, { webhook: text });
    expect(delivery).toEqual({ kind: 'delivered' });
    expect(service.hosts['oapi.dingtalk.com']?.violations).toEqual([]);
  });

  it.each([
    secret,
    'https://oapi.dingtalk.com/robot/send',
    `https://evil.test/robot/send?access_token=${token}`,
  ])('refuses what is no address of a robot: %s', (text) => {
    expect(dingtalk.account.safeParse({ webhook: text }).success).toBe(false);
  });

  it('refuses a token in place of the secret', () => {
    expect(dingtalk.account.safeParse({ webhook, secret: token }).success).toBe(false);
  });

  it.each(['en', 'zh-CN'] as const)('holds the keyword in every message: %s', async (language) => {
    const message = { language, title: 'x', body: 'y' };
    const named = await sent({ keywords: ['DDNS Tray'] }, { webhook }, message);
    expect(named.delivery).toEqual({ kind: 'delivered' });
    const title = 'Test message from DDNS Tray';
    const own = await sent({}, { webhook }, { title });
    expect(own.service.seen[0]?.body.startsWith(title)).toBe(true);
  });

  it('says which word the robot must know', async () => {
    const { delivery } = await sent({ keywords: ['天气'] }, { webhook });
    expect(delivery).toMatchObject({
      kind: 'invalid',
      detail: { en: expect.stringContaining('“DDNS”'), 'zh-CN': expect.stringContaining('“DDNS”') },
    });
  });

  it.each([
    [-3, 'behind'],
    [3, 'ahead of'],
  ])('tells a clock that is %s hours off from a wrong secret', async (hours, word) => {
    const now = testNow - hours * 3_600_000;
    const { delivery } = await sent({ secret, now }, { webhook, secret });
    expect(delivery).toMatchObject({
      kind: 'clock',
      detail: { en: expect.stringContaining(`180 min ${word}`) },
    });
    const right = await sent({ secret, now: testNow + 3_000_000 }, { webhook, secret });
    expect(right.delivery).toEqual({ kind: 'delivered' });
    const near = { secret: 'SECanother', now: testNow + 3_000_000 };
    const wrong = await sent(near, { webhook, secret });
    expect(wrong.delivery).toMatchObject({ kind: 'auth' });
  });

  it('signs so that no letter of a signature is lost on the way', async () => {
    const secrets = Array.from({ length: 60 }, (_, at) => `SEC${at}abcdefgh`);
    const hard = secrets.find((each) => /[+].*[/]|[/].*[+]/.test(dingtalkSign(each, testNow)));
    const { delivery, service } = await sent({ secret: String(hard) }, { webhook, secret: hard });
    expect(delivery).toEqual({ kind: 'delivered' });
    expect(service.hosts['oapi.dingtalk.com']?.violations).toEqual([]);
  });

  it('says nothing of what a refusal repeats', async () => {
    const service = dingtalkService(token);
    const reply: Fault['reply'] = ({ url }) => dingtalkReply(40035, decodeURIComponent(url.search));
    service.hosts['oapi.dingtalk.com']?.faults.push({ reply });
    const account = dingtalk.account.parse({ webhook, secret });
    const said = JSON.stringify(
      await dingtalk.send(messageWith(), account, channelContext(service)),
    );
    expect(said).toContain('access_token=…');
    for (const each of [token, secret, dingtalkSign(secret, testNow)]) {
      expect(said).not.toContain(each.slice(0, 10));
    }
  });

  it('asks for the secret that the robot wants', async () => {
    const service = dingtalkService(token);
    const date = new Date(testNow + 7_200_000).toUTCString();
    const reply = dingtalkReply(310000, sorts.sign, { date });
    service.hosts['oapi.dingtalk.com']?.faults.push({ reply });
    const context = channelContext(service);
    const delivery = await dingtalk.send(
      messageWith(),
      dingtalk.account.parse({ webhook }),
      context,
    );
    expect(delivery).toMatchObject({
      kind: 'auth',
      detail: { en: expect.stringContaining('needed') },
    });
  });
});
