import type { EnginePorts } from './engine.ts';
import type { SourceContext } from './source.ts';

/** The ports through which sources look outside. */
export type SourcePorts = Pick<
  EnginePorts,
  'http' | 'interfaces' | 'commands' | 'dns' | 'udp' | 'network' | 'gateway'
>;

/** What a source is asked with. `timeout` is in milliseconds. */
export function sourceContext(
  { http, interfaces, commands, dns, udp, network, gateway }: SourcePorts,
  { timeout }: { readonly timeout: number },
  signal: AbortSignal,
  local: SourceContext['local'] = {},
): SourceContext {
  return { http, interfaces, commands, dns, udp, network, gateway, local, timeout, signal };
}
