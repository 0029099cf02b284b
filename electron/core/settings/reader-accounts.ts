import type { Fingerprint } from '../ports.ts';
import { type Capabilities, capabilitiesOf, type Provider } from '../provider.ts';
import type { AccountSettings } from '../settings.ts';
import { keptFields, readEntries, readFields, readKind } from './reader-entry.ts';
import type { KnownAccount } from './reader-records.ts';
import type { ResolveSecret } from './reader-secrets.ts';
import { isMap, type Place, report } from './reader-walk.ts';
import { accountKeys } from './schema-records.ts';
import { presetNamed, similarProviders } from './similar-provider.ts';

export interface AccountsWorld {
  readonly providers: readonly Provider[];
  readonly resolveSecret: ResolveSecret;
  readonly fingerprint: Fingerprint;
  /** There may be no account and no record yet. */
  readonly allowEmpty?: boolean;
}

export interface Accounts {
  /** Those without a problem. */
  readonly settings: Readonly<Record<string, AccountSettings>>;
  /** All of them, so that the records of a wrong account are not told as well. */
  readonly known: ReadonlyMap<string, KnownAccount>;
  readonly secrets: readonly string[];
}

function readProvider(place: Place, providers: readonly Provider[]): Provider | undefined {
  return readKind(place, 'provider', accountKeys, providers, (word, provider) => {
    const preset = presetNamed(provider, providers);
    if (preset !== undefined) return report(word, { kind: 'presetAsProvider', ...preset });
    const known = providers.map(({ id }) => id);
    const [nearest] = similarProviders(provider, providers);
    return report(word, { kind: 'unknownProvider', provider, known, nearest });
  });
}

/** What an account can do as far as its open fields tell; undefined where they do not. */
function guessCapabilities(provider: Provider, raw: unknown): Capabilities | undefined {
  try {
    return capabilitiesOf(provider, raw);
  } catch {
    return undefined;
  }
}

interface Read {
  readonly known: KnownAccount;
  readonly settings?: AccountSettings;
  readonly secrets: readonly string[];
}

const nothing: Read = { known: {}, secrets: [] };

function readAccount(place: Place, id: string, world: AccountsWorld): Read {
  const provider = readProvider(place, world.providers);
  if (provider === undefined) return nothing;
  const name = provider.id;
  const declared = { account: provider.account, owner: id, keys: accountKeys };
  const fields = readFields(place, { ...declared, of: { provider: name } }, world.resolveSecret);
  if (fields === undefined) return { known: { provider: name }, secrets: [] };
  const settings = { id, provider: name, ...keptFields(fields, name, world.fingerprint) };
  const { secrets } = fields;
  if (fields.kind === 'locked') {
    const capabilities = guessCapabilities(provider, fields.raw);
    return { known: { provider: name, capabilities }, settings, secrets };
  }
  const { parsed } = fields;
  const known: KnownAccount = {
    provider: name,
    capabilities: capabilitiesOf(provider, parsed),
    refuses: (host) => provider.refuses?.(parsed, host),
  };
  return { known, settings, secrets };
}

/** Reads `accounts`: each by its provider's own schema, references resolved. */
export function readAccounts(place: Place, world: AccountsWorld): Accounts {
  if (place.value === undefined) return { settings: {}, known: new Map(), secrets: [] };
  const isEmpty = isMap(place.value) && Object.keys(place.value).length === 0;
  if (isEmpty && world.allowEmpty !== true) report(place, { kind: 'nothing', field: 'accounts' });
  const entries = readEntries(place, 'accountId', (entry, id) => readAccount(entry, id, world));
  const read = entries.map(([id, account = nothing]) => [id, account] as const);
  return {
    settings: Object.fromEntries(
      read.flatMap(([id, { settings }]) => (settings === undefined ? [] : [[id, settings]])),
    ),
    known: new Map(read.map(([id, { known }]) => [id, known])),
    secrets: read.flatMap(([, { secrets }]) => secrets),
  };
}
