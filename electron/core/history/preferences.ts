import type { Preferences } from '../../contract/preferences.ts';
import type { SettingsChange } from '../history.ts';

/** Every preference by its key, as a text. */
function textsOf(preferences: Preferences): Readonly<Record<string, string>> {
  const { notifications, quietHours, ...plain } = preferences;
  const hours = quietHours === null ? '' : `${quietHours.from}-${quietHours.to}`;
  const all = { ...plain, quietHours: hours };
  return Object.fromEntries([
    ...Object.entries(all).map(([key, value]) => [key, String(value)]),
    ...Object.entries(notifications).map(([key, on]) => [`notifications.${key}`, String(on)]),
  ]);
}

/** What became different of the window's own settings. */
export function preferenceChanges(
  before: Preferences,
  after: Preferences,
): readonly SettingsChange[] {
  const was = textsOf(before);
  return Object.entries(textsOf(after)).flatMap(([key, to]): readonly SettingsChange[] => {
    const from = was[key];
    if (from === to) return [];
    const shown = (text: string | undefined) => (text === '' ? undefined : text);
    return [{ kind: 'set', key, from: shown(from), to: shown(to) }];
  });
}
