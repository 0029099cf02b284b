import { describe, expect, it, vi } from 'vitest';
import { defaultPreferences } from '../../electron/contract/preferences.ts';
import type { TroubleView } from '../../electron/contract/snapshot.ts';
import type { Toast } from '../../electron/core/views/toast.ts';
import { createOwnToasts } from '../../electron/desktop/own-toasts.ts';
import type { CurrentSettings } from '../../electron/desktop/settings-current.ts';
import { UserError } from '../../electron/desktop/user-error.ts';
import { record, settingsOf } from '../support/core-world-parts.ts';

vi.mock('electron', () => ({}));

function open(records: readonly string[], troubles: readonly TroubleView[] = []) {
  const shown: Toast[] = [];
  const settings: CurrentSettings = {
    settings: settingsOf(records.map((name) => record(name))),
    secretTexts: [],
    secrets: {},
    problems: [],
    troubles,
    preferences: defaultPreferences,
  };
  const toasts = createOwnToasts({
    settings: () => settings,
    language: () => 'en',
    show: (toast) => shown.push(toast),
  });
  return { toasts, shown };
}

describe('what the app says on its own account', () => {
  it('welcomes who has nothing set up, and nobody else', () => {
    const first = open([]);
    first.toasts.welcome();
    expect(first.shown).toMatchObject([
      { page: 'settings', body: expect.stringContaining('Click here') },
    ]);
    const later = open(['home.example.com']);
    later.toasts.welcome();
    expect(later.shown).toEqual([]);
  });

  it('tells what is wrong with the settings instead', () => {
    const { toasts, shown } = open([], [{ kind: 'store', sentence: 'The file\nwas damaged.' }]);
    toasts.welcome();
    expect(shown).toMatchObject([{ body: 'The file was damaged.', page: 'settings' }]);
  });

  it('says in a toast what the menu could not do', () => {
    const { toasts, shown } = open(['home.example.com']);
    toasts.failed(new UserError(`No: ${'x'.repeat(400)}`));
    expect(shown).toMatchObject([{ title: 'DDNS Tray', event: 'failed' }]);
    expect(shown[0]?.body.length).toBeLessThanOrEqual(255);
  });
});
