import type { EnginePorts } from '../core/engine.ts';
import type { Http } from '../core/ports.ts';
import { quietSurroundings } from '../core/quiet-network.ts';

/** This computer's real datagrams, networks and gateway. */
export function createSurroundings(_http: Http): Pick<EnginePorts, 'udp' | 'network' | 'gateway'> {
  return quietSurroundings;
}
