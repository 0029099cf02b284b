import { describe, expect, it } from 'vitest';
import { bindSide } from './bind-side.ts';
import { cloudflareSide } from './cloudflare-side.ts';
import { powerdnsSide } from './powerdns-side.ts';

describe('a zone that is edited by hand', () => {
  it.each([bindSide({ now: () => 0 }), cloudflareSide(), powerdnsSide()])(
    'holds no address beside an alias, as no server would load it (%o)',
    (side) => {
      for (const { name, type } of side.listed) {
        const value = type === 'A' ? '81.2.1.7' : '2a02:8071::7';
        side.edit?.(name, type, { kind: 'alias' });
        side.edit?.(name, type, { kind: 'address', value });
        side.edit?.(name, type, { kind: 'ttl', seconds: 61 });
        const records = side.zones().flatMap((zone) => zone.records ?? []);
        const there = records.filter((one) => one.name === name).map((one) => one.type);
        expect(new Set(there)).toEqual(new Set(['CNAME']));
      }
    },
  );
});
