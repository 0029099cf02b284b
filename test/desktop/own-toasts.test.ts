import { describe, expect, it, vi } from 'vitest';
import { type Language, languages } from '../../electron/contract/language.ts';
import { defaultPreferences } from '../../electron/contract/preferences.ts';
import type { TroubleView } from '../../electron/contract/snapshot.ts';
import { bodyLimit, type Toast, titleLimit } from '../../electron/core/views/toast.ts';
import { createOwnToasts } from '../../electron/desktop/own-toasts.ts';
import type { CurrentSettings } from '../../electron/desktop/settings-current.ts';
import { UserError } from '../../electron/desktop/user-error.ts';
import { record, settingsOf } from '../support/core-world-parts.ts';

vi.mock('electron', () => ({}));

function open(
  records: readonly string[],
  troubles: readonly TroubleView[] = [],
  language: Language = 'en',
  preferences = defaultPreferences,
) {
  const shown: Toast[] = [];
  const settings: CurrentSettings = {
    settings: settingsOf(records.map((name) => record(name))),
    secretTexts: [],
    secrets: {},
    problems: [],
    troubles,
    preferences,
  };
  const toasts = createOwnToasts({
    settings: () => settings,
    language: () => language,
    show: (toast) => shown.push(toast),
    now: () => new Date(2026, 10, 23, 12).getTime(),
  });
  return { toasts, shown };
}

describe('what the app says on its own account', () => {
  it('welcomes who has nothing set up, and nobody else', () => {
    const first = open([]);
    first.toasts.welcome();
    expect(first.shown).toMatchObject([
      { place: { page: 'setup' }, body: expect.stringContaining('Click here') },
    ]);
    const later = open(['home.example.com']);
    later.toasts.welcome();
    expect(later.shown).toEqual([]);
  });

  it('tells what is wrong with the settings instead', () => {
    const { toasts, shown } = open([], [{ kind: 'store', sentence: 'The file\nwas damaged.' }]);
    toasts.welcome();
    expect(shown).toMatchObject([{ body: 'The file was damaged.', place: { page: 'status' } }]);
  });

  it.each(languages)('shows a notification to try them out, as long as any (%s)', (language) => {
    const { toasts, shown } = open(['home.example.com'], [], language);
    toasts.testNotification();
    expect(shown).toMatchObject([{ place: { page: 'notifications' } }]);
    expect(shown[0]?.title.length).toBeLessThanOrEqual(titleLimit);
    expect(shown[0]?.body.length).toBeLessThanOrEqual(bodyLimit);
  });

  const available = {
    kind: 'available',
    release: { version: '1.2.3' },
    installs: true,
  } as const;

  it('tells of a new version, and leads to where it can be had', () => {
    const { toasts, shown } = open([]);
    expect(toasts.released(available)).toBe(true);
    expect(shown).toMatchObject([{ event: 'release', place: { page: 'about' } }]);
    expect(shown[0]?.title).toContain('1.2.3');
  });

  it('tells of no new version in quiet hours, and wants to be asked again', () => {
    const quietHours = { from: '11:00', to: '13:00' };
    const { toasts, shown } = open([], [], 'en', { ...defaultPreferences, quietHours });
    expect(toasts.released(available)).toBe(false);
    expect(shown).toEqual([]);
  });

  it('tells of no new version where the user wants to hear of none', () => {
    const notifications = { ...defaultPreferences.notifications, release: false };
    const quietHours = { from: '11:00', to: '13:00' };
    const { toasts, shown } = open([], [], 'en', {
      ...defaultPreferences,
      notifications,
      quietHours,
    });
    expect(toasts.released(available)).toBe(true);
    expect(shown).toEqual([]);
  });

  it('says in a toast what the menu could not do', () => {
    const { toasts, shown } = open(['home.example.com']);
    toasts.failed(new UserError(`No: ${'x'.repeat(400)}`));
    expect(shown).toMatchObject([{ title: 'DDNS Tray', event: 'failed' }]);
    expect(shown[0]?.body.length).toBeLessThanOrEqual(255);
  });
});
