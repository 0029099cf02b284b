import { expect, it } from 'vitest';
import type { Health } from '../../../electron/core/channel.ts';
import { describeWhere } from '../conformance/where.ts';
import type { ChannelTrial } from './trial.ts';

const healths: readonly Health[] = [
  { state: 'up', text: 'Nothing needs attention.' },
  { state: 'down', text: 'home.example.com 没有更新： "账户" <refused> & 😀 \\n' },
];

/** A health check hears after each check how everything is. */
export function describeBeats(trial: ChannelTrial): void {
  const { channel } = trial.harness;

  describeWhere(channel.beat !== undefined)('a beat', () => {
    it.each(healths)('says that everything is $state, by one request', async (health) => {
      expect(await trial.beat(health)).toEqual({ kind: 'delivered' });
      expect(trial.requests()).toBe(1);
      const [seen, ...others] = trial.service().beats ?? [];
      expect(others).toEqual([]);
      expect(seen?.state).toBe(health.state);
      if (seen?.text !== undefined) expect(seen.text).toBe(health.text);
    });

    it('is cut where it is too long', async () => {
      expect(await trial.beat({ state: 'down', text: '更新失败😀'.repeat(4000) })).toEqual({
        kind: 'delivered',
      });
      expect(trial.service().beats?.[0]?.text?.isWellFormed() ?? true).toBe(true);
    });
  });
}
