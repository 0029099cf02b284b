import { EventEmitter } from 'node:events';
import type { PageRequest, PageResponse } from '../page-port.ts';
import type { PermissionView } from '../views.ts';
import type { FakeContext } from './context.ts';
import type { fakeProtocol } from './protocol.ts';
import { asElectron, strict } from './strict.ts';
import { fakeWebRequest } from './web-request.ts';

type RequestHandler = Parameters<Electron.Session['setPermissionRequestHandler']>[0];
type CheckHandler = Parameters<Electron.Session['setPermissionCheckHandler']>[0];
type DeviceHandler = Parameters<Electron.Session['setDevicePermissionHandler']>[0];
type Permission = Parameters<NonNullable<RequestHandler>>[1];
type SessionMethods =
  | 'protocol'
  | 'isPersistent'
  | 'resolveProxy'
  | 'clearCache'
  | 'clearStorageData'
  | 'closeAllConnections'
  | 'setProxy'
  | 'setSpellCheckerEnabled'
  | 'setPermissionRequestHandler'
  | 'setPermissionCheckHandler'
  | 'setDevicePermissionHandler'
  | 'webRequest';

type FakeProtocol = ReturnType<typeof fakeProtocol>;

/** One partition: its permission handlers, and its own protocol handlers. */
function fakePartition(partition: string, { protocol, fetch, refuse }: FakeProtocol) {
  const emitter = new EventEmitter();
  const { webRequest, isCancelled } = fakeWebRequest();
  let request: RequestHandler = null;
  let check: CheckHandler = null;
  let device: DeviceHandler = null;

  const methods = {
    protocol: asElectron<Electron.Protocol>(protocol),
    isPersistent: () => partition === '' || partition.startsWith('persist:'),
    resolveProxy: async () => 'DIRECT',
    clearCache: async () => {},
    clearStorageData: async () => {},
    closeAllConnections: async () => {},
    setProxy: async () => {},
    setSpellCheckerEnabled: () => {},
    setPermissionRequestHandler(handler) {
      request = handler;
    },
    setPermissionCheckHandler(handler) {
      check = handler;
    },
    setDevicePermissionHandler(handler) {
      device = handler;
    },
    webRequest,
  } satisfies Pick<Electron.Session, SessionMethods>;
  const session = asElectron<Electron.Session>(strict('session', Object.assign(emitter, methods)));

  /** What a page would be told; without a handler Electron grants, but for devices. */
  function ask(contents: Electron.WebContents, name: string, url: string): PermissionView {
    const permission = name as Permission;
    let granted = request === null;
    request?.(contents, permission, (answer) => (granted = answer), {
      isMainFrame: true,
      requestingUrl: url,
    });
    const details = asElectron<Electron.PermissionCheckHandlerHandlerDetails>({
      isMainFrame: true,
      requestingUrl: url,
    });
    return {
      request: granted,
      check: check?.(contents, permission, url, details) ?? true,
      device: device?.(asElectron<Electron.DevicePermissionHandlerHandlerDetails>({})) ?? false,
    };
  }

  async function answer(request: PageRequest): Promise<PageResponse> {
    return (await isCancelled(request)) ? refuse(request.url) : fetch(request);
  }

  return { session, ask, fetch: answer };
}

export type FakePartition = ReturnType<typeof fakePartition>;

/** The `session` module. The default partition shares its handlers with `protocol`. */
export function fakeSessions(
  context: FakeContext,
  protocolOfDefault: FakeProtocol,
  newProtocol: () => FakeProtocol,
) {
  const partitions = new Map<string, FakePartition>();

  function of(partition: string): FakePartition {
    context.requireReady('Session can only be received when app is ready');
    const found = partitions.get(partition);
    if (found !== undefined) return found;
    const handlers = partition === '' ? protocolOfDefault : newProtocol();
    const created = fakePartition(partition, handlers);
    partitions.set(partition, created);
    return created;
  }

  const session = strict('session', {
    fromPartition: (partition) => of(partition).session,
    get defaultSession() {
      return of('').session;
    },
  } satisfies Pick<typeof Electron.Session, 'fromPartition' | 'defaultSession'>);

  /** The partition that a window's preferences name, by name or as a session. */
  function ofWindow({ session: own, partition = '' }: Electron.WebPreferences): FakePartition {
    const found = [...partitions.values()].find((one) => one.session === own);
    return found ?? of(partition);
  }

  return { session, of, ofWindow };
}
