import { describe, expect, it } from 'vitest';
import { type Around, nothingAround } from '../../electron/core/around.ts';
import type { Found } from '../../electron/core/detect.ts';
import type { GatewayWord } from '../../electron/core/gateway/client.ts';
import { rememberFound } from '../../electron/core/remember-found.ts';
import { emptyState } from '../../electron/core/state.ts';
import { fakeSource, homeV4 } from '../support/core-world-parts.ts';

const word: GatewayWord = {
  kind: 'address',
  protocol: 'natPmp',
  gateway: '192.168.1.1',
  address: homeV4,
};
const off = {
  detection: { kind: 'off' },
  isNew: true,
  asks: [],
  cutOff: false,
  turn: 0,
} as const;

const asked = fakeSource('gateway', { transport: 'gateway' });

function seen(
  gateway: GatewayWord | undefined,
  before = emptyState,
  ipv4 = [asked],
  around: Around = nothingAround,
) {
  const detections = { ipv4: off.detection, ipv6: off.detection };
  const found: Found = { detections, findings: { ipv4: off, ipv6: off }, gateway };
  const named = { ipv4, ipv6: [] };
  return rememberFound(before, { found, around, named, now: 7, random: () => 0 });
}

describe('the gateway’s word', () => {
  it('is kept as it was where it did not come in time, and marked as old', () => {
    const before = seen(word);
    expect(before.surroundings).toEqual({ at: 7, gateway: word, egress: {} });
    const after = seen(undefined, before);
    expect(after.surroundings).toEqual({ at: 7, gateway: word, stale: true, egress: {} });
    expect(seen({ kind: 'none' }, after).surroundings?.stale).toBeUndefined();
  });

  it('counts no more where the user has left the gateway out since', () => {
    expect(seen(undefined, seen(word), []).surroundings?.gateway).toEqual({ kind: 'none' });
  });

  it('counts no more where this computer has a public address of its own by now', () => {
    const egress = { ipv4: { address: homeV4.text, interface: 'eth0' } };
    const own = seen(undefined, seen(word), [asked], { ...nothingAround, egress });
    expect(own.surroundings?.gateway).toEqual({ kind: 'none' });
  });
});
