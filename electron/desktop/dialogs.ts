import path from 'node:path';
import {
  app,
  type BaseWindow,
  type BrowserWindow,
  dialog,
  type OpenDialogOptions,
  type SaveDialogOptions,
} from 'electron';
import { catalogue } from '../contract/i18n/catalogue.ts';
import type { Language } from '../contract/language.ts';
import { UserError } from './user-error.ts';

/** Dialogs for a settings file. They reject with {@link UserError}. */
export interface Dialogs {
  /** The file that was written; null where the user cancelled. */
  saveExport(text: string): Promise<string | null>;
  /** Null where the user cancelled. */
  openImport(): Promise<{ readonly file: string; readonly text: string } | null>;
}

/** How the chosen files are read and written. */
export interface DialogFiles {
  /** Undefined where the file has more than `limit` bytes. */
  readonly read: (file: string, limit: number) => Promise<string | undefined>;
  readonly write: (file: string, text: string) => Promise<void>;
}

interface DialogsOptions extends DialogFiles {
  readonly parent: () => BrowserWindow | undefined;
  readonly language: () => Language;
}

/** Bytes. */
const longestImport = 1024 * 1024;

const extensions = ['yaml', 'yml'];

function errorCode(error: unknown): string {
  const code: unknown = error instanceof Error ? Reflect.get(error, 'code') : undefined;
  return typeof code === 'string' ? code : '?';
}

async function chooseTarget(parent: BaseWindow | undefined, options: SaveDialogOptions) {
  const shown = parent ? dialog.showSaveDialog(parent, options) : dialog.showSaveDialog(options);
  const { canceled, filePath } = await shown;
  return canceled || filePath === '' ? undefined : filePath;
}

async function chooseSource(parent: BaseWindow | undefined, options: OpenDialogOptions) {
  const shown = parent ? dialog.showOpenDialog(parent, options) : dialog.showOpenDialog(options);
  const { canceled, filePaths } = await shown;
  return canceled ? undefined : filePaths[0];
}

export function createDialogs({ parent, language, read, write }: DialogsOptions): Dialogs {
  let open = false;
  /** One at a time: asked for again meanwhile, there is nothing to choose. */
  const alone = async (choose: () => Promise<string | undefined>) => {
    if (open) return undefined;
    open = true;
    try {
      return await choose();
    } finally {
      open = false;
    }
  };
  const texts = () => catalogue(language()).desktop.dialogs;
  const filters = () => [{ name: texts().filter, extensions }];

  return {
    async saveExport(text) {
      const file = await alone(() =>
        chooseTarget(parent(), {
          title: texts().exportTitle,
          defaultPath: path.join(app.getPath('documents'), 'ddns-tray.yaml'),
          filters: filters(),
          properties: ['showOverwriteConfirmation', 'createDirectory'],
        }),
      );
      if (file === undefined) return null;
      try {
        await write(file, text);
      } catch (error) {
        throw new UserError(texts().unwritable(file, errorCode(error)));
      }
      return file;
    },
    async openImport() {
      const file = await alone(() =>
        chooseSource(parent(), {
          title: texts().importTitle,
          filters: filters(),
          properties: ['openFile'],
        }),
      );
      if (file === undefined) return null;
      let text: string | undefined;
      try {
        text = await read(file, longestImport);
      } catch (error) {
        throw new UserError(texts().unreadable(file, errorCode(error)));
      }
      if (text === undefined) throw new UserError(texts().tooLarge(file));
      return { file, text };
    },
  };
}
