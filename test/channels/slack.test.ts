import { describe, expect, it } from 'vitest';
import { slack } from '../../electron/channels/slack.ts';
import { messageWith } from '../support/channel-conformance/messages.ts';
import { describeChannel } from '../support/channel-conformance/suite.ts';
import { channelContext } from '../support/channel-conformance/trial.ts';
import { createEmulator, type EmulatedReply, jsonReply } from '../support/emulator.ts';
import { slackService, slackWords } from '../support/slack-emulator.ts';

const key = 'Xq3Tz7LmWpQ2rYk8sJd4nHb6';
const path = `/services/T0A1B2C3D/B9Z8Y7X6W/${key}`;
const url = `https://hooks.slack.com${path}`;

describeChannel({
  channel: slack,
  account: { url },
  secrets: [url, path, key],
  makeService: () => slackService(path),
  echo: slackWords(400, `no webhook ${key}`),
  errors: (
    [
      [403, 'invalid_token', 'auth'],
      [404, 'no_service', 'auth'],
      [404, 'no_team', 'auth'],
      [410, 'no_service', 'auth'],
      [403, 'team_disabled', 'auth'],
      [404, 'channel_not_found', 'hostNotFound'],
      [410, 'channel_is_archived', 'hostNotFound'],
      [400, 'user_not_found', 'hostNotFound'],
      [403, 'action_prohibited', 'blocked'],
      [403, 'posting_to_general_channel_denied', 'blocked'],
      [400, 'invalid_payload', 'invalid'],
      [400, 'no_text', 'invalid'],
      [400, 'invalid_blocks', 'invalid'],
      [429, 'rate_limited', 'rateLimited'],
      [500, 'rollup_error', 'server'],
      [400, 'a_new_word', 'invalid'],
      [407, 'Proxy Authentication Required', 'proxyAuth'],
      [511, 'Network Authentication Required', 'captive'],
      [418, 'teapot', 'unknown'],
    ] as const
  ).map(([status, words, kind]) => ({
    title: `${status} ${words}`,
    reply: slackWords(status, words),
    kind,
    unconfirmed: status === 500,
  })),
});

/** A server that takes what Slack takes. */
function kin(reply: EmulatedReply) {
  const emulator = createEmulator(() => reply);
  return { emulator, context: channelContext({ hosts: { 'chat.example.com': emulator } }) };
}

const kinFields = slack.account.parse({ url: 'https://chat.example.com/hooks/abcdefghijklmnop' });

describe('Slack', () => {
  it('says in its words what is wrong', async () => {
    const service = slackService(path);
    service.hosts['hooks.slack.com']?.faults.push({ reply: slackWords(400, 'a_new_word') });
    const sent = await slack.send(
      messageWith(),
      slack.account.parse({ url }),
      channelContext(service),
    );
    expect(sent).toMatchObject({ kind: 'invalid', detail: 'a_new_word' });
  });

  it('shows an IPv6 address whole, where a part of it is the name of an emoji', async () => {
    const service = slackService(path);
    const body = 'home.example.com now points to 2a02:100:1234::7.';
    await slack.send(messageWith({ body }), slack.account.parse({ url }), channelContext(service));
    expect(service.seen[0]?.body).toContain(body);
  });

  it.each([
    ['Mattermost', { status: 200, headers: { 'content-type': 'text/plain' }, body: 'ok' }],
    ['Rocket.Chat', jsonReply(200, { success: true })],
  ])('is spoken by %s', async (_, reply) => {
    const { emulator, context } = kin(reply);
    const message = messageWith({ title: 'Hello @all', body: '@channel a < b' });
    expect(await slack.send(message, kinFields, context)).toEqual({ kind: 'delivered' });
    const { text, blocks } = JSON.parse(emulator.requests[0]?.body ?? '');
    expect(blocks).toBeUndefined();
    // These call out to whoever is named right behind the sign.
    expect(text).not.toMatch(/@\w/);
    expect(text).toContain('a &lt; b');
  });

  it.each([
    [
      jsonReply(400, {
        id: 'web.incoming_webhook.invalid.app_error',
        message: 'Invalid webhook.',
        status_code: 400,
      }),
      'invalid',
      'Invalid webhook.',
    ],
    [
      jsonReply(404, { success: false, error: 'integration_not_found' }),
      'hostNotFound',
      'integration_not_found',
    ],
  ] as const)('understands the refusals of its kin', async (reply, kind, detail) => {
    const { context } = kin(reply);
    expect(await slack.send(messageWith(), kinFields, context)).toMatchObject({ kind, detail });
  });

  it.each([
    url,
    `https://hooks.slack-gov.com${path}`,
    'https://chat.example.com/hooks/xen8y3kuwbn1tmbj6ksnk7q5bo',
    'http://192.168.1.2:3000/hooks/5f9c2a/Ab3dE',
    'https://example.com/chat/hooks/abcdef',
  ])('knows the webhook %s', (one) => {
    expect(slack.account.safeParse({ url: one }).success).toBe(true);
  });

  it.each([
    'https://app.slack.com/client/T0A1B2C3D/C012AB3CD',
    'https://hooks.slack.com/services/T0A1B2C3D/B9Z8Y7X6W',
    'https://hooks.slack.com/triggers/T0A1B2C3D/123/abc',
    'https://hooks.slack.com/workflows/T0A1B2C3D/A1/1/abc',
    `http://hooks.slack.com${path}`,
    `https://api.slack.com${path}`,
    `${url}?x=1`,
    `${url}#x`,
    `${url} `,
    'https://user:pass@chat.example.com/hooks/abcdef',
    'https://discord.com/api/webhooks/123456789012345678/abc',
    'hooks.slack.com/services/T/B/C',
  ])('takes %s for no webhook', (one) => {
    expect(slack.account.safeParse({ url: one }).success).toBe(false);
  });
});
