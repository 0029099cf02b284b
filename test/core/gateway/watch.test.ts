import { describe, expect, it, onTestFinished } from 'vitest';
import { createGatewayClient } from '../../../electron/core/gateway/asker.ts';
import type { EventPlace } from '../../../electron/core/gateway/events.ts';
import { watchGateway } from '../../../electron/core/gateway/watch.ts';
import '../../../electron/core/gateway/igd.ts';
import { natPmpAnswer, pcpAnnouncement } from '../../support/gateway-mapping.ts';
import { createGatewayRouter, home, wanAddress } from '../../support/gateway-router.ts';
import { eventBody } from '../../support/gateway-upnp.ts';
import { manualClock, settle } from '../../support/manual-clock.ts';
import { type LogLine, rememberingLog } from '../../support/remembering-log.ts';

type Options = Omit<Parameters<typeof createGatewayRouter>[0], 'clock'>;

interface Subscription {
  readonly place: EventPlace;
  readonly notify: (body: string) => void;
  readonly signal: AbortSignal;
}

const minute = 60_000;
const other = '89.160.20.113';

/** A watched router. `changes` counts; `started` is when its first word has come. */
async function watched(
  options: Options,
  more: { readonly hears?: boolean; readonly events?: boolean; readonly told?: boolean } = {},
) {
  const clock = manualClock();
  const router = createGatewayRouter({ clock, refuses: true, ...options });
  const lines: LogLine[] = [];
  const log = rememberingLog(lines);
  const { udp, http, network } = router;
  const gateway = createGatewayClient({ udp, http, network, clock, random: () => 0.5, log });
  const subscriptions: Subscription[] = [];
  const subscribe = (place: EventPlace, notify: (body: string) => void, signal: AbortSignal) => {
    const one = { place, notify, signal };
    subscriptions.push(one);
    const end = () => subscriptions.splice(subscriptions.indexOf(one), 1);
    signal.addEventListener('abort', end, { once: true });
  };
  const gatewayEvents = more.events ? { subscribe } : undefined;
  const seen = { changes: 0 };
  const stop = new AbortController();
  // What the program does where the network is another one.
  if (more.told !== false) network.watch(() => gateway.forget(), stop.signal);
  const onChange = () => {
    seen.changes += 1;
  };
  watchGateway(
    { udp, network, gateway, clock, log, gatewayEvents, hearsGateway: more.hears },
    onChange,
    stop.signal,
  );
  await clock.advance(3900);
  onTestFinished(async () => {
    stop.abort();
    await settle();
    expect(clock.waiting()).toBe(0);
    expect(router.listening()).toBe(0);
    expect(subscriptions).toEqual([]);
    expect(router.server.violations).toEqual([]);
    expect(lines.filter(({ level }) => level !== 'debug')).toEqual([]);
  });
  /** What is asked in so many milliseconds. */
  async function askedIn(ms: number): Promise<readonly string[]> {
    router.asked.length = 0;
    await clock.advance(ms);
    return [...router.asked];
  }
  /** How many changes were told in so many milliseconds. */
  async function changesIn(ms: number): Promise<number> {
    seen.changes = 0;
    await clock.advance(ms);
    return seen.changes;
  }
  return { clock, router, subscriptions, askedIn, changesIn, stop };
}

const announcement = (external: string, epoch: number, from: string = home.gateway) => ({
  bytes: natPmpAnswer({ external, epoch: () => epoch }),
  from,
});

