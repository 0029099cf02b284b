import { loadProviders } from '../../electron/providers/registry.ts';

/** Every provider of the registry. */
export const providers = await loadProviders();
