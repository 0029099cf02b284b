import { createSocket } from 'node:dgram';
import type { Family } from '../../core/address.ts';

/**
 * Hosts that lie beyond every default route and are nobody's way around one: a.root-servers.net
 * (IANA, root hints). Nothing is sent to them.
 */
export const faraway: Readonly<Record<Family, string>> = {
  ipv4: '198.41.0.4',
  ipv6: '2001:503:ba3e::2:30',
};
const port = 53;

/**
 * This computer's address on the way to the Internet, by all of the system's rules of routing.
 * Connecting a datagram socket sends nothing. Undefined where there is no route.
 */
export function egressAddress(family: Family): Promise<string | undefined> {
  return new Promise((resolve) => {
    const socket = createSocket(family === 'ipv4' ? 'udp4' : 'udp6');
    const end = (address: string | undefined) => {
      socket.close();
      resolve(address);
    };
    socket.once('error', () => end(undefined));
    socket.once('connect', () => end(socket.address().address.split('%', 1)[0]));
    socket.connect(port, faraway[family]);
  });
}