describe('a gateway that announces', () => {
  it.each(['natPmp', 'pcp'] as const)('is heard at once, and told of once (%s)', async (speaks) => {
    const { router, changesIn } = await watched({ speaks: [speaks] });
    expect(await changesIn(10 * minute)).toBe(0);
    router.move(other);
    expect(await changesIn(0)).toBe(1);
    expect(await changesIn(10 * minute)).toBe(0);
  });

  it('many times in a row is heard to the last, if not each time', async () => {
    const { router, clock, changesIn } = await watched({ speaks: ['natPmp'] });
    for (let time = 0; time < 8; time += 1) {
      router.move(time % 2 === 0 ? other : wanAddress);
      await clock.advance(1000);
    }
    router.move('89.160.20.114');
    expect(await changesIn(10_000)).toBe(1);
    expect(await changesIn(minute)).toBe(0);
  });

  it('may say so ten times, as RFC 6886 wants, and is asked once', async () => {
    const { router, clock, askedIn } = await watched({ speaks: ['natPmp'] });
    router.move(other);
    await clock.advance(0);
    for (let time = 0; time < 9; time += 1) router.move(other);
    expect(await askedIn(1000)).toEqual([]);
  });

  it('by PCP may say that it is there, and is not asked again', async () => {
    const { router, clock, askedIn } = await watched({ speaks: ['pcp'] });
    await clock.advance(30_000);
    router.say({ bytes: pcpAnnouncement(router.server), from: home.gateway });
    expect(await askedIn(10_000)).toEqual([]);
  });

  it('by both protocols is asked once for the one that it was not asked by', async () => {
    const { router, askedIn } = await watched({ speaks: ['natPmp'] });
    const say = () => router.say({ bytes: pcpAnnouncement(router.server), from: home.gateway });
    say();
    expect(await askedIn(5000)).toEqual(['natPmp']);
    say();
    expect(await askedIn(5000)).toEqual([]);
  });

  it('and whose datagram got lost is noticed within a minute', async () => {
    const { router, askedIn, changesIn } = await watched({ speaks: ['natPmp'] });
    router.server.external = other;
    expect(await changesIn(minute)).toBe(1);
    expect(await askedIn(10 * minute)).toHaveLength(10);
  });

  it('tells that it started again, though its address is the same', async () => {
    const { router, clock, changesIn } = await watched({ speaks: ['natPmp'] });
    await clock.advance(10 * minute);
    router.restart();
    router.say(announcement(wanAddress, 0));
    expect(await changesIn(0)).toBe(1);
    expect(await changesIn(10 * minute)).toBe(0);
  });

  it('tells that its link is down, and up again', async () => {
    const { router, changesIn } = await watched({ speaks: ['natPmp'] });
    router.server.external = undefined;
    expect(await changesIn(minute)).toBe(1);
    router.move(wanAddress);
    expect(await changesIn(0)).toBe(1);
    expect(await changesIn(5 * minute)).toBe(0);
  });

  it('is polled like UPnP where nothing may be heard', async () => {
    const { router, changesIn } = await watched({ speaks: ['natPmp'] }, { hears: false });
    expect(router.listening()).toBe(0);
    router.server.external = other;
    expect(await changesIn(4000)).toBe(1);
  });
});

describe('a gateway that speaks UPnP alone', () => {
  it('is noticed within five seconds, and told of once', async () => {
    const { router, changesIn } = await watched({ speaks: ['igd'] });
    expect(await changesIn(minute)).toBe(0);
    router.server.external = other;
    expect(await changesIn(5000)).toBe(1);
    expect(await changesIn(minute)).toBe(0);
  });

  it('is asked by one small request every four seconds, over one timer', async () => {
    const { clock, askedIn } = await watched({ speaks: ['igd'] });
    expect(await askedIn(minute)).toEqual(new Array(15).fill('POST /ctl/IPConn'));
    expect(clock.waiting()).toBe(1);
  });

  it('is noticed at once by its events, which only make it be asked', async () => {
    const { router, subscriptions, askedIn, changesIn } = await watched(
      { speaks: ['igd'] },
      { events: true },
    );
    expect(subscriptions.map(({ place }) => place)).toEqual([
      {
        url: `http://${home.gateway}:5000/evt/IPConn`,
        gateway: home.gateway,
        localAddress: home.local,
      },
    ]);
    const [one] = subscriptions;
    one?.notify(eventBody(wanAddress));
    one?.notify('<broken');
    expect(await askedIn(50)).toEqual([]);
    one?.notify(eventBody('1.2.3.4'));
    expect(await changesIn(50)).toBe(0);
    router.server.external = other;
    one?.notify(eventBody(other));
    expect(await changesIn(50)).toBe(1);
  });

  it('is subscribed to anew where its place is another, once', async () => {
    const { router, clock, subscriptions } = await watched({ speaks: ['igd'] }, { events: true });
    router.restart();
    await clock.advance(20_000);
    expect(subscriptions.map(({ place }) => place.url)).toEqual([
      `http://${home.gateway}:5001/evt/IPConn`,
    ]);
  });
});

describe('a gateway that is silent, or not there', () => {
  it('is left alone for ten minutes', async () => {
    const { askedIn, clock } = await watched({ speaks: [] });
    expect(await askedIn(9.8 * minute)).toEqual([]);
    expect(clock.waiting()).toBe(1);
    expect(await askedIn(minute)).toContain('natPmp');
  });

  it('costs no wake-up of a minute, nor a socket, where there is none', async () => {
    const { router, clock, askedIn } = await watched({ speaks: [] });
    router.plug(undefined);
    await clock.advance(5000);
    expect(router.listening()).toBe(0);
    expect(await askedIn(minute)).toEqual([]);
    expect(clock.waiting()).toBe(1);
  });

  it('is asked again, soon and then ever later, where it had spoken: and its silence is no change', async () => {
    const { router, askedIn, changesIn } = await watched({ speaks: ['natPmp'] });
    router.speaks = [];
    expect(await changesIn(2 * minute)).toBe(0);
    router.speaks = ['natPmp'];
    expect(await changesIn(2 * minute)).toBe(0);
    router.speaks = [];
    await askedIn(2 * minute);
    router.server.external = other;
    router.speaks = ['natPmp'];
    expect(await changesIn(2 * minute)).toBe(1);
  });

  it('is seen to have gone, though nobody tells of it', async () => {
    const { router, askedIn } = await watched({ speaks: ['natPmp'] }, { told: false });
    router.plug(undefined);
    await askedIn(3 * minute);
    expect(router.listening()).toBe(0);
    expect(await askedIn(minute)).toEqual([]);
  });

  it('is asked as soon as it announces, though its address is the old one', async () => {
    const { router, clock, askedIn } = await watched({ speaks: ['natPmp'] });
    router.speaks = [];
    await clock.advance(10 * minute);
    router.speaks = ['natPmp'];
    router.say(announcement(wanAddress, 605));
    expect(await askedIn(0)).toEqual(['natPmp']);
  });

  it('is asked as soon as it announces', async () => {
    const { router, clock, askedIn } = await watched({ speaks: [] });
    await clock.advance(minute);
    router.speaks = ['natPmp'];
    router.say(announcement(wanAddress, 0));
    expect(await askedIn(0)).toEqual(['natPmp']);
  });
});

