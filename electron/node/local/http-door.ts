import type http from 'node:http';
import { isIPv4, isIPv6 } from 'node:net';
import { codeOf } from '../../core/error-code.ts';
import type { DoorNews } from '../../core/local/doors.ts';
import type { LocalHandler } from '../../core/local/handler.ts';
import type { ApiSettings } from '../../core/settings.ts';
import { createDoorServer, listen, shut } from './server.ts';
import { tokenCheck } from './token.ts';

/** A loopback address in its canonical form (RFC 1122 section 3.2.1.3, RFC 4291 section 2.5.3). */
function isLoopback(host: string): boolean {
  return (isIPv4(host) && host.startsWith('127.')) || (isIPv6(host) && host === '::1');
}

/** `HOST:PORT`, as it stands in a URL. */
export function addressText({ host, port }: Pick<ApiSettings, 'host' | 'port'>): string {
  return `${isIPv6(host) ? `[${host}]` : host}:${port}`;
}

/** What Host may say. A client leaves out the port of `http:` itself. */
function hostsOf({ host, port }: ApiSettings): readonly string[] {
  const names = [addressText({ host, port }), `localhost:${port}`];
  return port === 80 ? [...names, ...names.map((name) => name.slice(0, -3))] : names;
}

/** The door over HTTP, as long as it is open. */
export interface HttpDoor {
  readonly news: DoorNews;
  /** Undefined where it could not open. */
  readonly server: http.Server | undefined;
}

/** Opens it on a loopback address and nowhere else. `api` is asked for each request. Never rejects. */
export async function openHttpDoor(
  handle: LocalHandler,
  settings: ApiSettings,
  api: () => ApiSettings | undefined,
): Promise<HttpDoor> {
  const { host, port } = settings;
  const address = addressText(settings);
  if (!isLoopback(host)) {
    return { news: { kind: 'failed', address, code: 'EADDRNOTAVAIL' }, server: undefined };
  }
  const hosts = hostsOf(settings);
  let known = { token: '', isToken: (_: string) => false };
  const server = createDoorServer(handle, () => {
    const token = api()?.token ?? '';
    // Nobody comes in by an empty one.
    if (token !== known.token && token !== '') known = { token, isToken: tokenCheck(token) };
    return { hosts, isToken: token === '' ? () => false : known.isToken };
  });
  try {
    await listen(server, { host, port, exclusive: true, ipv6Only: isIPv6(host) });
    return { news: { kind: 'open', address }, server };
  } catch (error) {
    await shut(server);
    const code = codeOf(error);
    const news: DoorNews =
      code === 'EADDRINUSE' ? { kind: 'taken', address } : { kind: 'failed', address, code };
    return { news, server: undefined };
  }
}
