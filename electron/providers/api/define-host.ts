import type { Name } from '../../core/name.ts';
import { defineProvider, type Provider, type ProviderContext } from '../../core/provider.ts';
import type { Declaration } from './define.ts';
import { applyHosts, type HostService } from './host-service.ts';

/**
 * A provider over a service with an update URL. `open` makes the service for one round. It is told no
 * name that the declaration refuses.
 */
export function defineHostProvider<Account>(
  declaration: Declaration<Account>,
  open: (account: Account, context: ProviderContext) => HostService,
): Provider {
  return defineProvider<Account>({
    ...declaration,
    apply: (changes, account, context) => {
      const service = open(account, context);
      const refuses = (name: Name) => declaration.refuses?.(account, name);
      return applyHosts(service, service.name ?? declaration.name, changes, refuses);
    },
  });
}
