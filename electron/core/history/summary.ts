import { formatDuration } from '../duration.ts';
import type { SettingsChange } from '../history.ts';
import type { DnsServer, Fingerprint } from '../ports.ts';
import type { AccountSettings, Settings, SourceSpec } from '../settings.ts';
import { longestValue, mostChanges } from './schema.ts';

/** One key: a mark that tells a change, and the value where it is harmless. */
export interface KeySummary {
  readonly mark: string;
  readonly text?: string | undefined;
}

/** Settings as marks that tell whether something changed, and nothing of any secret. By id or key. */
export interface SettingsSummary {
  readonly accounts: Readonly<Record<string, string>>;
  readonly channels: Readonly<Record<string, string>>;
  readonly records: Readonly<Record<string, string>>;
  readonly keys: Readonly<Record<string, KeySummary>>;
}

export const emptySummary: SettingsSummary = { accounts: {}, channels: {}, records: {}, keys: {} };

/** The mark of what cannot be told apart for now: the system's key store is closed. */
const unknown = '';

function sourceText(source: SourceSpec): string {
  switch (source.kind) {
    case 'builtIn':
      return source.id;
    case 'url':
      // What stands after the host may be a token.
      return URL.canParse(source.url) ? `url ${new URL(source.url).host}` : 'url';
    case 'interface':
      return `interface ${source.name}`;
    case 'command':
      return 'command';
  }
}

function sourcesText(sources: readonly SourceSpec[] | 'off'): string {
  return sources === 'off' ? 'off' : sources.map(sourceText).join(', ');
}

const serversText = (servers: readonly DnsServer[]) =>
  servers.map(({ host, port }) => (port === 53 ? host : `${host} ${port}`)).join(', ');

interface Key {
  readonly value: unknown;
  /** What may be shown of it; nothing where it is not set. */
  readonly text?: string | undefined;
}

/** Every key that is no account, record or channel, as the settings file names it. */
function keysOf(settings: Settings): Readonly<Record<string, Key>> {
  const { interval, timeout, proxy, networks, log, sources, verify, api } = settings;
  /** An empty list is as none. */
  const plain = (text: string | undefined): Key => ({ value: text || undefined, text });
  return {
    interval: plain(formatDuration(interval)),
    timeout: plain(formatDuration(timeout)),
    proxy: plain(proxy),
    'log.level': plain(log.level),
    'log.file': plain(log.file),
    'sources.ipv4': { value: sources.ipv4, text: sourcesText(sources.ipv4) },
    'sources.ipv6': { value: sources.ipv6, text: sourcesText(sources.ipv6) },
    'networks.approved': plain(networks?.approved.join(', ')),
    'networks.ignore': plain(networks?.ignore.join(', ')),
    'networks.bind': plain(networks?.bind),
    'networks.tunnels': plain(networks?.tunnels === true ? 'true' : undefined),
    'verify.resolvers': plain(serversText(verify.resolvers)),
    'verify.publicResolvers': plain(serversText(verify.publicResolvers)),
    'api.listen': plain(api && `${api.host}:${api.port}`),
    'api.token': { value: api?.token },
  };
}

/** What a value is, whatever the order of its keys. */
function formOf(value: unknown): string {
  return JSON.stringify(value ?? null, (_, each: unknown) =>
    typeof each === 'object' && each !== null && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : each,
  );
}

/** What there is to compare of settings. Each mark is made by `fingerprint`. */
export function summaryOf(settings: Settings, fingerprint: Fingerprint): SettingsSummary {
  const { accounts, channels = {}, records } = settings;
  const mark = (value: unknown) => fingerprint(formOf(value));
  const marks = <T extends Pick<AccountSettings, 'id' | 'fingerprint' | 'locked'>>(
    all: Readonly<Record<string, T>>,
    own: (each: T) => unknown,
  ) =>
    Object.fromEntries(
      Object.values(all).map((each) => [
        each.id,
        each.locked === undefined ? mark([each.fingerprint, own(each)]) : unknown,
      ]),
    );
  const keys = Object.entries(keysOf(settings)).map(([key, { value, text }]) => {
    const shown = text === undefined || text === '' ? undefined : text.slice(0, longestValue);
    return [key, { mark: mark(value), text: shown }] as const;
  });
  return {
    accounts: marks(accounts, ({ provider }) => provider),
    channels: marks(channels, ({ channel, events, quietHours, language }) => [
      channel,
      events,
      quietHours,
      language,
    ]),
    records: Object.fromEntries(records.map((record) => [record.id, mark(record)])),
    keys: Object.fromEntries(keys),
  };
}

/** The summary to remember after another: what is closed now stays marked as it was. */
export function rememberedSummary(
  before: SettingsSummary,
  after: SettingsSummary,
): SettingsSummary {
  const kept = (was: Readonly<Record<string, string>>, is: Readonly<Record<string, string>>) =>
    Object.fromEntries(
      Object.entries(is).map(([id, mark]) => [id, mark === unknown ? (was[id] ?? unknown) : mark]),
    );
  return {
    ...after,
    accounts: kept(before.accounts, after.accounts),
    channels: kept(before.channels, after.channels),
  };
}

function compared(
  what: 'account' | 'channel' | 'record',
  before: Readonly<Record<string, string>>,
  after: Readonly<Record<string, string>>,
): readonly SettingsChange[] {
  const ids = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  return ids.flatMap((id): readonly SettingsChange[] => {
    const [was, is] = [before, after].map((all) => (Object.hasOwn(all, id) ? all[id] : undefined));
    if (was === undefined) return [{ kind: 'added', what, id }];
    if (is === undefined) return [{ kind: 'removed', what, id }];
    if (was === is || was === unknown || is === unknown) return [];
    return [{ kind: 'changed', what, id }];
  });
}

/** What became different, in the order of the settings file. A key that only one knows is no change. */
export function changesBetween(
  before: SettingsSummary,
  after: SettingsSummary,
): readonly SettingsChange[] {
  const keys = Object.entries(after.keys).flatMap(([key, is]): readonly SettingsChange[] => {
    const was = Object.hasOwn(before.keys, key) ? before.keys[key] : undefined;
    if (was === undefined || was.mark === is.mark) return [];
    const isSaid = was.text !== is.text;
    return [{ kind: 'set', key, ...(isSaid && { from: was.text, to: is.text }) }];
  });
  return [
    ...keys,
    ...compared('account', before.accounts, after.accounts),
    ...compared('record', before.records, after.records),
    ...compared('channel', before.channels, after.channels),
  ];
}

/** As many changes as are kept one by one, and how many there are beyond. */
export function listedChanges(changes: readonly SettingsChange[]): {
  readonly changes: readonly SettingsChange[];
  readonly more?: number;
} {
  const more = changes.length - mostChanges;
  return { changes: changes.slice(0, mostChanges), ...(more > 0 && { more }) };
}
