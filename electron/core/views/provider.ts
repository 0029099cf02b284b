import type { Language, Localized } from '../../contract/language.ts';
import type { Capabilities, Provider, TriedAgainst } from '../provider.ts';
import { accountFields } from '../settings/schema-fields.ts';

/** One field of an account. An entry of `fields` in the JSON of `providers`. */
interface FieldData {
  readonly key: string;
  readonly label: string;
  readonly help?: string | undefined;
  readonly required: boolean;
  readonly secret: boolean;
  readonly example?: string | undefined;
}

/** A host that the provider knows by name. */
interface PresetData {
  readonly id: string;
  readonly name: string;
  readonly website: string;
  readonly families: readonly string[];
}

/** One DNS service. `provider`, and an entry of `providers`, in the JSON of `providers`. */
export interface ProviderData {
  readonly id: string;
  readonly name: string;
  readonly website: string;
  /** Where the credentials are made. */
  readonly docs: string;
  /** How to make them. */
  readonly setup: string;
  /** The least permission that they need. */
  readonly permission?: string | undefined;
  /** What to know before: one sentence each. */
  readonly limits: readonly string[];
  readonly triedAgainst: TriedAgainst;
  /** Where most of its users live, as an ISO 3166 code. */
  readonly country?: string | undefined;
  /** `ddns-tray accounts` lists its zones. */
  readonly listsZones: boolean;
  readonly fields: readonly FieldData[];
  readonly capabilities: Capabilities;
  readonly presets: readonly PresetData[];
}

interface PresetInput {
  readonly id: string;
  readonly name: Localized;
  readonly website: string;
  readonly families: readonly string[];
}

/** A provider's declaration in one language. */
export function providerData(
  provider: Provider,
  presets: readonly PresetInput[],
  language: Language,
): ProviderData {
  const { id, name, website, docs, setup, capabilities } = provider;
  const fields = (accountFields(provider.account) ?? []).map(({ key, meta, required }) => ({
    key,
    label: meta?.label[language] ?? key,
    help: meta?.help?.[language],
    required,
    secret: meta?.secret === true,
    example: meta?.placeholder,
  }));
  return {
    id,
    name: name[language],
    website,
    docs,
    setup: setup[language],
    permission: provider.permission?.[language],
    limits: (provider.limits ?? []).map((limit) => limit[language]),
    triedAgainst: provider.triedAgainst,
    country: provider.country,
    listsZones: provider.zones !== undefined,
    fields,
    capabilities,
    presets: presets.map((preset) => ({
      id: preset.id,
      name: preset.name[language],
      website: preset.website,
      families: preset.families,
    })),
  };
}
