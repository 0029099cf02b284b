import { describe, expect, it } from 'vitest';
import { uptimekuma } from '../../electron/channels/uptimekuma.ts';
import { messageWith } from '../support/channel-conformance/messages.ts';
import { describeChannel } from '../support/channel-conformance/suite.ts';
import { channelContext } from '../support/channel-conformance/trial.ts';
import { jsonReply } from '../support/emulator.ts';
import { kumaRefusal, notActive, uptimekumaService } from '../support/uptimekuma-emulator.ts';

const key = 'Xq3Tz7LmWpQ2rYk8sJd4nHb6cVgF1aZx';
const host = 'kuma.example.com';
const path = `/api/push/${key}`;
const url = `https://${host}${path}`;

const service = () => uptimekumaService({ host, path });

describeChannel({
  channel: uptimekuma,
  account: { url },
  secrets: [url, path, key],
  makeService: service,
  least: 250,
  echo: kumaRefusal(400, `no monitor ${key}`),
  errors: [
    { title: 'version 1', reply: kumaRefusal(404, notActive), kind: 'hostNotFound' },
    { title: 'version 2', reply: kumaRefusal(500, notActive), kind: 'hostNotFound' },
    { title: 'a wrong ping', reply: kumaRefusal(400, 'Invalid ping value'), kind: 'invalid' },
    {
      title: 'a fault of its own',
      reply: kumaRefusal(500, 'SQLITE_BUSY: database is locked'),
      kind: 'server',
      unconfirmed: true,
    },
    {
      title: 'a 200 without its word',
      reply: jsonReply(200, { ok: false }),
      kind: 'unknown',
      unconfirmed: true,
    },
  ],
});

describe('Uptime Kuma', () => {
  it.each([
    ['action', undefined, 'down'],
    ['failed', undefined, 'down'],
    ['disagree', undefined, 'down'],
    ['changed', undefined, 'up'],
    ['recovered', undefined, 'up'],
    ['test', undefined, 'up'],
    ['changed', 'down', 'down'],
    ['recovered', 'down', 'down'],
    ['test', 'down', 'down'],
    ['failed', 'up', 'up'],
  ] as const)('is told of %s, while all is %s, as %s', async (event, known, state) => {
    const world = service();
    const health = known && { state: known, text: 'x' };
    const fields = uptimekuma.account.parse({ url });
    await uptimekuma.send(messageWith({ event, health }), fields, channelContext(world));
    expect(world.beats.map((beat) => beat.state)).toEqual([state]);
  });

  it('asks for no longer URL than servers take', async () => {
    const world = service();
    const fields = uptimekuma.account.parse({ url });
    const body = "(!')~".repeat(4000);
    await uptimekuma.send(
      messageWith({ title: '更新'.repeat(500), body }),
      fields,
      channelContext(world),
    );
    expect(world.hosts[host]?.violations).toEqual([]);
    expect(world.seen[0]?.body).toMatch(/!'\)~\(.*…$/);
  });

  it('takes a push URL as it is copied, with its query', async () => {
    const world = service();
    const copied = uptimekuma.account.parse({ url: `${url}?status=up&msg=OK&ping=` });
    const sent = await uptimekuma.beat?.(
      { state: 'down', text: 'x' },
      copied,
      channelContext(world),
    );
    expect(sent).toEqual({ kind: 'delivered' });
    expect(world.beats).toEqual([{ state: 'down', text: 'x' }]);
    expect(world.hosts[host]?.violations).toEqual([]);
  });

  it.each([
    [500, 'SQLITE_BUSY: database is locked'],
    [404, notActive],
  ])('says in its words what is wrong: %s', async (status, words) => {
    const world = service();
    world.hosts[host]?.faults.push({ reply: kumaRefusal(status, words) });
    const fields = uptimekuma.account.parse({ url });
    const sent = await uptimekuma.send(messageWith(), fields, channelContext(world));
    expect(sent).toMatchObject({ detail: words });
  });

  it.each([
    `http://192.168.1.2:3001${path}`,
    `https://example.com/kuma${path}`,
    `${url}?status=up`,
  ])('knows the push URL %s', (one) => {
    expect(uptimekuma.account.safeParse({ url: one }).success).toBe(true);
  });

  it.each([
    `https://${host}/dashboard/7`,
    `https://${host}/api/push/`,
    `https://${host}/api/badge/7/status`,
    `${host}${path}`,
    `https://a:b@${host}${path}`,
    `${url}#x`,
  ])('takes %s for no push URL', (one) => {
    expect(uptimekuma.account.safeParse({ url: one }).success).toBe(false);
  });
});
