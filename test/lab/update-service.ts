import { execFile } from 'node:child_process';
import type { ServerResponse } from 'node:http';
import { isIP } from 'node:net';
import { requireBinary } from '../support/real.ts';
import { internet, zone } from './plan.ts';

/** Where every host takes dyndns2 updates, for programs that do not speak RFC 2136. */
export const updatePath = '/nic/update';

/** Brings one name's A record into the zone before it answers. */
export function answerUpdate(url: string, response: ServerResponse): void {
  const { searchParams } = new URL(url, 'http://host');
  const [name = '', address = ''] = ['hostname', 'myip'].map((key) => searchParams.get(key) ?? '');
  if (!name.endsWith(`.${zone.name}`) || !/^[a-z0-9.-]+$/.test(name) || isIP(address) !== 4) {
    response.end('notfqdn');
    return;
  }
  const { algorithm, name: keyName, secret } = zone.key;
  const login = `${algorithm}:${keyName}:${secret}`;
  const child = execFile(requireBinary('nsupdate'), ['-y', login], (error) => {
    response.end(error === null ? `good ${address}` : 'dnserr');
  });
  child.stdin?.end(
    [
      `server ${internet.nameServer.ipv4}`,
      `update delete ${name} A`,
      `update add ${name} 60 A ${address}`,
      'send',
      '',
    ].join('\n'),
  );
}
