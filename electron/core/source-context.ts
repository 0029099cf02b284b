import type { EnginePorts } from './engine.ts';
import type { SourceContext } from './source.ts';

/** The ports through which sources look outside. */
export type SourcePorts = Pick<
  EnginePorts,
  'http' | 'interfaces' | 'commands' | 'dns' | 'udp' | 'network' | 'gateway' | 'random'
>;

/** What a source is asked with. `timeout` is in milliseconds. */
export function sourceContext(
  ports: SourcePorts,
  { timeout }: { readonly timeout: number },
  signal: AbortSignal,
  local: SourceContext['local'] = {},
): SourceContext {
  const { http, interfaces, commands, dns, udp, network, gateway, random } = ports;
  return { http, interfaces, commands, dns, udp, network, gateway, random, local, timeout, signal };
}
