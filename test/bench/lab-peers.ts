import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Lab } from '../lab/lab.ts';
import { zone } from '../lab/plan.ts';

/** Another program in the laboratory's home, with an echo service over http and a dyndns2 host. */
export interface Peer {
  readonly name: string;
  /** Seconds between its checks where the user says nothing. */
  readonly interval: number;
  /** Makes the running program check at once. */
  readonly nudge: NodeJS.Signals;
  readonly host: string;
  start(lab: Lab, interval: number): Promise<ChildProcess>;
}

const service = 'checkip.amazonaws.com';

async function run(lab: Lab, file: string, lines: readonly string[], command: readonly string[]) {
  await writeFile(file, `${lines.join('\n')}\n`, { mode: 0o600 });
  const child = lab.net.start('home', command, { stdio: 'ignore' });
  await once(child, 'spawn');
  return child;
}

/** Debian's setting for the daemon, and ddclient.conf(5): five minutes. */
const ddclient: Peer = {
  name: 'ddclient',
  interval: 300,
  nudge: 'SIGHUP',
  host: `ddclient.${zone.name}`,
  start(lab, interval) {
    const file = path.join(lab.net.folder, 'ddclient.conf');
    const cache = path.join(lab.net.folder, `ddclient-${Date.now()}.cache`);
    const lines = [
      'ssl=no',
      'use=web',
      `web=http://${service}/`,
      // Its usual 30 s between two updates are more than lies between two changes here.
      'min-interval=1',
      'protocol=dyndns2',
      `server=${service}`,
      'login=user',
      'password=secret',
      ddclient.host,
    ];
    const options = ['-foreground', `-daemon=${interval}`, '-file', file, '-cache', cache];
    return run(lab, file, lines, ['ddclient', ...options]);
  },
};

/** inadyn.conf(5): "approx. 1 minute". */
const inadyn: Peer = {
  name: 'inadyn',
  interval: 60,
  nudge: 'SIGUSR2',
  host: `inadyn.${zone.name}`,
  start(lab, interval) {
    const file = path.join(lab.net.folder, 'inadyn.conf');
    const lines = [
      `period = ${interval}`,
      'custom lab {',
      '  ssl = false',
      '  username = user',
      '  password = secret',
      `  ddns-server = "${service}"`,
      '  ddns-path = "/nic/update?hostname=%h&myip=%i"',
      `  hostname = "${inadyn.host}"`,
      `  checkip-server = "${service}"`,
      '  checkip-path = "/"',
      '  checkip-ssl = false',
      '}',
    ];
    const cache = ['--cache-dir', lab.net.folder, '--no-pidfile', '--loglevel', 'none'];
    return run(lab, file, lines, ['inadyn', '--foreground', '--config', file, ...cache]);
  },
};

export const peers: readonly Peer[] = [ddclient, inadyn];
