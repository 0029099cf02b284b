import { type Language, type Localized, languages } from '../../contract/language.ts';
import type { SettingsDocument } from '../document.ts';
import type { Provider } from '../provider.ts';
import { problemSentence } from '../settings/problem.ts';
import { readSettings, type SettingsWorld } from '../settings/reader.ts';
import { isMap, type RawMap } from '../settings/reader-walk.ts';
import type { Settings, SettingsProblem } from '../settings.ts';
import {
  type At,
  type Converted,
  createMask,
  type Loss,
  type Origins,
  type Peer,
} from './foreign.ts';

export interface SettleWorld extends Pick<SettingsWorld, 'sources'> {
  /** Those that the document names, at least. */
  readonly providers: readonly Provider[];
}

/** What is taken over from a file of another program: our reader accepts the document. */
export interface Settled {
  readonly peer: Peer;
  /** With its secrets in it. */
  readonly document: SettingsDocument;
  /** As the reader understands it; those of accounts whose secrets come from elsewhere are locked. */
  readonly settings: Settings;
  readonly origins: Origins;
  /** In the order of the file. */
  readonly losses: readonly Loss[];
  readonly secrets: readonly string[];
}

interface Work {
  readonly others: Record<string, unknown>;
  readonly sources: Record<string, unknown>;
  readonly accounts: Record<string, unknown>;
  readonly records: { entry: Record<string, unknown>; readonly at: At }[];
}

/** What the reader refuses in a record without harm to the rest of it. */
const droppable = ['ttl', 'proxied', 'zone'];
const ofDevice = ['host', 'prefix'];

const top: At = { line: 1, key: '' };

function localizedProblem({ problem }: SettingsProblem): Localized {
  const texts = languages.map((each: Language) => [each, problemSentence(problem, each)]);
  return Object.fromEntries(texts) as Localized;
}

function documentOf({ others, sources, accounts, records }: Work): SettingsDocument {
  const { version, ...more } = others;
  return {
    version,
    ...more,
    ...(Object.keys(sources).length === 0 ? {} : { sources }),
    accounts,
    records: records.map(({ entry }) => entry),
  };
}

/** Takes the refused type out; true where none is left. */
function withoutType(entry: Record<string, unknown>, at: unknown): boolean {
  if (!Array.isArray(entry.types)) return true;
  entry.types = entry.types.filter((_, index) => typeof at !== 'number' || index !== at);
  return typeof at !== 'number' || (entry.types as readonly unknown[]).length === 0;
}

interface Drops {
  readonly accounts: Set<string>;
  readonly records: Set<number>;
}

/** Takes what one problem is about out of the work, or notes that it is to go; what it was. */
function dropOf({ path }: SettingsProblem, work: Work, origins: Origins, drops: Drops): At {
  const [head, which, key, index] = path;
  if (head === 'accounts' && typeof which === 'string') {
    drops.accounts.add(which);
    return origins.accounts[which] ?? top;
  }
  const record = head === 'records' && typeof which === 'number' ? work.records[which] : undefined;
  if (record !== undefined && typeof which === 'number') {
    const { entry, at } = record;
    const field = String(key);
    if (droppable.includes(field)) delete entry[field];
    else if (ofDevice.includes(field) || (field === 'types' && withoutType(entry, index))) {
      drops.records.add(which);
    } else if (field !== 'types') drops.records.add(which);
    return at;
  }
  if (head === 'sources' && typeof which === 'string') {
    delete work.sources[which];
    return (which === 'ipv4' || which === 'ipv6' ? origins.sources[which] : undefined) ?? top;
  }
  const name = String(head);
  delete work.others[name];
  return origins.others[name] ?? top;
}

/** Whether the zone of a name has to be known at all. */
function wantsZone(account: unknown, providers: readonly Provider[]): boolean {
  const id = isMap(account) ? account.provider : undefined;
  return (
    providers.find((each) => each.id === id)?.capabilities.zones !== 'none' || id === 'webhook'
  );
}

