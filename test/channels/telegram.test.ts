import { describe, expect, it } from 'vitest';
import { telegram } from '../../electron/channels/telegram.ts';
import { messageWith } from '../support/channel-conformance/messages.ts';
import { describeChannel } from '../support/channel-conformance/suite.ts';
import { channelContext } from '../support/channel-conformance/trial.ts';
import { saying } from '../support/detail.ts';
import { faults } from '../support/emulator.ts';
import { telegramRefusal, telegramService } from '../support/telegram-emulator.ts';

const secretHalf = 'AAE9vXq3-Tz_7LmWpQ2rYk8sJd4nHb6cVgF';
const token = `123456789:${secretHalf}`;
const chat = '-1001234567890';

describeChannel({
  channel: telegram,
  account: { token, chat },
  secrets: [token, secretHalf],
  makeService: () => telegramService({ token, chat }),
  echo: telegramRefusal(400, `Bad Request: what is ${token}?`),
  errors: [
    { title: 'Unauthorized', reply: telegramRefusal(401, 'Unauthorized'), kind: 'auth' },
    {
      title: 'Not Found, for what is no token',
      reply: telegramRefusal(404, 'Not Found'),
      kind: 'auth',
    },
    ...(
      [
        ['Bad Request: chat not found', 'hostNotFound'],
        ['Bad Request: message thread not found', 'hostNotFound'],
        ['Bad Request: PEER_ID_INVALID', 'hostNotFound'],
        ['Bad Request: TOPIC_DELETED', 'hostNotFound'],
        ['Bad Request: TOPIC_CLOSED', 'blocked'],
        ['Bad Request: CHAT_WRITE_FORBIDDEN', 'blocked'],
        ['Bad Request: not enough rights to send text messages to the chat', 'blocked'],
        ['Bad Request: need administrator rights in the channel chat', 'blocked'],
        ['Bad Request: message text is empty', 'invalid'],
      ] as const
    ).map(([title, kind]) => ({ title, reply: telegramRefusal(400, title), kind })),
    ...[
      'Forbidden: bot was blocked by the user',
      'Forbidden: bot was kicked from the supergroup chat',
      "Forbidden: bot can't initiate conversation with a user",
    ].map((title) => ({ title, reply: telegramRefusal(403, title), kind: 'blocked' as const })),
    {
      title: 'Too Many Requests',
      reply: telegramRefusal(429, 'Too Many Requests: retry after 35', { retry_after: 35 }),
      kind: 'rateLimited',
      retryAfter: 35_000,
    },
    {
      title: 'Bad Gateway',
      reply: telegramRefusal(502, 'Bad Gateway'),
      kind: 'server',
      unconfirmed: true,
    },
  ],
});

function accountOf(fields: object) {
  return telegram.account.parse({ token, chat, ...fields });
}

describe('Telegram', () => {
  it.each([
    ['https://tg.example.com', 'tg.example.com'],
    ['http://192.168.1.2:8081/', '192.168.1.2:8081'],
    ['https://proxy.example.com/telegram/', 'proxy.example.com'],
  ])('goes through a server of the user’s own: %s', async (server, host) => {
    const service = telegramService({ token, chat }, host);
    const context = channelContext(service);
    const sent = await telegram.send(messageWith(), accountOf({ server }), context);
    expect(sent).toEqual({ kind: 'delivered' });
    expect(context.http.sent[0]?.url).toBe(`${server.replace(/\/$/, '')}/bot${token}/sendMessage`);
  });

  it('writes into a topic of a group', async () => {
    const service = telegramService({ token, chat, topic: 42 });
    const sent = await telegram.send(
      messageWith(),
      accountOf({ topic: 42 }),
      channelContext(service),
    );
    expect(sent).toEqual({ kind: 'delivered' });
    expect(service.seen).toHaveLength(1);
  });

  it('says which number a group has now', async () => {
    const service = telegramService({ token, chat });
    const text = 'Bad Request: group chat was upgraded to a supergroup chat';
    const reply = telegramRefusal(400, text, { migrate_to_chat_id: -1009876543210 });
    service.hosts['api.telegram.org']?.faults.push({ reply });
    const sent = await telegram.send(messageWith(), accountOf({}), channelContext(service));
    expect(sent).toMatchObject({ kind: 'hostNotFound', detail: saying('-1009876543210') });
  });

  it.each([
    [400, 'Bad Request: message text is empty'],
    [502, 'Bad Gateway'],
  ])('passes on what Telegram says with %s', async (code, words) => {
    const service = telegramService({ token, chat });
    service.hosts['api.telegram.org']?.faults.push({ reply: telegramRefusal(code, words) });
    const sent = await telegram.send(messageWith(), accountOf({}), channelContext(service));
    expect(sent).toMatchObject({ detail: words });
  });

  it('says in Telegram’s words what is wrong', async () => {
    const service = telegramService({ token, chat });
    const sent = await telegram.send(
      messageWith(),
      accountOf({ chat: '@another_one' }),
      channelContext(service),
    );
    expect(sent).toMatchObject({ kind: 'hostNotFound', detail: 'Bad Request: chat not found' });
  });

  it('takes the page of a proxy for no answer of Telegram’s', async () => {
    const service = telegramService({ token, chat });
    service.hosts['api.telegram.org']?.faults.push({ reply: { ...faults.html, status: 404 } });
    const sent = await telegram.send(messageWith(), accountOf({}), channelContext(service));
    expect(sent.kind).toBe('hostNotFound');
  });

  it.each(['123456789', '-123456789', '-1001234567890', '@my_channel'])(
    'knows the chat %s',
    (one) => {
      expect(telegram.account.safeParse({ token, chat: one }).success).toBe(true);
    },
  );

  it.each([
    { chat: 'my_channel' },
    { chat: 'https://t.me/my_channel' },
    { chat: '0' },
    { chat: '@a' },
    { chat: '12 34' },
    { token: secretHalf },
    { token: `bot${token}` },
    { token: `${token}\n` },
    { server: 'tg.example.com' },
    { server: 'https://tg.example.com/?x=1' },
    { topic: 0 },
    { parse_mode: 'HTML' },
  ])('has no account with %j', (fields) => {
    expect(telegram.account.safeParse({ token, chat, ...fields }).success).toBe(false);
  });
});
