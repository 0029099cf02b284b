import type { Localized } from '../../contract/language.ts';
import type { Family } from '../address.ts';
import type { Provider } from '../provider.ts';
import { accountFields } from '../settings/schema-fields.ts';
import type { Settings } from '../settings.ts';
import type { FindProvider } from './outcome.ts';

/** A host that one provider knows by name. */
export interface PresetInfo {
  readonly id: string;
  readonly name: Localized;
  readonly website: string;
  readonly docs: string;
  readonly families: readonly Family[];
}

/** The registries that names come from. */
interface ProviderWorld {
  readonly providers: readonly Provider[];
  /** By the provider's id. */
  readonly presets: Readonly<Record<string, readonly PresetInfo[]>>;
}

function presetIdOf(fields: unknown): unknown {
  return typeof fields === 'object' && fields !== null && 'preset' in fields
    ? fields.preset
    : undefined;
}

/** An account that names its server is looked after by the user: a manual is no place to act at. */
export function isOwnServer({ account }: Provider): boolean {
  const fields = accountFields(account) ?? [];
  return fields.some(({ key, required }) => required && (key === 'server' || key === 'url'));
}

/**
 * Looks providers up for the sentences that name them. A provider with presets is named by the
 * account's preset; without one it goes by its id, rather than by a list of hosts that are not meant.
 * Only who has a page of their own to act at comes with one.
 */
export function providerFinder(
  { providers, presets }: ProviderWorld,
  settings?: Settings,
): FindProvider {
  return (id, account) => {
    const provider = providers.find((one) => one.id === id);
    const known = presets[id];
    if (provider === undefined) return undefined;
    if (known === undefined) {
      const { name, docs } = provider;
      return { id, name, docs: isOwnServer(provider) ? undefined : docs };
    }
    const fields = account === undefined ? undefined : settings?.accounts[account]?.fields;
    const preset = known.find((one) => one.id === presetIdOf(fields));
    const name = preset?.name ?? { en: id, 'zh-CN': id };
    return { id, name, docs: preset?.docs };
  };
}
