import { existsSync } from 'node:fs';
import path from 'node:path';
import { app, clipboard, shell } from 'electron';
import { catalogue, pickLanguage } from '../contract/i18n/catalogue.ts';
import type { Language } from '../contract/language.ts';
import type { Preferences } from '../contract/preferences.ts';
import { UserError } from './user-error.ts';

/** The language that the user chose, or that of the system. */
export function languageOf({ language }: Pick<Preferences, 'language'>): Language {
  return language === 'system' ? pickLanguage(app.getPreferredSystemLanguages()) : language;
}

export async function copyText(text: string): Promise<void> {
  await clipboard.writeText(text);
}

/** Opens a log file in whatever the system reads such files with. Rejects with {@link UserError}. */
export async function openLogFile(file: string, language: Language): Promise<void> {
  // Nothing was logged yet: its folder is at least the right place to look.
  const trouble = await shell.openPath(existsSync(file) ? file : path.dirname(file));
  if (trouble !== '') throw new UserError(catalogue(language).desktop.logNotOpened(file));
}