describe('another network', () => {
  it('is asked once it has settled, whatever was known, in one go', async () => {
    const { router, changesIn, clock } = await watched({ speaks: ['natPmp'] });
    router.server.external = other;
    for (let burst = 0; burst < 10; burst += 1) router.plug('192.168.1.254');
    router.asked.length = 0;
    expect(await changesIn(999)).toBe(0);
    expect(router.asked).toEqual([]);
    // The first word of another gateway is no change of its word; the network's change is told elsewhere.
    expect(await changesIn(1)).toBe(0);
    expect(router.asked).toEqual(['natPmp']);
    expect(await changesIn(10 * minute)).toBe(0);
    router.move(wanAddress);
    expect(await changesIn(0)).toBe(1);
    expect(clock.waiting()).toBe(1);
  });
});

describe('a network that changes while the gateway of the last one is asked', () => {
  it('is asked after that', async () => {
    const { router, clock, askedIn } = await watched({ speaks: [], refuses: false });
    router.plug(home.gateway);
    expect(await askedIn(2000)).toContain('natPmp');
    router.plug(home.gateway);
    await clock.advance(3000);
    expect(await askedIn(2000)).toContain('natPmp');
  });
});

describe('datagrams of others', () => {
  it('are not heard, whatever they say', async () => {
    const { router, askedIn } = await watched({ speaks: ['natPmp'] });
    router.say(announcement(other, 0, '192.168.1.66'));
    router.say({ bytes: pcpAnnouncement({ epoch: () => 0 }), from: '192.168.1.66' });
    expect(await askedIn(10_000)).toEqual([]);
  });

  it('in the gateway’s name make it be asked, and its own word counts', async () => {
    const { router, askedIn, changesIn, clock } = await watched({ speaks: ['natPmp'] });
    await clock.advance(10 * minute);
    router.say(announcement(other, 604));
    expect(await changesIn(0)).toBe(0);
    router.say(announcement(wanAddress, 0));
    expect(await changesIn(0)).toBe(0);
    expect((await askedIn(minute)).length).toBeLessThanOrEqual(1);
  });

  it('in the gateway’s name, in a flood, make it be asked a few times', async () => {
    for (const speaks of [['natPmp'], ['igd'], []] as const) {
      const { router, askedIn, clock, changesIn } = await watched({ speaks });
      const before = await askedIn(10_000);
      router.asked.length = 0;
      for (let second = 0; second < 10; second += 1) {
        for (let time = 0; time < 500; time += 1) router.say(announcement(other, time));
        expect(await changesIn(1000)).toBe(0);
      }
      const questions = router.asked.filter((one) => /natPmp|POST/.test(one));
      expect(questions.length).toBeLessThanOrEqual(before.length + 6);
      // The last of them is still followed.
      expect(await changesIn(20_000)).toBe(0);
      expect(clock.waiting()).toBe(1);
    }
  });

  it('that make no sense cost nothing', async () => {
    const { router, askedIn } = await watched({ speaks: ['natPmp'] });
    const from = home.gateway;
    router.say({ bytes: new Uint8Array(0), from });
    router.say({ bytes: new Uint8Array(65_507).fill(128), from });
    router.say({ bytes: Uint8Array.of(0, 129, 0, 0, 0, 0, 0, 0, 1, 2, 3, 4), from });
    router.say({ bytes: Uint8Array.of(0, 0), from });
    router.say({ bytes: Uint8Array.of(0, 128, 0, 2, 0, 0, 0, 0, 1, 2, 3, 4), from });
    expect(await askedIn(10_000)).toEqual([]);
  });
});

describe('a clock', () => {
  it('that was set back or forward is no change of the gateway’s', async () => {
    const { clock, changesIn } = await watched({ speaks: ['igd'] });
    clock.jump(-3_600_000);
    expect(await changesIn(10 * minute)).toBe(0);
    clock.jump(7_200_000);
    expect(await changesIn(10 * minute)).toBe(0);
  });
});
