import type { Verdict } from '../verdict.ts';
import type { VerdictFacts } from './facts.ts';
import {
  captiveVerdicts,
  clockVerdicts,
  disagreeVerdicts,
  dnsVerdicts,
  familyVerdicts,
} from './network.ts';
import { exitVerdicts, natVerdicts, tunnelVerdicts } from './way.ts';

function isOf(family: Verdict['family']) {
  return (one: Verdict) => one.family === undefined || one.family === family;
}

/** Leaves out what the others explain for the same family. */
function unexplained(verdicts: readonly Verdict[], by: readonly Verdict[]): readonly Verdict[] {
  return verdicts.filter(({ family }) => !by.some(isOf(family)));
}

/**
 * What stands between this computer and the Internet, the most telling first. Nothing that could not
 * be proven is said; of several explanations for the same, the one that goes deepest. Pure.
 */
export function verdictsOf(facts: VerdictFacts): readonly Verdict[] {
  if (facts.elsewhere) return [{ kind: 'elsewhere', evidence: [] }];
  const captive = captiveVerdicts(facts);
  // A sign-in page speaks for names and certificates, too.
  if (captive.length > 0) return captive;
  const clock = clockVerdicts(facts);
  if (facts.offline) return [{ kind: 'offline', evidence: [] }, ...clock];
  const tunnel = tunnelVerdicts(facts);
  const dns = dnsVerdicts(facts);
  // Whoever forges the name servers' answers may forge the router's as well.
  const exit = unexplained(exitVerdicts(facts), [...tunnel, ...dns]);
  return [
    ...clock,
    ...dns,
    ...tunnel,
    ...natVerdicts(facts),
    ...exit,
    ...unexplained(disagreeVerdicts(facts), [...tunnel, ...dns, ...exit]),
    ...familyVerdicts(facts),
  ];
}