function workOf(
  document: SettingsDocument,
  origins: Origins,
  providers: readonly Provider[],
): Work {
  const { sources, accounts, records, ...others } = document;
  const known = isMap(accounts) ? accounts : {};
  const list: readonly RawMap[] = Array.isArray(records) ? records : [];
  return {
    others: { ...others },
    sources: { ...(isMap(sources) ? sources : {}) },
    accounts: { ...known },
    records: list.map((record, at) => {
      const { zone, ...entry } = record;
      const keeps = zone !== undefined && wantsZone(known[String(record.account)], providers);
      return { entry: keeps ? { ...entry, zone } : entry, at: origins.records[at] ?? top };
    }),
  };
}

/** Accounts that no record names are of no use. */
function unused({ accounts, records }: Work): readonly string[] {
  const named = new Set(records.map(({ entry }) => entry.account));
  return Object.keys(accounts).filter((id) => !named.has(id));
}

/** Shorter ones occur by chance. */
const shortestSecret = 6;

/** Sources stand in the settings openly, so a password of an account may not be in one. */
function holdsSecret(ways: unknown, secrets: readonly string[]): boolean {
  const text = JSON.stringify(ways);
  return secrets.some((secret) => secret.length >= shortestSecret && text.includes(secret));
}

/** Each round takes something out, or is the last. */
const mostRounds = 20;

/**
 * Takes out of a converted file what the settings' reader refuses, and names it among the losses.
 * References to the environment stay closed. Never throws.
 */
export function settle(converted: Converted, world: SettleWorld): Settled {
  const { peer, document, origins, secrets } = converted;
  const mask = createMask(secrets);
  const losses = [...converted.losses];
  const work = workOf(document, origins, world.providers);
  for (const [family, ways] of Object.entries(work.sources)) {
    if (!holdsSecret(ways, secrets)) continue;
    delete work.sources[family];
    const at = family === 'ipv4' || family === 'ipv6' ? origins.sources[family] : undefined;
    losses.push({ ...mask(at ?? top), why: { kind: 'commandSecret' } });
  }
  const read = () =>
    readSettings(documentOf(work), {
      ...world,
      resolveSecret: () => ({ ok: false, locked: true }),
      fingerprint: () => '',
      allowEmpty: true,
    });
  let result = read();
  for (let round = 0; round < mostRounds && !result.ok; round += 1) {
    const drops: Drops = { accounts: new Set(), records: new Set() };
    for (const found of result.problems) {
      const at = dropOf(found, work, origins, drops);
      const problem = { ...found, problem: mask(found.problem) };
      losses.push({ ...mask(at), why: { kind: 'refused', text: localizedProblem(problem) } });
    }
    for (const id of drops.accounts) delete work.accounts[id];
    work.records.forEach(({ entry, at }, index) => {
      if (drops.records.has(index) || !drops.accounts.has(String(entry.account))) return;
      drops.records.add(index);
      losses.push({ ...mask(at), why: { kind: 'accountGone' } });
    });
    const left = work.records.filter((_, index) => !drops.records.has(index));
    work.records.splice(0, work.records.length, ...left);
    result = read();
  }
  for (const id of unused(work)) delete work.accounts[id];
  if (work.records.length === 0)
    for (const key of Object.keys(work.sources)) delete work.sources[key];
  result = read();
  const nothing = { version: 1 };
  const kept = result.ok ? documentOf(work) : nothing;
  const empty = readSettings(nothing, {
    ...world,
    resolveSecret: () => ({ ok: false, locked: true }),
    fingerprint: () => '',
    allowEmpty: true,
  });
  const settings = result.ok ? result.settings : empty.ok ? empty.settings : undefined;
  if (settings === undefined) throw new Error('empty settings are refused');
  return {
    peer,
    document: kept,
    settings,
    origins: {
      ...origins,
      records: work.records.map(({ at }) => at),
    },
    losses: losses.toSorted((a, b) => a.line - b.line),
    secrets,
  };
}
