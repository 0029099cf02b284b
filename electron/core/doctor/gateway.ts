import { classify } from '../address.ts';
import { second } from '../duration.ts';
import type { GatewayWord } from '../gateway/client.ts';
import { protocolName } from '../verdicts/evidence.ts';
import type { VerdictFacts } from '../verdicts/facts.ts';
import { exitVerdicts, natBehind, natVerdicts } from '../verdicts/way.ts';
import { type Examined, within } from './ports.ts';
import { type Step, step } from './step.ts';

/** Milliseconds for the router; one that speaks answers within a fraction of it. */
const patience = 10 * second;

/** Asks the router; undefined where it takes longer than `ms` milliseconds. */
export function askGateway(
  examined: Examined,
  ms: number = patience,
): Promise<GatewayWord | undefined> {
  return within<GatewayWord | undefined>(ms, examined, undefined, (signal) =>
    examined.ports.gateway.ask(signal),
  );
}

/** What the router says, beside what the Internet sees. */
export function gatewayStep(word: GatewayWord | undefined, facts: VerdictFacts): Step {
  switch (word?.kind) {
    case undefined:
      return step('gateway', 'unknown', 'late');
    case 'none':
      return step('gateway', 'info', 'gatewayNone');
    case 'silent':
      return step('gateway', 'info', 'gatewaySilent', { values: [word.gateway] });
    case 'down':
      return natVerdicts(facts).some(({ kind }) => kind === 'noPublicAddress')
        ? step('gateway', 'warn', 'gatewayHidden', { values: [word.gateway] })
        : step('gateway', 'warn', 'gatewayDown', { values: [word.gateway] });
    case 'address':
      return addressStep(word, facts);
  }
}

function addressStep(word: Extract<GatewayWord, { kind: 'address' }>, facts: VerdictFacts): Step {
  const { gateway, protocol, address } = word;
  const values = [gateway, protocolName[protocol], address.text];
  const behind = natBehind(address);
  if (behind !== undefined) {
    const name = behind === 'doubleNat' ? 'gatewayPrivate' : 'gatewayShared';
    return step('gateway', 'warn', name, { values });
  }
  if (classify(address) !== 'global') return step('gateway', 'warn', 'gatewayOdd', { values });
  const [exit] = exitVerdicts(facts);
  return exit === undefined
    ? step('gateway', 'good', 'gatewayGood', { values })
    : step('gateway', 'warn', 'gatewayDiffers', { values });
}
