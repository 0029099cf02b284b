import { bothFamilies, type Preset, plain, sameName } from './preset.ts';
import { europeanPresets } from './presets-europe.ts';
import { germanPresets } from './presets-german.ts';
import { tokenPresets } from './presets-token.ts';
import { worldPresets } from './presets-world.ts';

/** Every host that we know by name. */
export const presets: readonly Preset[] = [
  ...worldPresets,
  ...tokenPresets,
  ...europeanPresets,
  ...germanPresets,
];

export const presetIds: readonly string[] = presets.map((preset) => preset.id);

export function presetById(id: string): Preset | undefined {
  return presets.find((preset) => preset.id === id);
}

/** A server of the user's own: plain dyndns2, one name and one address a request. */
export function ownPreset(endpoint: string): Preset {
  const { origin } = new URL(endpoint);
  return {
    ...plain,
    id: 'own',
    name: sameName('dyndns2'),
    website: origin,
    docs: origin,
    endpoint,
    families: bothFamilies,
    omitted: 'kept',
  };
}
