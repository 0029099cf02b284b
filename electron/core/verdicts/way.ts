import {
  type Address,
  classify,
  type Family,
  families,
  parseAddress,
  sameAddress,
} from '../address.ts';
import type { GatewayWord } from '../gateway/client.ts';
import { type Detail, detailText } from '../outcome.ts';
import type { Detection, Voice } from '../state.ts';
import { isTunnel } from '../tunnel.ts';
import type { Verdict } from '../verdict.ts';
import { isOutside, isWeb, silencesOf, unheardInRow, voicesOf } from './answers.ts';
import { evidence } from './evidence.ts';
import type { VerdictFacts } from './facts.ts';

/** RFC 6333 5.7: what the home's end of a DS-Lite tunnel has, in place of an address of its own. */
const dualStackLite = /^192\.0\.0\.[0-7]$/;

/** What an address on a router's outside says about what comes behind it. */
export function natBehind(address: Address): 'carrierGradeNat' | 'doubleNat' | undefined {
  const kind = classify(address);
  if (kind === 'carrierGradeNat' || dualStackLite.test(address.text)) return 'carrierGradeNat';
  return kind === 'private' ? 'doubleNat' : undefined;
}

type Told = Extract<GatewayWord, { kind: 'address' }>;

function toldBy({ surroundings }: VerdictFacts): Told | undefined {
  const word = surroundings?.gateway;
  return word?.kind === 'address' ? word : undefined;
}

function gatewayEvidence({ gateway, protocol, address }: Told): Detail {
  return evidence.gatewayAddress(gateway, protocol, address.text);
}

function seenBy(voices: readonly Voice[]): readonly Detail[] {
  return voices.map(({ source, address }) => evidence.seen(source, address.text));
}

/** Another NAT behind the router: its own address is none of the Internet. */
export function natVerdicts(facts: VerdictFacts): readonly Verdict[] {
  const told = toldBy(facts);
  const kind = told === undefined ? undefined : natBehind(told.address);
  if (told === undefined || kind === undefined) {
    return [...sharedInterface(facts), ...hiddenAddress(facts)];
  }
  const seen = seenBy(voicesOf(facts.last.ipv4));
  return [{ kind, family: 'ipv4', evidence: [gatewayEvidence(told), ...seen] }];
}

/**
 * The router says that it has no address, and yet somebody outside was heard through it just now. That
 * is how miniupnpd speaks of an address that is not public.
 */
function hiddenAddress({ last, surroundings, besideGateway }: VerdictFacts): readonly Verdict[] {
  const word = surroundings?.gateway;
  if (word?.kind !== 'down' || !besideGateway) return [];
  const { ipv4 } = last;
  const isHeard = ipv4?.kind === 'known' && ipv4.by !== 'local';
  const voices = isHeard ? ipv4.voices.filter(({ source }) => isOutside(source)) : [];
  if (voices.length === 0) return [];
  const found = [evidence.gatewayNothing(word.gateway, word.protocol), ...seenBy(voices)];
  return [{ kind: 'noPublicAddress', family: 'ipv4', evidence: found }];
}

/** The user's own interface has an address that its provider shares: there is no router between. */
function sharedInterface({ last }: VerdictFacts): readonly Verdict[] {
  const found = silencesOf(last.ipv4).filter(
    ({ kind, source, detail }) =>
      kind === 'notGlobal' && source.startsWith('interface:') && isShared(detail),
  );
  if (found.length === 0) return [];
  const evidence = found.map(({ detail }) => detail);
  return [{ kind: 'carrierGradeNat', family: 'ipv4', evidence }];
}

/** The words of a source name the address that it had. */
function isShared(detail: Detail): boolean {
  return detailText(detail, 'en')
    .split(' ')
    .some((word) => {
      const address = parseAddress(word);
      return address !== undefined && natBehind(address) === 'carrierGradeNat';
    });
}

/** All that the Internet says contradicts the router, and a web page is among those who say it. */
export function exitVerdicts(facts: VerdictFacts): readonly Verdict[] {
  const told = toldBy(facts);
  if (told === undefined || facts.surroundings?.stale || classify(told.address) !== 'global') {
    return [];
  }
  const last = facts.last.ipv4;
  // As the user wishes it: what a tunnel shows is what is published.
  if (facts.tunnelsAreFine && last?.kind === 'known') return [];
  const voices = voicesOf(last).filter(({ source }) => source !== 'gateway');
  const [first] = voices;
  const isOther = first !== undefined && !sameAddress(first.address, told.address);
  const agree = voices.every(({ address }) => sameAddress(address, first?.address));
  const proven = last?.kind === 'known' || voices.some(({ source }) => isWeb(source));
  if (!isOther || !agree || !proven) return [];
  const found = [gatewayEvidence(told), ...seenBy(voices)];
  return [{ kind: 'otherExit', family: 'ipv4', evidence: found }];
}

/** The way out is a tunnel's, or sources saw Cloudflare's own network in our place; undefined for neither. */
function tunnelEvidence(family: Family, facts: VerdictFacts): readonly Detail[] | undefined {
  const last = facts.last[family];
  if (last === undefined || last.kind === 'off') return undefined;
  const edge = edgeSilences(last, facts);
  // Where the address is known all the same, nothing stands in the way of this computer's own packets.
  if (last.kind === 'known') return edge.length > 0 ? edge : undefined;
  const isGated = last.kind === 'unavailable' && last.why === 'tunnel';
  const name = facts.surroundings?.egress[family];
  const named = name !== undefined && (isGated || isTunnel(name)) ? [evidence.egress(name)] : [];
  const found = [...named, ...edge];
  return isGated || found.length > 0 ? found : undefined;
}

/** What services say that saw Cloudflare's own network; nothing where others see this computer. */
function edgeSilences(
  last: Exclude<Detection, { kind: 'off' }>,
  facts: VerdictFacts,
): readonly Detail[] {
  const edge = last.silent.filter(
    ({ kind, detail }) => kind === 'notGlobal' && detailText(detail, 'en').includes('Cloudflare'),
  );
  const isOdd = last.kind === 'known' && edge.length < 2 && unheardInRow(facts) < 2;
  const isHeard = last.voices.some(({ source }) => isWeb(source));
  return isOdd || isHeard ? [] : edge.map(({ detail }) => detail);
}

/** Nothing where the user said that a tunnel's address is the one to publish. */
export function tunnelVerdicts(facts: VerdictFacts): readonly Verdict[] {
  if (facts.tunnelsAreFine) return [];
  return families.flatMap((family): readonly Verdict[] => {
    const found = tunnelEvidence(family, facts);
    return found === undefined ? [] : [{ kind: 'tunnel', family, evidence: found }];
  });
}
