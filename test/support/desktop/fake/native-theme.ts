import { EventEmitter } from 'node:events';
import type { DesktopControl } from '../control.ts';
import { strict } from './strict.ts';

type Parts =
  | 'shouldUseDarkColors'
  | 'shouldUseDarkColorsForSystemIntegratedUI'
  | 'shouldUseHighContrastColors'
  | 'inForcedColorsMode'
  | 'themeSource';

class FakeNativeTheme extends EventEmitter implements Pick<Electron.NativeTheme, Parts> {
  themeSource: Electron.NativeTheme['themeSource'] = 'system';
  dark = false;
  shouldUseDarkColorsForSystemIntegratedUI = false;
  shouldUseHighContrastColors = false;
  inForcedColorsMode = false;

  get shouldUseDarkColors(): boolean {
    return this.themeSource === 'system' ? this.dark : this.themeSource === 'dark';
  }
}

export function fakeNativeTheme() {
  const theme = new FakeNativeTheme();
  const control = {
    setTheme(change) {
      theme.dark = change.dark ?? theme.dark;
      theme.shouldUseDarkColorsForSystemIntegratedUI =
        change.systemDark ?? theme.shouldUseDarkColorsForSystemIntegratedUI;
      theme.shouldUseHighContrastColors = change.highContrast ?? theme.shouldUseHighContrastColors;
      theme.emit('updated');
    },
  } satisfies Partial<DesktopControl>;
  return { nativeTheme: strict('nativeTheme', theme), emitter: theme, control };
}
