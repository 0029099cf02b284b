import { expect, it } from 'vitest';
import type { Delivery } from '../../../electron/core/channel.ts';
import { describeWhere } from '../conformance/where.ts';
import { messageWith } from './messages.ts';
import type { ChannelTrial } from './trial.ts';

/** Both ways to speak to a service, by name. */
export function waysOf(
  trial: ChannelTrial,
): readonly (readonly [string, () => Promise<Delivery>])[] {
  const send = ['a message', () => trial.send(messageWith())] as const;
  const beat = ['a beat', () => trial.beat({ state: 'down', text: 'It is down.' })] as const;
  return trial.channel.beat === undefined ? [send] : [send, beat];
}

/** How a channel uses the network. */
export function describeRequests(trial: ChannelTrial): void {
  const ways = waysOf(trial);

  describeWhere(trial.isHttp)('its requests', () => {
    it.each(ways)('go through the system’s proxy, and are bounded: %s', async (_, speak) => {
      await speak();
      const { http, timeout, signal } = trial.context();
      for (const request of http.sent) {
        expect(request).toMatchObject({ proxy: 'system', timeout });
        expect(request.signal).toBe(signal);
        expect(request.maxBytes).toBeLessThanOrEqual(64 * 1024);
      }
    });

    it.each(ways)('follow no redirect: %s', async (_, speak) => {
      const location = 'https://elsewhere.test/hook?x=1';
      for (const status of [301, 302, 303, 307, 308]) {
        trial.renew();
        trial.fault({ reply: { status, headers: { location }, body: '' } });
        expect(await speak()).toMatchObject({
          detail: { en: expect.stringContaining('elsewhere') },
        });
        expect(trial.context().http.sent).toHaveLength(1);
      }
    });
  });

  describeWhere(trial.isHttp)('the end of the program', () => {
    it.each(ways)('sends nothing any more: %s', async (_, speak) => {
      const reason = new Error('the program ends');
      trial.renew({ signal: AbortSignal.abort(reason) });
      await expect(speak()).rejects.toBe(reason);
      expect(trial.requests()).toBe(0);
    });

    it.each(ways)('breaks off what is under way: %s', async (_, speak) => {
      const reason = new Error('the program ends');
      const controller = new AbortController();
      trial.renew({ signal: controller.signal });
      trial.fault({
        reply: () => {
          controller.abort(reason);
          return { hang: true };
        },
      });
      await expect(speak()).rejects.toBe(reason);
    });
  });
}
