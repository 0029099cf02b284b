import { describe, expect, it } from 'vitest';
import { feishu } from '../../electron/channels/feishu.ts';
import { feishuSign } from '../../electron/channels/signing/robot.ts';
import { messageWith } from '../support/channel-conformance/messages.ts';
import { describeChannel } from '../support/channel-conformance/suite.ts';
import { channelContext } from '../support/channel-conformance/trial.ts';
import { type Fault, jsonReply } from '../support/emulator.ts';
import { feishuReply, feishuService } from '../support/feishu-channel-emulator.ts';
import { testNow } from '../support/provider-context.ts';
import type { RobotGate } from '../support/robot-gate.ts';

const key = 'db264cc8-856d-4be9-8b3e-962f5fced676';
const secret = 'CSTEfHRnFBuHisZNCxLw3d';
const webhook = `https://open.feishu.cn/open-apis/bot/v2/hook/${key}`;
const limited = 'frequency limited psm[lark.oapi.app_platform_runtime]appID[1500]';
const mismatch = 'sign match fail or timestamp is not within one hour from current time';

describeChannel({
  channel: feishu,
  account: { webhook, secret },
  secrets: [webhook, key, secret, feishuSign(secret, testNow / 1000)],
  makeService: () => feishuService(key, { secret, keywords: ['DDNS'] }),
  echo: feishuReply(19001, `param invalid: incoming webhook access token ${key} invalid`),
  errors: [
    { title: '9499', reply: feishuReply(9499, 'Bad Request'), kind: 'invalid' },
    { title: '9499, too many', reply: feishuReply(9499, 'too many request'), kind: 'rateLimited' },
    { title: '11232', reply: feishuReply(11232, limited), kind: 'rateLimited' },
    {
      title: '19001',
      reply: feishuReply(19001, 'param invalid: incoming webhook access token invalid'),
      kind: 'auth',
    },
    { title: '19002', reply: feishuReply(19002, 'params error, msg_type need'), kind: 'invalid' },
    { title: '19021', reply: feishuReply(19021, mismatch), kind: 'auth' },
    { title: '19022', reply: feishuReply(19022, 'Ip Not Allowed'), kind: 'blocked' },
    { title: '19024', reply: feishuReply(19024, 'Key Words Not Found'), kind: 'invalid' },
    {
      title: 'the old form',
      reply: jsonReply(200, { StatusCode: 19024, StatusMessage: 'Key Words Not Found' }),
      kind: 'invalid',
    },
    { title: 'no known code', reply: feishuReply(99_999, '?'), kind: 'unknown' },
  ],
});

describe('Feishu', () => {
  const sent = async (gate: RobotGate, fields: object, host?: string) => {
    const service = feishuService(key, gate, host);
    const account = feishu.account.parse(fields);
    const delivery = await feishu.send(
      messageWith({ title: 'x' }),
      account,
      channelContext(service),
    );
    return { delivery, service };
  };

  it.each([
    [key, 'open.feishu.cn'],
    [webhook, 'open.feishu.cn'],
    [`https://open.larksuite.com/open-apis/bot/v2/hook/${key}`, 'open.larksuite.com'],
  ])('takes the address of a bot of either site, or the key of Feishu: %s', async (text, host) => {
    const { delivery, service } = await sent({ keywords: ['DDNS Tray'] }, { webhook: text }, host);
    expect(delivery).toEqual({ kind: 'delivered' });
    expect(service.hosts[host]?.violations).toEqual([]);
  });

  it.each([
    `https://open.feishu.cn/open-apis/bot/hook/${key}`,
    `https://evil.test/open-apis/bot/v2/hook/${key}`,
    `${webhook}/../x`,
    'https://open.feishu.cn/open-apis/bot/v2/hook/',
  ])('refuses what is no address of a bot: %s', (text) => {
    expect(feishu.account.safeParse({ webhook: text }).success).toBe(false);
  });

  it('refuses an address in place of the secret', () => {
    expect(feishu.account.safeParse({ webhook, secret: webhook }).success).toBe(false);
  });

  it('takes a success of the old form', async () => {
    const service = feishuService(key);
    const reply = jsonReply(200, { Extra: null, StatusCode: 0, StatusMessage: 'success' });
    service.hosts['open.feishu.cn']?.faults.push({ reply });
    const account = feishu.account.parse({ webhook });
    expect(await feishu.send(messageWith(), account, channelContext(service))).toEqual({
      kind: 'delivered',
    });
  });

  it('tells a clock that is off from a wrong secret', async () => {
    const behind = await sent({ secret, now: testNow + 7_200_000 }, { webhook, secret });
    expect(behind.delivery).toMatchObject({
      kind: 'clock',
      detail: { en: expect.stringContaining('120 min behind') },
    });
    const ahead = await sent({ secret, now: testNow - 7_200_000 }, { webhook, secret });
    expect(ahead.delivery).toMatchObject({
      kind: 'clock',
      detail: { en: expect.stringContaining('120 min ahead of') },
    });
    const absurd = await sent({ secret, now: 0 }, { webhook, secret });
    expect(absurd.delivery).toMatchObject({ kind: 'auth' });
    const near = await sent({ secret, now: testNow + 3_000_000 }, { webhook, secret });
    expect(near.delivery).toEqual({ kind: 'delivered' });
    const wrong = await sent({ secret: 'another1234' }, { webhook, secret });
    expect(wrong.delivery).toMatchObject({ kind: 'auth' });
    const missing = await sent({ secret }, { webhook });
    expect(missing.delivery).toMatchObject({ detail: { en: expect.stringContaining('needed') } });
  });

  it('says nothing of what a refusal repeats', async () => {
    const service = feishuService(key);
    const reply: Fault['reply'] = ({ url, body }) =>
      feishuReply(9499, `${url.href} ${JSON.parse(body).sign}`);
    service.hosts['open.feishu.cn']?.faults.push({ reply });
    const account = feishu.account.parse({ webhook, secret });
    const said = JSON.stringify(await feishu.send(messageWith(), account, channelContext(service)));
    expect(said).toContain('… …');
    for (const each of [key, secret, feishuSign(secret, testNow / 1000)]) {
      expect(said).not.toContain(each.slice(0, 10));
    }
  });

  it('says which word the bot must know', async () => {
    const { delivery } = await sent({ keywords: ['天气'] }, { webhook });
    expect(delivery).toMatchObject({ detail: { 'zh-CN': expect.stringContaining('“DDNS”') } });
  });
});
