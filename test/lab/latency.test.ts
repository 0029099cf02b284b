import { afterAll, beforeAll, expect, it } from 'vitest';
import { describeLab } from './describe-lab.ts';
import { type Lab, openLab } from './lab.ts';
import {
  directWay,
  igdWay,
  measureWay,
  natPmpWay,
  quantiles,
  silentWay,
  type Way,
} from './latency.ts';

const minute = 60_000;

/** By the number of changes; what takes long is measured in the bench as often as the rest. */
const measured: readonly (readonly [way: Way, times: number])[] = [
  [natPmpWay, 20],
  [igdWay, 6],
  [directWay, 20],
  [silentWay, 2],
];

describeLab('from the change to the record at the authoritative server', () => {
  let lab: Lab;
  beforeAll(async () => {
    lab = await openLab();
  }, minute);
  afterAll(() => lab?.close());

  // The times are the bench's business; that no change waits for the next check is asserted by its limit.
  it.each(measured.map(([way, times]) => ({ name: way.name, way, times })))(
    'sees $times changes: $name',
    async ({ way, times: wished }) => {
      const found = await measureWay(lab, way, wished);
      expect(found).toHaveLength(wished);
      const times = quantiles(found).map((time) => `${Math.round(time)} ms`);
      process.stderr.write(`${way.name}: ${times.join(', ')} (least, median, p95, most)\n`);
    },
    5 * minute,
  );
});
