import { describe, expect, it } from 'vitest';
import { failure } from '../../../electron/core/outcome.ts';
import type { ChannelState } from '../../../electron/core/state.ts';
import { emptyState } from '../../../electron/core/state.ts';
import { deliveryData } from '../../../electron/core/views/channel-delivery.ts';
import { channelViews } from '../../../electron/core/views/channel-view.ts';
import { homeV4 } from '../../support/core-world-parts.ts';
import { channelOf, settingsWith, www } from '../notify/notify-world.ts';

const channel = channelOf('pager');
const lost = failure('network', 'no answer', { unconfirmed: true });
const failed: ChannelState = {
  channel: 'pager',
  fingerprint: channel.fingerprint,
  waiting: [],
  failures: 1,
  last: { kind: 'network', detail: 'no answer', at: 1 },
  nextTry: Date.UTC(2030, 0, 1),
};
const notice = { kind: 'published', address: homeV4, records: [www.id] } as const;
const waiting = { ...failed, waiting: [{ at: 1, notice }] };
const sending = { ...failed, sending: { id: 'm', at: 1, notices: [{ at: 1, notice }] } };

describe('when a channel is tried again', () => {
  const data = (state: ChannelState) => deliveryData({ channel, delivery: lost, state }).nextTry;
  const sentence = (state: ChannelState) => {
    const found = { name: { en: 'Pager', 'zh-CN': 'Pager' }, docs: '' };
    const all = { ...emptyState, channels: { pager: state } };
    return channelViews(settingsWith([channel]), all, () => found, 'en')[0]?.sentence;
  };

  it.each([waiting, sending])('is told where something is still to be told', (state) => {
    expect(data(state)).toBe('2030-01-01T00:00:00.000Z');
    expect(sentence(state)).toContain('2030');
  });

  it('is not told of a message that was let go: it is not sent again', () => {
    expect(data(failed)).toBeUndefined();
    expect(sentence(failed)).not.toContain('2030');
  });
});
