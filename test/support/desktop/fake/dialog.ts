import type { DesktopControl } from '../control.ts';
import type { DialogAnswer, DialogView } from '../views.ts';
import type { FakeContext } from './context.ts';
import { strict } from './strict.ts';

type DialogOptions = Partial<
  Electron.MessageBoxOptions & Electron.SaveDialogOptions & Electron.OpenDialogOptions
>;

/** Dialogs that answer by script. Both forms of each call: with a parent window and without. */
export function fakeDialog(context: FakeContext) {
  const answers: DialogAnswer[] = [];
  const shown: DialogView[] = [];

  function record(kind: DialogView['kind'], options: DialogOptions): void {
    context.requireReady('dialog module can only be used after app is ready');
    const { title = '', message = '', detail = '', buttons = [], defaultPath = '' } = options;
    shown.push({ kind, title, message, detail, buttons, defaultPath });
  }

  function next<K extends keyof DialogAnswer>(kind: K): DialogAnswer | undefined {
    const index = answers.findIndex((answer) => answer[kind] !== undefined);
    return index < 0 ? undefined : answers.splice(index, 1)[0];
  }

  /** The options, wherever they stand. */
  const optionsOf = (first: object, second?: object): DialogOptions => second ?? first;

  const dialog = {
    async showSaveDialog(first: object, second?: object) {
      record('save', optionsOf(first, second));
      const filePath = next('save')?.save ?? '';
      return { canceled: filePath === '', filePath };
    },
    async showOpenDialog(first: object, second?: object) {
      record('open', optionsOf(first, second));
      const path = next('open')?.open ?? '';
      return { canceled: path === '', filePaths: path === '' ? [] : [path] };
    },
    async showMessageBox(first: object, second?: object) {
      const options = optionsOf(first, second);
      record('message', options);
      const answer = next('message');
      const response = answer?.message ?? options.cancelId ?? 0;
      return { response, checkboxChecked: answer?.checkbox ?? options.checkboxChecked ?? false };
    },
    showErrorBox(title: string, content: string) {
      shown.push({
        kind: 'error',
        title,
        message: content,
        detail: '',
        buttons: [],
        defaultPath: '',
      });
    },
  } satisfies Pick<
    Electron.Dialog,
    'showSaveDialog' | 'showOpenDialog' | 'showMessageBox' | 'showErrorBox'
  >;

  const control = {
    answerDialog: (answer) => void answers.push(answer),
    dialogs: () => [...shown],
  } satisfies Partial<DesktopControl>;
  return { dialog: strict('dialog', dialog), control };
}
