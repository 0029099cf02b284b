import type { WatchingChoices } from '../../contract/forms.ts';
import { formatDuration } from '../duration.ts';
import type { KnownSource } from '../settings/reader-sources.ts';
import { defaultPublicResolvers } from '../settings/schema.ts';
import { defaultInterval, defaultTimeout } from '../settings.ts';
import { type NetworkWorld, networkChoices } from './network-choices.ts';

/** What may be chosen among to watch the address: the built-in sources, and what this computer has. */
export function watchingChoices(
  sources: readonly KnownSource[],
  interfaces: WatchingChoices['interfaces'],
  networks?: NetworkWorld,
): WatchingChoices {
  return {
    sources: sources.map(({ id, operator, families, default: usual }) => {
      return { id, operator, families, usual: usual !== false };
    }),
    interfaces,
    networks: networks && networkChoices(interfaces, networks),
    publicResolvers: defaultPublicResolvers,
    interval: formatDuration(defaultInterval),
    timeout: formatDuration(defaultTimeout),
  };
}
