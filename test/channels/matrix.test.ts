import { describe, expect, it } from 'vitest';
import { matrix } from '../../electron/channels/matrix.ts';
import { messageWith } from '../support/channel-conformance/messages.ts';
import { describeChannel } from '../support/channel-conformance/suite.ts';
import { channelContext } from '../support/channel-conformance/trial.ts';
import { faults, jsonReply } from '../support/emulator.ts';
import { matrixRefusal, matrixService } from '../support/matrix-emulator.ts';

const token = 'syt_ZGRucw_XqTzLmWpQrYksJdnHbcV_1aZxSw';
const host = 'matrix.example.com';
const server = `https://${host}`;
const room = '!AbC/d?E#f:example.com';
const alias = '#home/ünit:example.com';

const service = () => matrixService({ host, token, room, alias });

describeChannel({
  channel: matrix,
  account: { server, token, room },
  secrets: [token],
  makeService: service,
  echo: matrixRefusal(400, 'M_INVALID_PARAM', `what is ${token}?`),
  errors: [
    ...(
      [
        [401, 'M_UNKNOWN_TOKEN', 'auth'],
        [401, 'M_MISSING_TOKEN', 'auth'],
        [403, 'M_FORBIDDEN', 'auth'],
        [403, 'M_GUEST_ACCESS_FORBIDDEN', 'auth'],
        [403, 'M_USER_DEACTIVATED', 'blocked'],
        [401, 'M_USER_LOCKED', 'blocked'],
        [403, 'M_USER_SUSPENDED', 'blocked'],
        [403, 'M_CONSENT_NOT_GIVEN', 'blocked'],
        [403, 'M_RESOURCE_LIMIT_EXCEEDED', 'plan'],
        [404, 'M_NOT_FOUND', 'hostNotFound'],
        [404, 'M_UNRECOGNIZED', 'invalid'],
        [413, 'M_TOO_LARGE', 'invalid'],
        [400, 'M_BAD_JSON', 'invalid'],
      ] as const
    ).map(([status, code, kind]) => ({
      title: code,
      reply: matrixRefusal(status, code, 'No.'),
      kind,
    })),
    {
      title: 'M_LIMIT_EXCEEDED with milliseconds',
      reply: matrixRefusal(429, 'M_LIMIT_EXCEEDED', 'Too Many Requests', { retry_after_ms: 2500 }),
      kind: 'rateLimited',
      retryAfter: 2500,
    },
    {
      title: 'M_LIMIT_EXCEEDED with a header',
      reply: {
        ...matrixRefusal(429, 'M_LIMIT_EXCEEDED', 'Too Many Requests'),
        headers: { 'retry-after': '7' },
      },
      kind: 'rateLimited',
      retryAfter: 7000,
    },
    {
      title: 'M_UNKNOWN of a broken server',
      reply: matrixRefusal(500, 'M_UNKNOWN', 'Internal server error'),
      kind: 'server',
      unconfirmed: true,
    },
  ],
});

const byAlias = matrix.account.parse({ server: `${server}/`, token, room: alias });

describe('Matrix', () => {
  it('looks an alias up, by one request more', async () => {
    const world = service();
    const context = channelContext(world);
    expect(await matrix.send(messageWith(), byAlias, context)).toEqual({ kind: 'delivered' });
    expect(context.http.sent.map(({ method }) => method)).toEqual(['GET', 'PUT']);
    expect(world.seen).toHaveLength(1);
    expect(world.hosts[host]?.violations).toEqual([]);
  });

  it('sends nothing where the alias is unknown', async () => {
    const context = channelContext(service());
    const fields = matrix.account.parse({ server, token, room: '#other:example.com' });
    const sent = await matrix.send(messageWith(), fields, context);
    expect(sent).toMatchObject({
      kind: 'hostNotFound',
      detail: 'Room alias #other:example.com not found',
    });
    expect(context.http.sent).toHaveLength(1);
  });

  it.each([faults.hang, faults.reset, faults.badGateway, jsonReply(200, { room_id: 7 })])(
    'knows that nothing was sent where the look-up failed',
    async (reply) => {
      const world = service();
      world.hosts[host]?.faults.push({ reply });
      const sent = await matrix.send(messageWith(), byAlias, channelContext(world));
      expect(sent.kind).not.toBe('delivered');
      expect(sent).toMatchObject({ unconfirmed: false });
      expect(world.seen).toEqual([]);
    },
  );

  it('keeps its token where the answer to the look-up repeats it', async () => {
    const world = service();
    const reply = matrixRefusal(404, 'M_NOT_FOUND', `${'x'.repeat(285)} ${token}`);
    world.hosts[host]?.faults.push({ reply });
    const sent = await matrix.send(messageWith(), byAlias, channelContext(world));
    expect(JSON.stringify(sent)).not.toContain(token.slice(0, 8));
  });

  it('may be sent again, since the server knows the message', async () => {
    const world = service();
    const fields = matrix.account.parse({ server, token, room });
    world.hosts[host]?.faults.push({ reply: faults.reset, effect: 'after' });
    const context = channelContext(world);
    expect(await matrix.send(messageWith(), fields, context)).toMatchObject({ unconfirmed: true });
    expect(await matrix.send(messageWith(), fields, context)).toEqual({ kind: 'delivered' });
    expect(world.seen).toHaveLength(1);
    expect(matrix.repeatable).toBe(true);
  });

  it('says in the server’s words what is wrong', async () => {
    const fields = matrix.account.parse({ server, token, room: '!other:example.com' });
    const sent = await matrix.send(messageWith(), fields, channelContext(service()));
    expect(sent).toMatchObject({ kind: 'auth', detail: 'User not in room' });
  });

  it.each(['!AbCdEf:example.com', '!31hneApxJ_1o-63DmFrpeqnkFfWppnzWso1JvH3ogLM', '#a:b.c:8448'])(
    'knows the room %s',
    (one) => {
      expect(matrix.account.safeParse({ server, token, room: one }).success).toBe(true);
    },
  );

  it.each([
    { room: 'home' },
    { room: '#home' },
    { room: '@user:example.com' },
    { room: 'https://matrix.to/#/#home:example.com' },
    { room: '!' },
    { server: 'example.com' },
    { server: 'https://example.com?x' },
    { token: 'a b' },
    { password: 'x' },
  ])('has no account with %j', (fields) => {
    expect(matrix.account.safeParse({ server, token, room, ...fields }).success).toBe(false);
  });
});
