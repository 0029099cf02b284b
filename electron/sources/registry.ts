import type { Family } from '../core/address.ts';
import { isWithin } from '../core/name.ts';
import type { SourceSpec } from '../core/settings.ts';
import type { Source } from '../core/source.ts';
import { echoServices } from './catalogue.ts';
import { customCommand } from './command.ts';
import { customUrl } from './custom-url.ts';
import { type BuiltInSource, defineEcho } from './https-echo.ts';
import { networkInterface } from './interface.ts';

/** Every source that comes with the program, in the order of their turns. */
export const builtInSources: readonly BuiltInSource[] = echoServices.map(defineEcho);

/** The built-in source with that id. */
export function sourceById(id: string): BuiltInSource | undefined {
  return builtInSources.find((source) => source.id === id);
}

/** Who is asked about a family where the user names nobody, in the order of their turns. */
export function defaultSources(family: Family): readonly BuiltInSource[] {
  return builtInSources.filter((source) => source.default && source.families.includes(family));
}

/** The domain that a service's host stands in: `ipify.org` for `api.ipify.org`. */
function domainOf(url: string): string {
  const labels = new URL(url).hostname.split('.');
  return labels.slice(labels.length > 2 ? 1 : 0).join('.');
}

/** Who runs a host: the operator of a built-in service in that domain, else the host is its own. */
function operatorOf(hostname: string): string {
  const host = hostname.replace(/\.$/, '');
  const service = echoServices.find(({ urls }) =>
    Object.values(urls).some((url) => isWithin(host, domainOf(url))),
  );
  return service?.operator ?? host;
}

/**
 * The source that the settings name. Throws for a built-in id that does not exist and for a URL that
 * `parseSourceUrl` refuses; the settings' reader lets neither through.
 */
export function sourceFor(spec: SourceSpec): Source {
  switch (spec.kind) {
    case 'url':
      return customUrl(spec.url, operatorOf);
    case 'interface':
      return networkInterface(spec.name);
    case 'command':
      return customCommand(spec.command);
    case 'builtIn': {
      const source = sourceById(spec.id);
      if (source === undefined) throw new Error(`there is no source ${spec.id}`);
      return source;
    }
  }
}
