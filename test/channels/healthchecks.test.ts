import { describe, expect, it } from 'vitest';
import { healthchecks } from '../../electron/channels/healthchecks.ts';
import { messageWith } from '../support/channel-conformance/messages.ts';
import { describeChannel } from '../support/channel-conformance/suite.ts';
import { channelContext } from '../support/channel-conformance/trial.ts';
import {
  healthchecksService,
  healthchecksWords,
  unknownUuid,
} from '../support/healthchecks-emulator.ts';

const host = 'hc-ping.com';
const uuid = '5bf66975-d4c7-4bf5-bcc8-b8d8a82ea278';
const key = 'fqOOd6-F4MMNuCEnzTU01w';
const url = `https://${host}/${uuid}`;

const service = () => healthchecksService({ host, path: `/${uuid}` });

describeChannel({
  channel: healthchecks,
  account: { url },
  secrets: [url, uuid],
  makeService: service,
  echo: healthchecksWords(400, `no check ${uuid}`),
  errors: (
    [
      [200, 'OK (not found)', 'hostNotFound'],
      [404, 'not found', 'hostNotFound'],
      [400, 'invalid url format', 'invalid'],
      [409, 'ambiguous slug', 'invalid'],
      [429, 'rate limited', 'rateLimited'],
      [200, 'OK (rate limited)', 'rateLimited'],
    ] as const
  ).map(([status, words, kind]) => ({
    title: `${status} ${words}`,
    reply: healthchecksWords(status, words),
    kind,
    ...(kind === 'rateLimited' ? { retryAfter: 60_000 } : {}),
  })),
});

const fields = healthchecks.account.parse({ url });

describe('Healthchecks.io', () => {
  it.each([
    ['action', undefined, 'fail'],
    ['failed', undefined, 'fail'],
    ['disagree', undefined, 'fail'],
    ['changed', undefined, 'log'],
    ['recovered', undefined, 'log'],
    ['test', undefined, 'log'],
    ['failed', 'down', 'fail'],
    ['failed', 'up', 'log'],
    ['recovered', 'up', 'success'],
    ['recovered', 'down', 'log'],
    ['changed', 'up', 'log'],
    ['changed', 'down', 'log'],
    ['test', 'up', 'log'],
  ] as const)('is told of %s, while all is %s, by the signal %s', async (event, state, signal) => {
    const world = service();
    const health = state && { state, text: 'x' };
    await healthchecks.send(messageWith({ event, health }), fields, channelContext(world));
    expect(world.pings.map((ping) => ping.signal)).toEqual([signal]);
  });

  it('takes a check that there is none of for a failure, though the answer says OK', async () => {
    const world = healthchecksService({ host, path: '/another' });
    const sent = await healthchecks.beat?.(
      { state: 'up', text: 'x' },
      fields,
      channelContext(world),
    );
    expect(sent).toMatchObject({ kind: 'hostNotFound', detail: 'OK (not found)' });
    expect(unknownUuid).toMatchObject({ status: 200 });
  });

  it.each([
    ['https://hc.example.com/ping/5bf66975-d4c7-4bf5-bcc8-b8d8a82ea278/', `/ping/${uuid}`],
    [`https://hc.example.com/ping/${key}/home-ddns`, `/ping/${key}/home-ddns`],
    [`http://hc.example.com/health/ping/${key}/home_ddns`, `/health/ping/${key}/home_ddns`],
  ])('knows a check of a server of one’s own: %s', async (one, path) => {
    const world = healthchecksService({ host: 'hc.example.com', path });
    const own = healthchecks.account.parse({ url: one });
    const sent = await healthchecks.beat?.(
      { state: 'down', text: 'x' },
      own,
      channelContext(world),
    );
    expect(sent).toEqual({ kind: 'delivered' });
    expect(world.pings).toEqual([{ signal: 'fail', text: 'x' }]);
  });

  it('lets the service make the check, where the URL asks for it', async () => {
    const path = `/${key}/home-ddns`;
    const world = healthchecksService({ host, path });
    world.hosts[host]?.faults.push({ reply: healthchecksWords(201, 'Created') });
    const context = channelContext(world);
    const own = healthchecks.account.parse({ url: `https://${host}${path}?create=1` });
    const sent = await healthchecks.beat?.({ state: 'down', text: 'x' }, own, context);
    expect(sent).toEqual({ kind: 'delivered' });
    expect(context.http.sent[0]?.url).toBe(`https://${host}${path}/fail?create=1`);
  });

  it.each([
    `https://healthchecks.io/checks/${uuid}/details/`,
    `https://healthchecks.io/checks/${uuid}`,
    `https://healthchecks.io/projects/${uuid}/checks/`,
    `${url}/fail`,
    `${url}/start`,
    `${url}?create=1`,
    `https://${host}/${uuid.slice(1)}`,
    `https://${host}/`,
    `https://${host}/${key}`,
    `https://${host}/${key}/Home DDNS`,
    `${host}/${uuid}`,
    `${uuid}@hchk.io`,
  ])('takes %s for no ping URL', (one) => {
    expect(healthchecks.account.safeParse({ url: one }).success).toBe(false);
  });
});
