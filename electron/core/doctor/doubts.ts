import { classify, type Family, families, sameAddress } from '../address.ts';
import { type Around, isBehindGateway, isCutOffByRule, isGated } from '../around.ts';
import type { GatewayWord } from '../gateway/client.ts';
import type { Detection, Voice } from '../state.ts';
import type { Found } from './address.ts';
import type { Examined } from './ports.ts';

/**
 * What was found out, as far as a check would believe it: not what the router itself contradicts, what
 * came by another adapter than the user chose, or the address of a tunnel, unless it is the confirmed one.
 */
export function doubted(
  found: Found,
  word: GatewayWord | undefined,
  around: Around,
  { state }: Examined,
): Found {
  const all = families.flatMap((family): readonly (readonly [Family, Detection])[] => {
    const detection = found[family];
    if (detection === undefined) return [];
    const confirmed = state.families[family].address;
    const isNew = detection.kind === 'known' && !sameAddress(detection.address, confirmed);
    return [[family, isNew ? doubt(family, detection, word, around) : detection]];
  });
  return Object.fromEntries(all);
}

function doubt(
  family: Family,
  detection: Extract<Detection, { kind: 'known' }>,
  word: GatewayWord | undefined,
  around: Around,
): Detection {
  const { voices, silent } = detection;
  if (isCutOffByRule(around, family))
    return { kind: 'unavailable', why: 'offline', voices, silent };
  if (isGated(around, family)) return { kind: 'unavailable', why: 'tunnel', voices, silent };
  const told = family === 'ipv4' && word?.kind === 'address' ? word : undefined;
  if (told === undefined || classify(told.address) !== 'global') return detection;
  if (!isBehindGateway(around) || sameAddress(told.address, detection.address)) return detection;
  const { address, gateway: evidence } = told;
  const own: Voice = { source: 'gateway', operator: 'gateway', address, evidence };
  return { kind: 'disagree', voices: [own, ...voices], silent };
}
