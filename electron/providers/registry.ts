import type { Provider } from '../core/provider.ts';
import { cloudflare } from './cloudflare.ts';
import { dyndns2 } from './dyndns2.ts';
import { powerdns } from './powerdns.ts';
import { rfc2136 } from './rfc2136.ts';
import { webhook } from './webhook.ts';

/** Every DNS service we speak to, in the order in which people see them. */
export const providers: readonly Provider[] = [cloudflare, rfc2136, powerdns, dyndns2, webhook];

export function providerById(id: string): Provider | undefined {
  return providers.find((provider) => provider.id === id);
}
