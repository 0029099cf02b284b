import { existsSync } from 'node:fs';
import path from 'node:path';
import { app, clipboard, shell } from 'electron';
import { catalogue, pickLanguage } from '../contract/i18n/catalogue.ts';
import type { Language } from '../contract/language.ts';
import { type SystemPlace, systemPlaces } from '../contract/place.ts';
import type { Preferences } from '../contract/preferences.ts';
import { UserError } from './user-error.ts';

/** The language that the user chose, or that of the system. */
export function languageOf({ language }: Pick<Preferences, 'language'>): Language {
  return language === 'system' ? pickLanguage(app.getPreferredSystemLanguages()) : language;
}

export async function copyText(text: string): Promise<void> {
  await clipboard.writeText(text);
}

/** Microsoft's list of `ms-settings:` URIs (“Launch Windows Settings”). */
const windowsPlaces: Readonly<Record<SystemPlace, string>> = {
  clock: 'ms-settings:dateandtime',
  network: 'ms-settings:network-status',
  proxy: 'ms-settings:network-proxy',
  notifications: 'ms-settings:notifications',
  startup: 'ms-settings:startupapps',
};

/** The panes of the System Settings since macOS 13; Apple lists them nowhere, but keeps them. */
const macPlaces: Readonly<Record<SystemPlace, string>> = {
  clock: 'x-apple.systempreferences:com.apple.Date-Time-Settings.extension',
  network: 'x-apple.systempreferences:com.apple.Network-Settings.extension',
  proxy: 'x-apple.systempreferences:com.apple.Network-Settings.extension?Proxies',
  notifications: 'x-apple.systempreferences:com.apple.Notifications-Settings.extension',
  startup: 'x-apple.systempreferences:com.apple.LoginItems-Settings.extension',
};

/** Elsewhere each desktop has its own. */
function placesOn(platform: NodeJS.Platform): typeof windowsPlaces | undefined {
  if (platform === 'win32') return windowsPlaces;
  return platform === 'darwin' ? macPlaces : undefined;
}

/** The places of the system's settings that {@link openSystemPlace} can open. */
export function systemPlacesOf(platform: NodeJS.Platform): readonly SystemPlace[] {
  return placesOn(platform) === undefined ? [] : systemPlaces;
}

/** Opens a place of the system's own settings. Rejects with {@link UserError}. */
export async function openSystemPlace(
  place: SystemPlace,
  platform: NodeJS.Platform,
  language: Language,
): Promise<void> {
  const refusal = new UserError(catalogue(language).desktop.systemNotOpened[place]);
  const uri = placesOn(platform)?.[place];
  if (uri === undefined) throw refusal;
  try {
    await shell.openExternal(uri);
  } catch {
    throw refusal;
  }
}

/**
 * Windows' own page for it. Without TLS, because a network can put its sign-in in the place of such
 * a page only; of this host, because networks are made to catch it, and it answers in China as well.
 * Where nobody has to sign in, it leads on to an ordinary page.
 */
const signInPage = 'http://www.msftconnecttest.com/redirect';

/** Opens a page in whose place a network shows its sign-in. Rejects with {@link UserError}. */
export async function openSignIn(language: Language): Promise<void> {
  try {
    await shell.openExternal(signInPage);
  } catch {
    throw new UserError(catalogue(language).desktop.link.noBrowser(signInPage));
  }
}

/** Opens the folder of a log file. Rejects with {@link UserError}. */
export async function openLogFolder(file: string, language: Language): Promise<void> {
  const folder = path.dirname(file);
  const trouble = await shell.openPath(folder);
  if (trouble !== '') throw new UserError(catalogue(language).desktop.folderNotOpened(folder));
}

/** Opens a log file in whatever the system reads such files with. Rejects with {@link UserError}. */
export async function openLogFile(file: string, language: Language): Promise<void> {
  // Nothing was logged yet: its folder is at least the right place to look.
  const trouble = await shell.openPath(existsSync(file) ? file : path.dirname(file));
  if (trouble !== '') throw new UserError(catalogue(language).desktop.logNotOpened(file));
}
