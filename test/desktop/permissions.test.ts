import { EventEmitter } from 'node:events';
import { describe, expect, it, vi } from 'vitest';
import { denyAll } from '../../electron/desktop/permissions.ts';

type Answer<T> = (answer: T) => void;

function guardedSession() {
  const handlers: {
    request?: (contents: null, permission: string, answer: Answer<boolean>) => void;
    check?: (contents: null, permission: string) => boolean;
    device?: (details: object) => boolean;
    network?: (details: { url: string }, answer: Answer<{ cancel: boolean }>) => void;
  } = {};
  const session = Object.assign(new EventEmitter(), {
    setPermissionRequestHandler: (handler: typeof handlers.request) => {
      handlers.request = handler;
    },
    setPermissionCheckHandler: (handler: typeof handlers.check) => {
      handlers.check = handler;
    },
    setDevicePermissionHandler: (handler: typeof handlers.device) => {
      handlers.device = handler;
    },
    webRequest: {
      onBeforeRequest: (handler: typeof handlers.network) => {
        handlers.network = handler;
      },
    },
  });
  denyAll(session as unknown as Parameters<typeof denyAll>[0]);
  return { handlers, session };
}

const permissions = [
  'clipboard-read',
  'clipboard-sanitized-write',
  'display-capture',
  'fileSystem',
  'fullscreen',
  'geolocation',
  'hid',
  'idle-detection',
  'local-fonts',
  'local-network-access',
  'media',
  'midiSysex',
  'notifications',
  'openExternal',
  'pointerLock',
  'serial',
  'storage-access',
  'usb',
  'window-management',
  'unknown',
];

describe('the window', () => {
  const { handlers, session } = guardedSession();

  it.each(permissions)('gets no permission for %s', (permission) => {
    const answer = vi.fn();
    handlers.request?.(null, permission, answer);
    expect(answer.mock.calls).toEqual([[false]]);
    expect(handlers.check?.(null, permission)).toBe(false);
  });

  it('gets no device', () => {
    expect(handlers.device?.({ deviceType: 'usb' })).toBe(false);
  });

  it.each([
    ['app://settings/index.html', false],
    ['app://settings/window.js', false],
    ['data:image/svg+xml,x', false],
    ['app://settings.evil/', true],
    ['app://other/', true],
    ['https://www.example.com/', true],
    ['http://127.0.0.1/', true],
    ['wss://www.example.com/', true],
    ['file:///etc/passwd', true],
    ['ftp://www.example.com/', true],
    ['blob:app://settings/1', true],
    ['chrome://gpu', true],
  ])('a request for %s is cancelled: %s', (url, cancel) => {
    const answer = vi.fn();
    handlers.network?.({ url }, answer);
    expect(answer.mock.calls).toEqual([[{ cancel }]]);
  });

  it('downloads nothing', () => {
    const event = { preventDefault: vi.fn() };
    session.emit('will-download', event);
    expect(event.preventDefault).toHaveBeenCalledOnce();
  });
});
