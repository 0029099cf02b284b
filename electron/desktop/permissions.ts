import type { Session } from 'electron';
import { windowOrigin } from './identity.ts';

/** What the window needs no network for: its own files, its pictures, the developer tools. */
function isLocal(url: string): boolean {
  return url.startsWith(`${windowOrigin}/`) || /^(?:data|devtools):/.test(url);
}

/**
 * Grants a session's pages nothing that they could ask for, and no way out into the network.
 * Electron's own default is to grant.
 */
export function denyAll(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.webRequest.onBeforeRequest(({ url }, answer) => answer({ cancel: !isLocal(url) }));
  session.on('will-download', (event) => event.preventDefault());
}
