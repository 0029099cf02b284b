import type { DesktopControl } from '../control.ts';
import { strict } from './strict.ts';

/** Text only; since Electron 44 every read and write promises. */
export function fakeClipboard() {
  let text = '';
  const clipboard = strict('clipboard', {
    readText: async () => text,
    writeText: async (next) => {
      text = next;
    },
    clear: () => {
      text = '';
    },
  } satisfies Pick<Electron.Clipboard, 'readText' | 'writeText' | 'clear'>);
  const control = { clipboard: () => text } satisfies Partial<DesktopControl>;
  return { clipboard, control };
}
