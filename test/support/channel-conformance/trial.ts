import { afterEach, beforeEach, expect } from 'vitest';
import type {
  Channel,
  ChannelContext,
  ChannelMessage,
  Delivery,
  Health,
} from '../../../electron/core/channel.ts';
import type { Mail } from '../../../electron/core/mail.ts';
import { type EmulatedHttp, type Emulator, emulatedHttp, type Fault } from '../emulator.ts';
import { testContext } from '../provider-context.ts';
import type { LogLine } from '../remembering-log.ts';
import type { ChannelHarness, ChannelService } from './harness.ts';

export interface ChannelTestContext extends ChannelContext {
  readonly http: EmulatedHttp;
  readonly lines: readonly LogLine[];
}

/** A channel's context over a service in memory. */
export function channelContext(
  service: Pick<ChannelService, 'hosts' | 'mail'>,
  parts: Parameters<typeof testContext>[0] = {},
): ChannelTestContext {
  const { clock, log, timeout, signal, lines } = testContext(parts);
  const http = emulatedHttp(service.hosts);
  return { http, mail: service.mail ?? noMail, clock, log, timeout, signal, lines };
}

const noMail: Mail = { send: () => Promise.reject(new Error('no mail here')) };

/** A service of its own for each row, and short ways to use it. */
export interface ChannelTrial {
  readonly harness: ChannelHarness;
  readonly channel: Channel;
  /** Over HTTP. */
  readonly isHttp: boolean;
  service(): ChannelService;
  context(): ChannelTestContext;
  /** Another service, where one row needs several. */
  renew(parts?: Parameters<typeof testContext>[0]): void;
  send(message: ChannelMessage): Promise<Delivery>;
  beat(health: Health): Promise<Delivery>;
  /** Strikes the next request, or as many as said. */
  fault(fault: Fault): void;
  /** Requests that the service has received. */
  requests(): number;
}

/** Call it inside a `describe`. */
export function createChannelTrial(harness: ChannelHarness): ChannelTrial {
  const { channel } = harness;
  let service: ChannelService;
  let context: ChannelTestContext;
  const account = () => channel.account.parse(harness.account);
  const emulators = (): readonly Emulator[] => Object.values(service.hosts);

  const renew: ChannelTrial['renew'] = (parts) => {
    service = harness.makeService();
    context = channelContext(service, parts);
  };
  beforeEach(() => renew());
  afterEach(() => {
    expect(emulators().flatMap(({ violations }) => violations)).toEqual([]);
    expect(service.called ?? []).toEqual([]);
  });

  return {
    harness,
    channel,
    isHttp: Object.keys(harness.makeService().hosts).length > 0,
    service: () => service,
    context: () => context,
    renew,
    send: (message) => channel.send(message, account(), context),
    async beat(health) {
      if (channel.beat === undefined) throw new Error(`${channel.id} has no beat`);
      return channel.beat(health, account(), context);
    },
    fault: (fault) => void emulators()[0]?.faults.push(fault),
    requests: () => emulators().reduce((sum, { requests }) => sum + requests.length, 0),
  };
}
