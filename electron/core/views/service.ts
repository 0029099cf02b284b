import type { ServiceForm } from '../../contract/forms.ts';
import { catalogue } from '../../contract/i18n/catalogue.ts';
import type { Language } from '../../contract/language.ts';
import { type FormField, formPath } from '../document/form-fields.ts';
import { findService, type Service } from '../document/form-service.ts';
import { type Capabilities, capabilitiesOf, type Provider } from '../provider.ts';
import { isOwnServer } from './find-provider.ts';
import { hostFields } from './host-fields.ts';
import { presetName, type ServicePreset, type ServiceWorld, serviceName } from './service-cards.ts';
import { fieldForm } from './service-fields.ts';

/** As far as the choice of the service decides them. */
function capabilitiesAt({ provider, fixed }: Service): Capabilities {
  try {
    return capabilitiesOf(provider, fixed);
  } catch {
    return provider.capabilities;
  }
}

/** Some hosts know no user names; the others want one. */
function presetFields(
  fields: readonly FormField[],
  { credentials = 'basic' }: ServicePreset,
): readonly FormField[] {
  const named = typeof credentials !== 'object' || 'username' in (credentials ?? {});
  return fields.flatMap((field) => {
    if (formPath(field.path) !== 'username') return [field];
    return named ? [{ ...field, required: true }] : [];
  });
}

/** What the service says of itself. */
function textsOf(
  provider: Provider,
  preset: ServicePreset | undefined,
  world: ServiceWorld,
  language: Language,
): Pick<ServiceForm, 'name' | 'link' | 'setup' | 'permission' | 'limits'> {
  const { edits } = catalogue(language);
  const shared = {
    permission: provider.permission?.[language],
    limits: (provider.limits ?? []).map((limit) => limit[language]),
  };
  if (preset !== undefined) {
    const name = presetName(preset, provider, world, language);
    return { ...shared, name, link: secureLink(preset.docs), setup: edits.presetSetup };
  }
  const own = world.presets[provider.id] !== undefined;
  return {
    ...shared,
    name: serviceName(provider, world, language),
    link: own || isOwnServer(provider) ? undefined : secureLink(provider.docs),
    setup: own ? edits.ownServerSetup : provider.setup[language],
  };
}

function secureLink(link: string): string | undefined {
  return link.startsWith('https://') ? link : undefined;
}

/** All that is needed to make an account of a service; undefined for an id that there is not. */
export function serviceForm(
  id: string,
  world: ServiceWorld,
  language: Language,
): ServiceForm | undefined {
  const service = findService(id, world.providers);
  if (service === undefined) return undefined;
  const { provider, fixed } = service;
  const preset = (world.presets[provider.id] ?? []).find((each) => each.id === fixed.preset);
  const { openPage, openSite } = catalogue(language).edits;
  const fields = preset === undefined ? service.fields : presetFields(service.fields, preset);
  const { families, ttl, proxied } = capabilitiesAt(service);
  return {
    id,
    provider: provider.id,
    ...textsOf(provider, preset, world, language),
    linkText: preset === undefined ? openPage : openSite,
    fixed,
    fields: fields.map((field) => fieldForm(field, language)),
    families,
    hostFields: families.includes('ipv6') ? hostFields(language) : [],
    ttl,
    proxied,
    listsZones: provider.zones !== undefined,
    listsRecords: provider.records !== undefined,
  };
}
