import {
  defaultInterval,
  defaultTimeout,
  intervalRange,
  type Settings,
  type SettingsProblem,
  timeoutRange,
} from '../settings.ts';
import { type AccountsWorld, readAccounts } from './reader-accounts.ts';
import { readApi } from './reader-api.ts';
import { type ChannelsWorld, readChannels } from './reader-channels.ts';
import { readNetworks } from './reader-networks.ts';
import { readProxy } from './reader-proxy.ts';
import { readRecords } from './reader-records.ts';
import { secretParts } from './reader-secrets.ts';
import { parseServer, readServers } from './reader-servers.ts';
import { type KnownSource, readSources } from './reader-sources.ts';
import {
  isMap,
  type Place,
  readDuration,
  readMap,
  readOneOf,
  readText,
  report,
  shown,
  within,
} from './reader-walk.ts';
import {
  defaultLogLevel,
  defaultPublicResolvers,
  logKeys,
  logLevels,
  settingsKeys,
  verifyKeys,
} from './schema.ts';

/** All that reading depends on besides the file. */
export interface SettingsWorld extends AccountsWorld, ChannelsWorld {
  readonly sources: readonly KnownSource[];
}

export type SettingsResult =
  | { readonly ok: true; readonly settings: Settings; readonly secrets: readonly string[] }
  | { readonly ok: false; readonly problems: readonly SettingsProblem[] };

const emptyableKeys = {
  ...settingsKeys,
  accounts: { ...settingsKeys.accounts, required: false },
  records: { ...settingsKeys.records, required: false },
};

function readVersion(place: Place): void {
  if (place.value === undefined || place.value === 1) return;
  report(place, { kind: 'version', found: shown(place.value) ?? '' });
}

/** A map inside the settings; empty where it is left out or wrong. */
function section(place: Place, keys: Parameters<typeof readMap>[1]): Place {
  const value = place.value === undefined ? {} : (readMap(place, keys) ?? {});
  return { ...place, value };
}

function readLog(place: Place): Settings['log'] {
  const log = section(place, logKeys);
  const level = readOneOf(within(log, 'level'), logLevels, defaultLogLevel);
  return { level, file: readText(within(log, 'file')) };
}

function readVerify(place: Place): Settings['verify'] {
  const verify = section(place, verifyKeys);
  const fallback = defaultPublicResolvers.flatMap((text) => parseServer(text) ?? []);
  return {
    resolvers: readServers(within(verify, 'resolvers'), []),
    publicResolvers: readServers(within(verify, 'publicResolvers'), fallback),
  };
}

/** The values in the query of a web address: one of them may be a token. */
function urlSecrets(sources: Settings['sources']): readonly string[] {
  const specs = Object.values(sources).flatMap((list) => (list === 'off' ? [] : list));
  return specs.flatMap((spec) => {
    if (spec.kind !== 'url') return [];
    return secretParts(new URL(spec.url).search).slice(1);
  });
}

/**
 * Reads the settings out of the plain value of a file: every default filled in, every reference
 * resolved, every name in its wire form. All problems are found, not just the first. Never throws.
 * `secrets` holds every text that may appear in no log.
 */
export function readSettings(raw: unknown, world: SettingsWorld): SettingsResult {
  const problems: SettingsProblem[] = [];
  const top: Place = { value: raw, path: [], problems };
  if (!isMap(raw)) return { ok: false, problems: [{ path: [], problem: { kind: 'notMap' } }] };
  readMap(top, world.allowEmpty === true ? emptyableKeys : settingsKeys);
  readVersion(within(top, 'version'));
  const interval = readDuration(within(top, 'interval'), intervalRange, defaultInterval);
  const timeout = readDuration(within(top, 'timeout'), timeoutRange, defaultTimeout);
  const proxy = readProxy(within(top, 'proxy'));
  const log = readLog(within(top, 'log'));
  const sources = readSources(within(top, 'sources'), world.sources);
  const networks = readNetworks(within(top, 'networks'), sources);
  const accounts = readAccounts(within(top, 'accounts'), world);
  const known = { accounts: accounts.known, sources, allowEmpty: world.allowEmpty };
  const records = readRecords(within(top, 'records'), known);
  const channels = readChannels(within(top, 'channels'), world);
  const api = readApi(within(top, 'api'), world.resolveSecret);
  const verify = readVerify(within(top, 'verify'));
  if (problems.length > 0) return { ok: false, problems };
  const settings = {
    interval,
    timeout,
    proxy,
    networks,
    log,
    sources,
    accounts: accounts.settings,
    records,
    channels: channels.settings,
    api: api.settings,
    verify,
  };
  const hidden = [...accounts.secrets, ...channels.secrets, ...api.secrets];
  const secrets = [...new Set([...hidden.flatMap(secretParts), ...urlSecrets(sources)])];
  return { ok: true, settings, secrets: secrets.filter((text) => text !== '') };
}
