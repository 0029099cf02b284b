import { parseAddress } from '../address.ts';
import { isIgnored } from '../network-rules.ts';
import type { NetworkRules, Settings } from '../settings.ts';
import {
  entries,
  expected,
  isMap,
  type Place,
  readBoolean,
  readMap,
  readText,
  report,
  within,
} from './reader-walk.ts';
import { networksKeys } from './schema.ts';

/** As systems write a hardware address, some of them without leading zeros. */
const withColons = /^[0-9a-f]{1,2}(?::[0-9a-f]{1,2})+$/i;
const withHyphens = /^[0-9a-f]{2}(?:-[0-9a-f]{2}){5}$/i;

/** A router's hardware address as `aa:bb:cc:dd:ee:ff`, or the name of a network as it is. */
function readNetwork(place: Place): string | undefined {
  const text = readText(place)?.trim();
  if (text === undefined) return undefined;
  // Every second router has it: what was meant would never be found, or everywhere.
  if (parseAddress(text) !== undefined) return expected(place, 'network');
  if (!(withColons.test(text) || withHyphens.test(text))) return text;
  const parts = text.toLowerCase().split(/[:-]/);
  if (parts.length !== 6) return expected(place, 'network');
  return parts.map((part) => part.padStart(2, '0')).join(':');
}

/** A list of texts, or a single one. */
function readTexts(
  place: Place,
  read: (entry: Place) => string | undefined,
): readonly { readonly text: string; readonly place: Place }[] {
  if (place.value === undefined) return [];
  if (isMap(place.value)) return expected(place, 'list') ?? [];
  return entries(place).flatMap((entry) => {
    const text = read(entry);
    return text === undefined ? [] : [{ text, place: entry }];
  });
}

/** Reads `networks`; undefined where it is left out. */
export function readNetworks(place: Place, sources: Settings['sources']): NetworkRules | undefined {
  if (place.value === undefined || readMap(place, networksKeys) === undefined) return undefined;
  const approved = readTexts(within(place, 'approved'), readNetwork);
  const ignore = readTexts(within(place, 'ignore'), (entry) => readText(entry)?.trim());
  const bindPlace = within(place, 'bind');
  const bind = readText(bindPlace)?.trim();
  const tunnels = readBoolean(within(place, 'tunnels')) ?? false;
  const specs = Object.values(sources).flatMap((list) => (list === 'off' ? [] : list));
  const asked = specs.flatMap((spec) => (spec.kind === 'interface' ? [spec.name] : []));
  for (const { text: pattern, place: at } of ignore) {
    const leavesOut = (name: string) => isIgnored({ ignore: [pattern] }, name);
    if (bind !== undefined && leavesOut(bind)) {
      report(bindPlace, { kind: 'ignored', adapter: bind, pattern });
    }
    const adapter = asked.find(leavesOut);
    if (adapter !== undefined) report(at, { kind: 'ignored', adapter, pattern });
  }
  const texts = (list: typeof approved) => list.map(({ text }) => text);
  return { approved: texts(approved), ignore: texts(ignore), bind, tunnels };
}
