import type { DesktopControl } from '../control.ts';
import { fakeRequest } from './net-request.ts';
import { strict } from './strict.ts';

export function fakeNet() {
  let online = true;
  const net = strict('net', {
    isOnline: () => online,
    get online() {
      return online;
    },
    request: fakeRequest,
  } satisfies Pick<Electron.Net, 'isOnline' | 'online' | 'request'>);
  const control = {
    setOnline(next) {
      online = next;
    },
  } satisfies Partial<DesktopControl>;
  return { net, control };
}
