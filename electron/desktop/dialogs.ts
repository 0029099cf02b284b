import path from 'node:path';
import {
  app,
  type BaseWindow,
  type BrowserWindow,
  dialog,
  type FileFilter,
  type MessageBoxOptions,
  type OpenDialogOptions,
  type SaveDialogOptions,
} from 'electron';
import { catalogue } from '../contract/i18n/catalogue.ts';
import type { Powers } from '../contract/ipc.ts';
import type { Language } from '../contract/language.ts';
import { codeOf } from '../core/error-code.ts';
import type { ForeignImport } from '../core/import/as-read.ts';
import { UserError } from './user-error.ts';

/** Whether the user agrees to it; not where another dialog is open. */
export type ConfirmPowers = (powers: Powers) => Promise<boolean>;

/** Dialogs for files and questions. They reject with {@link UserError}. */
export interface Dialogs {
  /** The file that was written; null where the user cancelled. */
  saveExport(text: string): Promise<string | null>;
  /** The file that was written; null where the user cancelled. */
  saveDiagnostics(text: string): Promise<string | null>;
  /** Null where the user cancelled. */
  openImport(): Promise<{ readonly file: string; readonly text: string } | null>;
  /** Tells what is lost of another program's file; whether the user goes on with the rest. */
  confirmForeign(foreign: ForeignImport): Promise<boolean>;
  /** Asks about what settings would run and read. */
  readonly confirmPowers: ConfirmPowers;
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

/** Of a dialog of the system's, which does not scroll. */
const mostLines = 8;
const longestLine = 400;

const extensions = ['yaml', 'yml'];
/** Of the files of other programs. */
const foreignExtensions = ['conf', 'json'];

async function chooseTarget(parent: BaseWindow | undefined, options: SaveDialogOptions) {
  const shown = parent ? dialog.showSaveDialog(parent, options) : dialog.showSaveDialog(options);
  const { canceled, filePath } = await shown;
  return canceled || filePath === '' ? undefined : filePath;
}

async function askMessage(parent: BaseWindow | undefined, options: MessageBoxOptions) {
  const shown = parent ? dialog.showMessageBox(parent, options) : dialog.showMessageBox(options);
  return (await shown).response;
}

async function chooseSource(parent: BaseWindow | undefined, options: OpenDialogOptions) {
  const shown = parent ? dialog.showOpenDialog(parent, options) : dialog.showOpenDialog(options);
  const { canceled, filePaths } = await shown;
  return canceled ? undefined : filePaths[0];
}

export function createDialogs({ parent, language, read, write }: DialogsOptions): Dialogs {
  let open = false;
  /** One at a time: asked for again meanwhile, there is nothing to choose. */
  const alone = async <Choice>(choose: () => Promise<Choice>) => {
    if (open) return undefined;
    open = true;
    try {
      return await choose();
    } finally {
      open = false;
    }
  };
  const texts = () => catalogue(language()).desktop.dialogs;
  /** What does not fit is told, so that nobody agrees to it unseen. */
  const listText = (title: string, lines: readonly string[]) => {
    const shown = lines.slice(0, mostLines).map((line) => {
      const half = longestLine / 2;
      const cut = texts().cut(line.length - longestLine);
      return line.length > longestLine ? `${line.slice(0, half)}${cut}${line.slice(-half)}` : line;
    });
    const more = lines.length > mostLines ? [texts().more(lines.length - mostLines)] : [];
    return lines.length === 0
      ? []
      : [[title, ...[...shown, ...more].map((line) => `• ${line}`)].join('\n')];
  };
  const filters = () => [{ name: texts().filter, extensions }];
  const foreignTexts = () => catalogue(language()).imports.dialog;
  const importFilters = () => [
    { name: foreignTexts().filter, extensions: [...extensions, ...foreignExtensions] },
    { name: foreignTexts().allFiles, extensions: ['*'] },
  ];
  const save = async (
    text: string,
    options: { readonly title: string; readonly name: string; readonly filters: FileFilter[] },
  ) => {
    const file = await alone(() =>
      chooseTarget(parent(), {
        title: options.title,
        defaultPath: path.join(app.getPath('documents'), options.name),
        filters: options.filters,
        properties: ['showOverwriteConfirmation', 'createDirectory'],
      }),
    );
    if (file === undefined) return null;
    try {
      await write(file, text);
    } catch (error) {
      throw new UserError(texts().unwritable(file, codeOf(error)));
    }
    return file;
  };

  return {
    saveExport: (text) =>
      save(text, { title: texts().exportTitle, name: 'ddns-tray.yaml', filters: filters() }),
    saveDiagnostics: (text) =>
      save(text, {
        title: texts().diagnosticsTitle,
        name: 'ddns-tray-diagnostics.txt',
        filters: [{ name: texts().textFilter, extensions: ['txt'] }],
      }),
    async openImport() {
      const file = await alone(() =>
        chooseSource(parent(), {
          title: texts().importTitle,
          filters: importFilters(),
          properties: ['openFile'],
        }),
      );
      if (file === undefined) return null;
      let text: string | undefined;
      try {
        text = await read(file, longestImport);
      } catch (error) {
        throw new UserError(texts().unreadable(file, codeOf(error)));
      }
      if (text === undefined) throw new UserError(texts().tooLarge(file));
      return { file, text };
    },
    async confirmForeign({ peer, records, losses }) {
      if (losses.length === 0 && records > 0) return true;
      const words = foreignTexts();
      const choices =
        records > 0 ? (['next', 'save', 'cancel'] as const) : (['cancel', 'save'] as const);
      for (;;) {
        const shown = losses.slice(0, mostLines).map((each) => `• ${each}`);
        const more = losses.length - shown.length;
        const list = [...shown, ...(more > 0 ? [`• ${words.more(more)}`] : [])].join('\n');
        const options: MessageBoxOptions = {
          type: 'info',
          message: records > 0 ? words.message(peer, records) : words.none(peer),
          detail: records > 0 ? `${list}\n\n${words.help}` : list,
          buttons: choices.map((choice) => words[choice]),
          defaultId: 0,
          cancelId: choices.indexOf('cancel'),
          noLink: true,
        };
        const response = await alone(() => askMessage(parent(), options));
        const choice = response === undefined ? 'cancel' : choices[response];
        if (choice !== 'save') return choice === 'next';
        await save(`${losses.join('\n')}\n`, {
          title: words.listTitle,
          name: words.listName,
          filters: [{ name: texts().textFilter, extensions: ['txt'] }],
        });
      }
    },
    async confirmPowers({ runs, reads, tells }) {
      const { powers } = texts();
      const lists = [
        ...listText(powers.runs, runs),
        ...listText(powers.reads, reads),
        ...(reads.length === 0 ? [] : listText(powers.tells, tells)),
      ];
      const options: MessageBoxOptions = {
        type: 'warning',
        message: powers.question,
        detail: [...lists, powers.help].join('\n\n'),
        buttons: [powers.allow, powers.refuse],
        defaultId: 1,
        cancelId: 1,
        noLink: true,
      };
      const response = await alone(() => askMessage(parent(), options));
      return response === 0;
    },
  };
}
