import { describe, expect, it } from 'vitest';
import { pushover } from '../../electron/channels/pushover.ts';
import { messageWith } from '../support/channel-conformance/messages.ts';
import { describeChannel } from '../support/channel-conformance/suite.ts';
import { channelContext } from '../support/channel-conformance/trial.ts';
import { testNow } from '../support/provider-context.ts';
import { pushoverRefusal, pushoverService } from '../support/pushover-emulator.ts';

const token = 'azGDORePK8gMaC0QOYAMyEEuzJnyUi';
const user = 'uQiRzpo4DXghDmr9QzzfQu27cmVRsG';

const soon = testNow + 3_600_000;
const quota = ['application is over its quota'];

describeChannel({
  channel: pushover,
  account: { token, user },
  secrets: [token, user],
  makeService: () => pushoverService({ token, user }),
  echo: pushoverRefusal([`who is ${user}?`]),
  errors: [
    {
      title: 'application token is invalid',
      reply: pushoverRefusal(['application token is invalid'], { token: 'invalid' }),
      kind: 'auth',
    },
    {
      title: 'user identifier is invalid',
      reply: pushoverRefusal(['user identifier is invalid'], { user: 'invalid' }),
      kind: 'hostNotFound',
    },
    {
      title: 'device name is not valid',
      reply: pushoverRefusal(['device name is not valid'], { device: 'invalid' }),
      kind: 'hostNotFound',
    },
    {
      title: 'message cannot be blank',
      reply: pushoverRefusal(['message cannot be blank'], { message: 'cannot be blank' }),
      kind: 'invalid',
    },
    { title: 'status 0 with 200', reply: pushoverRefusal(['no'], {}, 200), kind: 'invalid' },
    {
      title: 'the quota of the month',
      reply: pushoverRefusal(quota, {}, 429, { 'x-limit-app-reset': String(soon / 1000) }),
      kind: 'rateLimited',
      retryAfter: 3_600_000,
    },
    {
      title: 'a reset that is over',
      reply: pushoverRefusal(quota, {}, 429, { 'x-limit-app-reset': '1393653600' }),
      kind: 'rateLimited',
      retryAfter: 0,
    },
    {
      title: 'internal server error',
      reply: pushoverRefusal(['internal server error'], {}, 500),
      kind: 'server',
      unconfirmed: true,
    },
  ],
});

describe('Pushover', () => {
  it.each([
    ['changed', '-1'],
    ['recovered', '-1'],
    ['action', '0'],
    ['failed', '0'],
    ['disagree', '0'],
    ['test', '0'],
  ] as const)(
    'is told of %s with the priority %s, and when it happened',
    async (event, priority) => {
      const service = pushoverService({ token, user });
      const fields = pushover.account.parse({ token, user, device: 'phone' });
      await pushover.send(messageWith({ event }), fields, channelContext(service));
      const timestamp = String(testNow / 1000);
      expect(service.seen).toMatchObject([{ priority, timestamp, device: 'phone' }]);
    },
  );

  it('says in its words what is wrong', async () => {
    const fields = pushover.account.parse({ token, user: token });
    const context = channelContext(pushoverService({ token, user }));
    const sent = await pushover.send(messageWith(), fields, context);
    expect(sent).toMatchObject({ detail: 'user identifier is not a valid user' });
  });

  it.each([
    { token: token.slice(1) },
    { user: `${user}x` },
    { user: 'me@example.com' },
    { device: 'my phone' },
    { device: '' },
    { sound: 'none' },
  ])('has no account with %j', (fields) => {
    expect(pushover.account.safeParse({ token, user, ...fields }).success).toBe(false);
  });
});
