import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { stunServers } from '../../electron/sources/stun-catalogue.ts';
import { requireBinary } from '../support/real.ts';
import { stunHosts } from './hosts.ts';
import type { Namespaces } from './namespaces.ts';

/** Starts a real coturn for every STUN host, on its addresses and its port. */
export async function startStunServers(net: Namespaces): Promise<void> {
  const settings = path.join(net.folder, 'turnserver.conf');
  await writeFile(settings, 'no-cli\nno-tls\nno-dtls\nno-software-attribute\n');
  await Promise.all(
    stunServers.map(async ({ port }, at) => {
      const host = stunHosts[at];
      if (host === undefined) return;
      const files = ['--pidfile', path.join(net.folder, `turn-${at}.pid`), '--log-file', 'stdout'];
      const command = [
        ...[requireBinary('turnserver'), '-c', settings, '-S', '-z', ...files],
        ...['-L', host.ipv4, '-L', host.ipv6, '-p', String(port), '-m', '1'],
        ...['--db', path.join(net.folder, `turn-${at}.db`)],
      ];
      net.start('internet', command, { stdio: 'ignore' });
      // It buffers what it says, so the kernel is asked whether it listens.
      const hex = port.toString(16).toUpperCase().padStart(4, '0');
      await net.script('internet', [
        `until grep -q ':${hex} ' /proc/net/udp && grep -q ':${hex} ' /proc/net/udp6`,
        'do sleep 0.05; done',
      ]);
    }),
  );
}
