import http from 'node:http';
import https from 'node:https';
import { isIP } from 'node:net';
import type { Duplex } from 'node:stream';

/** How far one request came, watched from its sockets, where axios does not look. */
export interface Progress {
  /** The connection stood (with TLS: after the handshake), so the request may have left. */
  sent: boolean;
  /** The request went to a proxy: its host name. */
  proxy: string | undefined;
  /** The way to the other side is open as far as it goes through a proxy: it was reached, and it built the tunnel. */
  attached: boolean;
  /** A tunnel was refused: what looks like the answer is the proxy's own. */
  refusedTunnel: boolean;
}

/** Nothing has happened yet. */
export function notStarted(): Progress {
  return { sent: false, proxy: undefined, attached: false, refusedTunnel: false };
}

interface AxiosTransportOptions extends https.RequestOptions {
  readonly agent?: http.Agent & { readonly proxy?: { readonly host?: string } };
}

type OnResponse = (response: http.IncomingMessage) => void;

function watchSocket(socket: Duplex, secure: boolean, progress: Progress): void {
  const encrypted = 'encrypted' in socket && socket.encrypted === true;
  progress.refusedTunnel = secure && !encrypted;
  // Without a tunnel, what is encrypted is the way to the proxy, and its handshake is to come.
  progress.attached = secure && encrypted;
  if (progress.refusedTunnel) return;
  const onConnected = () => {
    progress.attached = true;
    progress.sent = true;
  };
  socket.once(encrypted ? 'secureConnect' : 'connect', onConnected);
}

/** A proxy with a certificate has one of its own name; Node would look for the target's. */
function nameOf(proxy: string | null | undefined): string {
  return typeof proxy !== 'string' || isIP(proxy) !== 0 ? '' : proxy;
}

/** What axios calls instead of `http.request` and `https.request`, to send a request to `target` and watch it. */
export function watchedTransport(target: URL, progress: Progress) {
  const secure = target.protocol === 'https:';
  const host = target.hostname.replace(/^\[|\]$/g, '');
  return {
    request(options: AxiosTransportOptions, onResponse: OnResponse): http.ClientRequest {
      const tunnel = options.agent?.proxy?.host;
      progress.proxy =
        tunnel ?? (options.hostname === host ? undefined : options.hostname) ?? undefined;
      const plain = options.protocol === 'http:';
      const forwarded = !plain && !secure;
      const request = forwarded
        ? https.request({ ...options, servername: nameOf(options.hostname) }, onResponse)
        : (plain ? http : https).request(options, onResponse);
      request.once('socket', (socket) => watchSocket(socket, !plain && secure, progress));
      return request;
    },
  };
}
