import type { Family } from '../../electron/core/address.ts';
import { familyOf, type ManagedRecord, recordId } from '../../electron/core/record.ts';
import type { AccountSettings, Settings, SourceSpec } from '../../electron/core/settings.ts';
import { providers } from '../support/registered.ts';
import { channelSettings } from './channels.ts';
import { resolver } from './name-servers.ts';
import type { Side } from './side.ts';

/** What the user decided; the simulated user edits it. */
export interface Wishes {
  /** Milliseconds. */
  readonly interval: number;
  readonly sources: Readonly<Record<Family, readonly SourceSpec[] | 'off'>>;
  /** How often the user has typed each account's credentials anew. */
  readonly edits: Readonly<Record<string, number>>;
  /** TTLs that the user set or took back, by the record's id. */
  readonly ttls: Readonly<Record<string, number | undefined>>;
  /** Records that the user took out, by id. */
  readonly removed: readonly string[];
  /** Accounts whose credentials cannot be read on this computer. */
  readonly locked: readonly string[];
  /** How often the user has typed each channel's fields anew. */
  readonly channelEdits: Readonly<Record<string, number>>;
}

/** The settings as the reader of the settings file would hand them out. */
export function settingsOf(sides: readonly Side[], wishes: Wishes): Settings {
  const accounts: Record<string, AccountSettings> = {};
  const records: ManagedRecord[] = [];
  for (const { account, provider, fields, listed } of sides) {
    const found = providers.find(({ id }) => id === provider);
    if (found === undefined) throw new Error(`no provider ${provider}`);
    accounts[account] = wishes.locked.includes(account)
      ? { id: account, provider, fields: undefined, fingerprint: '', locked: ['token'] }
      : {
          id: account,
          provider,
          fields: found.account.parse(fields),
          fingerprint: `${account}-${wishes.edits[account] ?? 0}`,
        };
    for (const { name, type, ttl, proxied } of listed) {
      const id = recordId(account, name, type);
      if (wishes.removed.includes(id) || wishes.sources[familyOf(type)] === 'off') continue;
      records.push({
        id,
        name,
        type,
        account,
        ttl: id in wishes.ttls ? wishes.ttls[id] : ttl,
        proxied,
        implied: false,
      });
    }
  }
  return {
    interval: wishes.interval,
    timeout: 10_000,
    log: { level: 'info' },
    sources: wishes.sources,
    accounts,
    records,
    channels: channelSettings(wishes.channelEdits),
    verify: { resolvers: [resolver], publicResolvers: [] },
  };
}
