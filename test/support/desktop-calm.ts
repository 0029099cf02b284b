import type { DesktopApp, LaunchOptions } from './desktop/launch.ts';
import { type DesktopWorld, type SettingsParts, saveSettings } from './desktop-world.ts';

/** The world's settings with a timeout that a slow computer keeps, also where time passes faster. */
export function calmSettings(world: DesktopWorld, parts: SettingsParts = {}): string {
  return world.settings(parts).replace('timeout: 2s', 'timeout: 60s');
}

/** Starts the app, gives it {@link calmSettings} through its window, and closes that. */
export async function launchCalm(
  world: DesktopWorld,
  parts: SettingsParts = {},
  options: Partial<LaunchOptions> = {},
): Promise<DesktopApp> {
  const app = await world.launch(options);
  await saveSettings(app, calmSettings(world, parts));
  return app;
}
