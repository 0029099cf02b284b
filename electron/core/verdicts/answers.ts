import { type Family, families } from '../address.ts';
import { detailText } from '../outcome.ts';
import type { Detection, Silence, Voice } from '../state.ts';
import type { VerdictFacts } from './facts.ts';

/** Those of the last round; none where the family is off or was never asked. */
export function silencesOf(detection: Detection | undefined): readonly Silence[] {
  return detection === undefined || detection.kind === 'off' ? [] : detection.silent;
}

export function voicesOf(detection: Detection | undefined): readonly Voice[] {
  return detection === undefined || detection.kind === 'off' ? [] : detection.voices;
}

/** By the ids of the sources that ask no web page: their answers prove nothing of how pages answer. */
const notWeb = /^(?:dns-|stun-|gateway$|interface(?:$|:)|command(?:$|:))/;

/** By the ids of the sources that need not ask anybody beyond this network. */
const inside = /^(?:gateway$|interface(?:$|:)|command(?:$|:))/;

/** True for a source that asks somebody on the Internet, as far as its id tells. */
export function isOutside(source: string): boolean {
  return !inside.test(source);
}

/** True for a source that asks a web page, as far as its id tells. */
export function isWeb(source: string): boolean {
  return !notWeb.test(source);
}

/** Some web page has answered just now. */
export function isWebHeard({ last }: VerdictFacts): boolean {
  return families.some((family) => voicesOf(last[family]).some(({ source }) => isWeb(source)));
}

/** The web pages that were asked last and did not answer, one after the other. */
export function unheardInRow({ memories }: VerdictFacts): number {
  const asked = Object.entries(memories)
    .map(([key, memory]) => ({ source: key.slice(key.indexOf('/') + 1), ...memory }))
    .filter(({ source }) => isWeb(source))
    .toSorted((a, b) => b.asked - a.asked);
  const heard = asked.findIndex(({ failures }) => failures === 0);
  return new Set(asked.slice(0, heard < 0 ? asked.length : heard).map(({ source }) => source)).size;
}

/** The silences of both families that pass, one for each source. */
export function eachSource(
  { last }: VerdictFacts,
  test: (silence: Silence, family: Family) => boolean,
): readonly Silence[] {
  const found = families.flatMap((family) =>
    silencesOf(last[family]).filter((silence) => test(silence, family)),
  );
  return [...new Map(found.map((silence) => [silence.source, silence])).values()];
}

/** A silence's words of ours hold the system's code, such as `CERT_HAS_EXPIRED`. */
export function hasCode(silence: Silence, codes: RegExp): boolean {
  return silence.kind === 'tls' && codes.test(detailText(silence.detail, 'en'));
}
