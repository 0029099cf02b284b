import { loadChannels } from '../../electron/channels/registry.ts';
import { loadProviders } from '../../electron/providers/registry.ts';

/** Every provider of the registry. */
export const providers = await loadProviders();

/** Every channel of the registry. */
export const channels = await loadChannels();
