import { type Family, families } from '../address.ts';
import { isTrusted } from '../quorum.ts';
import type { Settings, SourceSpec } from '../settings.ts';
import type { SourceTransport } from '../source.ts';
import { localized } from './problem.ts';
import { entries, expected, isMap, type Place, readMap, report, within } from './reader-walk.ts';
import { sourcesKeys } from './schema.ts';

/** What the reader needs to know of a built-in source. */
export interface KnownSource {
  readonly id: string;
  readonly families: readonly Family[];
  readonly operator: string;
  /** How its answers travel. */
  readonly transport: SourceTransport;
  /** Believed as if it were the user's own. */
  readonly own: boolean;
  /** Left out of the default list where false. */
  readonly default?: boolean;
}

/** Longer than any command that a person would agree to. */
export const longestCommand = 16 * 1024;

type Choice = readonly SourceSpec[] | 'off';

const ownKinds = ['url', 'interface', 'command'] as const;

function isWebAddress(text: string): boolean {
  try {
    const { protocol, hostname, username, password } = new URL(text);
    const web = protocol === 'https:' || protocol === 'http:';
    return web && hostname !== '' && username === '' && password === '';
  } catch {
    return false;
  }
}

function readOwn(place: Place): SourceSpec | undefined {
  if (!isMap(place.value)) return expected(place, 'source');
  const [key, ...more] = Object.keys(place.value);
  const kind = ownKinds.find((each) => each === key);
  if (key !== undefined && kind === undefined) {
    return report(within(place, key), { kind: 'unknownKey', field: key, known: ownKinds }, true);
  }
  if (kind === undefined || more.length > 0) return expected(place, 'source');
  const inner = within(place, kind);
  const text = inner.value;
  if (typeof text !== 'string' || text.trim() === '') return expected(inner, 'text');
  if (kind === 'url') {
    // Not shown: it may hold a password or a token.
    const problem = { kind: 'expected', field: 'url', expected: 'url' } as const;
    return isWebAddress(text) ? { kind, url: text } : report(inner, problem);
  }
  if (text.length > longestCommand) {
    return report(inner, {
      kind: 'field',
      field: kind,
      message: localized((each) => each.longSource),
    });
  }
  return kind === 'interface' ? { kind, name: text } : { kind, command: text };
}

function readBuiltIn(
  place: Place,
  id: string,
  family: Family,
  known: readonly KnownSource[],
): SourceSpec | undefined {
  const source = known.find((each) => each.id === id);
  if (source === undefined) {
    // Not shown: an address may hold a password or a token.
    if (id.includes('://')) return expected({ ...place, value: undefined }, 'source');
    const fit = known.filter((each) => each.families.includes(family)).map((each) => each.id);
    return report(place, { kind: 'unknownSource', source: id, known: [...fit, 'off'] });
  }
  if (source.families.includes(family)) return { kind: 'builtIn', id };
  return report(place, { kind: 'wrongFamily', source: id, family });
}

/**
 * Built-in sources of one operator cannot confirm each other; a source of the user's own can. Nor can
 * several without any over https, and a router may have no public address to tell.
 */
function isOneVoice(specs: readonly SourceSpec[], known: readonly KnownSource[]): boolean {
  if (specs.some((spec) => spec.kind !== 'builtIn')) return false;
  const ids = specs.map((spec) => (spec.kind === 'builtIn' ? spec.id : ''));
  const voices = known.filter(({ id, transport }) => ids.includes(id) && transport !== 'gateway');
  const operators = new Set(voices.map(({ operator }) => operator));
  return operators.size < 2 || !voices.some(isTrusted);
}

function readList(place: Place, family: Family, known: readonly KnownSource[]): Choice {
  const specs: SourceSpec[] = [];
  const before = place.problems.length;
  const seen = new Set<string>();
  for (const entry of entries(place)) {
    const spec =
      typeof entry.value === 'string'
        ? readBuiltIn(entry, entry.value, family, known)
        : readOwn(entry);
    if (spec === undefined) continue;
    const mark = JSON.stringify(spec);
    if (seen.has(mark)) {
      report(entry, { kind: 'duplicate', what: Object.values(spec).slice(1).join('') });
    }
    seen.add(mark);
    specs.push(spec);
  }
  const sound = place.problems.length === before;
  if (sound && isOneVoice(specs, known)) report(place, { kind: 'oneVoice', family });
  return specs;
}

function readFamily(place: Place, family: Family, known: readonly KnownSource[]): Choice {
  const { value } = place;
  if (value === undefined) {
    return known
      .filter((each) => each.default !== false && each.families.includes(family))
      .map(({ id }) => ({ kind: 'builtIn', id }));
  }
  // YAML 1.1 tools write `off` as false.
  if (value === 'off' || value === false) return 'off';
  const list = Array.isArray(value) || isMap(value) || typeof value === 'string';
  if (!list) return expected(place, 'sources') ?? [];
  if (Array.isArray(value) && value.length === 0) {
    return report(place, { kind: 'nothing', field: family }) ?? [];
  }
  return readList(place, family, known);
}

/** Reads `sources`: for each family a list, or `off`; by default every built-in source that fits. */
export function readSources(place: Place, known: readonly KnownSource[]): Settings['sources'] {
  const map = place.value === undefined ? {} : (readMap(place, sourcesKeys) ?? {});
  const inner = { ...place, value: map };
  const [ipv4, ipv6] = families.map((family) => readFamily(within(inner, family), family, known));
  return { ipv4: ipv4 ?? 'off', ipv6: ipv6 ?? 'off' };
}
