import { EventEmitter } from 'node:events';
import http from 'node:http';

type Options = Electron.ClientRequestConstructorOptions;

function urlOf({ url, protocol, hostname, port, path }: Options): URL {
  if (url !== undefined) return new URL(url);
  const there = port === undefined ? hostname : `${hostname}:${port}`;
  return new URL(path ?? '/', `${protocol}//${there}`);
}

/**
 * A request of `net.request` over Node's own HTTP, for the loopback. What differs from Node as it does
 * in Electron: redirects are followed or told, an answer cut short is an error of the request too, and
 * a redirect that nobody follows in its event ends the request.
 */
class FakeClientRequest extends EventEmitter {
  readonly #options: Options;
  #request: http.ClientRequest | undefined;
  #followed = false;
  #over = false;

  constructor(options: Options) {
    super();
    this.#options = options;
  }

  end(): void {
    this.#send(urlOf(this.#options));
  }

  abort(): void {
    if (this.#over) return;
    this.emit('abort');
    this.#close();
  }

  followRedirect(): void {
    this.#followed = true;
  }

  #send(url: URL): void {
    const { method = 'GET', headers = {} } = this.#options;
    const plain = Object.entries(headers).map(([name, value]) => [name, String(value)] as const);
    this.#request = http.request(url, {
      method,
      headers: Object.fromEntries(plain),
      agent: false,
    });
    this.#request.on('error', (error) => this.#fail(error));
    this.#request.on('response', (response) => this.#answer(url, response));
    this.#request.end();
  }

  #answer(url: URL, response: http.IncomingMessage): void {
    const { statusCode = 0, headers } = response;
    response.on('error', (error) => this.#fail(error));
    if (statusCode < 300 || statusCode > 399 || headers.location === undefined) {
      response.on('end', () => this.#close());
      this.emit('response', response);
      return;
    }
    response.destroy();
    const next = new URL(headers.location, url);
    this.#followed = this.#options.redirect !== 'manual';
    this.emit('redirect', statusCode, 'GET', next.href, {});
    if (this.#over) return;
    if (this.#followed) this.#send(next);
    else this.#fail(new Error('Redirect was cancelled'));
  }

  #fail(error: Error): void {
    if (this.#over) return;
    this.emit('error', error);
    this.#close();
  }

  #close(): void {
    if (this.#over) return;
    this.#over = true;
    this.#request?.on('error', () => undefined);
    this.#request?.destroy();
    this.emit('close');
  }
}

export function fakeRequest(options: Options | string): Electron.ClientRequest {
  const given = typeof options === 'string' ? { url: options } : options;
  // Its `end` takes a body, and gives the request back: nobody of us sends one.
  return new FakeClientRequest(given) as unknown as Electron.ClientRequest;
}
