import { type Address, parseAddress, sameAddress } from '../address.ts';
import { mapConcurrent } from '../dns/concurrent.ts';
import { resolvedAs } from '../dns/held.ts';
import { ask } from '../dns/query.ts';
import { second } from '../duration.ts';
import { isInward } from '../inward.ts';
import { NetError } from '../ports.ts';
import type { Measured, VerdictFacts } from '../verdicts/facts.ts';
import { dnsVerdicts } from '../verdicts/network.ts';
import type { Found } from './address.ts';
import { type Examined, within } from './ports.ts';
import { type Step, step } from './step.ts';
import type { Witness } from './witness.ts';

/** Milliseconds for the whole, and for one question to a server where there is none. */
const patience = 10 * second;
const nowherePatience = 2 * second;
/** Names that are resolved. */
const mostNames = 3;

/**
 * Addresses for documentation (RFC 5737), of two blocks: no name server is there, so whoever answers
 * answers everything. Both must, in case somebody uses one of them in a laboratory.
 */
const nowhere = ['192.0.2.53', '198.51.100.53'] as const;

/** OpenDNS answers with the address it was asked from: https://www.opendns.com, "myip.opendns.com". */
const mirror = { server: { host: '208.67.222.222', port: 53 }, name: 'myip.opendns.com' };

/** A well known name, for the question that nobody should answer. */
const anyName = 'www.example.com';

export interface DnsFindings {
  readonly measured: Pick<Measured, 'answeredNowhere' | 'inside' | 'asked'>;
  /** `unknown`: nothing was asked for. */
  readonly resolves: 'yes' | 'no' | 'unknown';
}

const nothing: DnsFindings = {
  measured: { answeredNowhere: [], inside: [] },
  resolves: 'unknown',
};

async function resolveNames(
  names: readonly string[],
  { ports }: Examined,
  signal: AbortSignal,
): Promise<Pick<DnsFindings, 'resolves'> & Pick<Measured, 'inside'>> {
  const options = { timeout: patience / 2, signal };
  const found = await mapConcurrent(names.slice(0, mostNames), mostNames, async (name) => {
    try {
      return { name, addresses: await ports.udp.resolve(name, 'ipv4', options) };
    } catch (error) {
      signal.throwIfAborted();
      if (!(error instanceof NetError)) throw error;
      return { name, addresses: [] };
    }
  });
  const inside = found.flatMap(({ name, addresses }) =>
    addresses.filter(isInward).map((address) => ({ name, address })),
  );
  const answered = found.some(({ addresses }) => addresses.length > 0);
  return { inside, resolves: found.length === 0 ? 'unknown' : answered ? 'yes' : 'no' };
}

async function askNowhere(
  { ports }: Examined,
  name: string,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const { dns, random } = ports;
  const context = { dns, random, timeout: nowherePatience, signal };
  const replies = await mapConcurrent(nowhere, nowhere.length, (host) =>
    ask({ host, port: 53 }, name, 'A', true, context),
  );
  return replies.every(({ kind }) => kind === 'answer') ? nowhere : [];
}

async function askMirror({ ports }: Examined, signal: AbortSignal): Promise<Address | undefined> {
  const { dns, random } = ports;
  const context = { dns, random, timeout: patience / 2, signal };
  const reply = await ask(mirror.server, mirror.name, 'A', true, context);
  if (reply.kind === 'failure') return undefined;
  const held = resolvedAs('A', reply.message);
  return held.kind === 'none' ? undefined : parseAddress(held.texts[0] ?? '');
}

/** Tries the system's resolver, and looks for somebody on the way who answers for name servers. */
export async function examineDns(
  examined: Examined,
  witness: Witness,
  found: Found,
): Promise<DnsFindings> {
  const names = witness.names();
  const overIpv4 = found.ipv4 !== undefined && found.ipv4.kind !== 'off';
  return within(patience, examined, nothing, async (signal) => {
    const [{ inside, resolves }, answeredNowhere, asked] = await Promise.all([
      resolveNames(names, examined, signal),
      askNowhere(examined, names[0] ?? anyName, signal),
      overIpv4 ? askMirror(examined, signal) : undefined,
    ]);
    return { resolves, measured: { inside, answeredNowhere, asked } };
  });
}

/** @param answered some service was reached by its name */
export function dnsStep(findings: DnsFindings, facts: VerdictFacts, answered: boolean): Step {
  const [verdict] = dnsVerdicts(facts);
  if (verdict !== undefined) {
    return step('dns', 'warn', 'dnsInside', { evidence: verdict.evidence });
  }
  if (!answered && findings.resolves !== 'yes') {
    const fails = findings.resolves === 'no';
    return fails ? step('dns', 'bad', 'dnsFails') : step('dns', 'unknown', 'dnsUnknown');
  }
  const { asked } = findings.measured;
  const known = facts.last.ipv4?.kind === 'known' ? facts.last.ipv4.address : undefined;
  if (asked !== undefined && known !== undefined && !sameAddress(asked, known)) {
    return step('dns', 'info', 'dnsOther', { values: [asked.text] });
  }
  return step('dns', 'good', 'dnsGood');
}
