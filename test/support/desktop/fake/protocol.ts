import type { PageRequest, PageResponse } from '../page-port.ts';
import type { FakeContext } from './context.ts';
import { strict } from './strict.ts';

type Handler = Parameters<Electron.Protocol['handle']>[1];
type ProtocolMethods = 'handle' | 'unhandle' | 'isProtocolHandled' | 'registerSchemesAsPrivileged';

/** The `protocol` module and the network behind it, which has no other way out. */
export function fakeProtocol(context: FakeContext) {
  const handlers = new Map<string, Handler>();
  const schemes: Electron.CustomScheme[] = [];
  const refused: string[] = [];

  const protocol = strict('protocol', {
    registerSchemesAsPrivileged(custom) {
      if (context.isReady()) {
        throw new Error(
          'protocol.registerSchemesAsPrivileged should be called before app is ready',
        );
      }
      schemes.push(...custom);
    },
    handle(scheme, handler) {
      if (handlers.has(scheme)) throw new Error(`Failed to register protocol: ${scheme}`);
      handlers.set(scheme, handler);
    },
    unhandle: (scheme) => void handlers.delete(scheme),
    isProtocolHandled: (scheme) => handlers.has(scheme),
  } satisfies Pick<Electron.Protocol, ProtocolMethods>);

  function refuse(url: string): PageResponse {
    refused.push(url);
    return { kind: 'refused' };
  }

  /** The app's answer to a page's request; a request to anywhere else is refused and kept. */
  async function fetch(request: PageRequest): Promise<PageResponse> {
    const handler = handlers.get(new URL(request.url).protocol.slice(0, -1));
    if (handler === undefined) return refuse(request.url);
    const { url, method, headers } = request;
    const body = request.body === undefined ? null : new Uint8Array(request.body);
    const response = await handler(new Request(url, { method, headers, body }));
    return {
      kind: 'answered',
      status: response.status,
      headers: [...response.headers],
      body: new Uint8Array(await response.arrayBuffer()),
    };
  }

  return {
    protocol,
    fetch,
    refuse,
    schemes: () => schemes.map((one) => one.scheme),
    refused: () => [...refused],
  };
}
