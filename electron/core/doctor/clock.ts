import { minute, second } from '../duration.ts';
import type { VerdictFacts } from '../verdicts/facts.ts';
import { clockVerdicts } from '../verdicts/network.ts';
import { type Step, step } from './step.ts';

/** Milliseconds; as the verdict has it. */
const tolerable = 5 * minute;
/** Hosts that are named. */
const mostHosts = 3;

/** What the hosts that were asked for the address tell about the time. */
export function clockStep(facts: VerdictFacts): Step {
  const skews = facts.measured?.skews ?? [];
  const off = skews.filter(({ skew }) => Math.abs(skew) > tolerable);
  const [worst] = off;
  const [verdict] = clockVerdicts(facts);
  const seconds = String(Math.round(Math.abs(worst?.skew ?? 0) / second));
  if (verdict !== undefined) {
    const { evidence } = verdict;
    return worst === undefined
      ? step('clock', 'warn', 'clockCertificates', { evidence })
      : step('clock', 'bad', 'clockOff', { values: [seconds], evidence });
  }
  if (skews.length === 0) return step('clock', 'unknown', 'clockUnknown');
  if (off.length * 2 > skews.length) {
    return step('clock', 'info', 'clockPerhaps', { values: [seconds] });
  }
  const hosts = skews.slice(0, mostHosts).map(({ host }) => host);
  return step('clock', 'good', 'clockGood', { values: [hosts.join(', ')] });
}
