import { EventEmitter } from 'node:events';
import type { FakeContext } from './context.ts';
import { asElectron, strict } from './strict.ts';

const area = { x: 0, y: 0, width: 1920, height: 1040 };
const display = asElectron<Electron.Display>({
  id: 1,
  scaleFactor: 1,
  bounds: { ...area, height: 1080 },
  size: { width: 1920, height: 1080 },
  workArea: area,
  workAreaSize: { width: area.width, height: area.height },
});

export function fakeScreen(context: FakeContext) {
  const emitter = new EventEmitter();
  const here = () => {
    context.requireReady("The 'screen' module can't be used before the app 'ready' event");
    return display;
  };
  const methods = {
    getPrimaryDisplay: here,
    getAllDisplays: () => [here()],
    getDisplayMatching: here,
    getDisplayNearestPoint: here,
    getCursorScreenPoint: () => ({ x: 1810, y: 1050 }),
  } satisfies Pick<
    Electron.Screen,
    | 'getPrimaryDisplay'
    | 'getAllDisplays'
    | 'getDisplayMatching'
    | 'getDisplayNearestPoint'
    | 'getCursorScreenPoint'
  >;
  return { screen: strict('screen', Object.assign(emitter, methods)), emitter };
}
