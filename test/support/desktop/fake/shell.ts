import type { DesktopControl } from '../control.ts';
import { strict } from './strict.ts';

export function fakeShell() {
  const external: string[] = [];
  const paths: string[] = [];
  const shell = strict('shell', {
    openExternal: async (url) => void external.push(url),
    openPath: async (path) => {
      paths.push(path);
      return '';
    },
    showItemInFolder: (path) => void paths.push(path),
    beep: () => {},
  } satisfies Pick<Electron.Shell, 'openExternal' | 'openPath' | 'showItemInFolder' | 'beep'>);
  const control = {
    openedExternal: () => [...external],
    openedPaths: () => [...paths],
  } satisfies Partial<DesktopControl>;
  return { shell, control };
}
