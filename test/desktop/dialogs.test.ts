import { beforeEach, describe, expect, it, vi } from 'vitest';
import { catalogue } from '../../electron/contract/i18n/catalogue.ts';
import { createDialogs } from '../../electron/desktop/dialogs.ts';
import { UserError } from '../../electron/desktop/user-error.ts';

type Asked = readonly [unknown, unknown?];

const system = vi.hoisted(() => ({
  save: async (..._args: unknown[]): Promise<unknown> => ({ canceled: true, filePath: '' }),
  open: async (..._args: unknown[]): Promise<unknown> => ({ canceled: true, filePaths: [] }),
  message: async (..._args: unknown[]): Promise<unknown> => ({ response: 1 }),
}));
vi.mock('electron', () => ({
  app: { getPath: (name: string) => `/home/me/${name}` },
  dialog: {
    showSaveDialog: (...args: unknown[]) => system.save(...args),
    showOpenDialog: (...args: unknown[]) => system.open(...args),
    showMessageBox: (...args: unknown[]) => system.message(...args),
  },
}));

const texts = catalogue('en').desktop.dialogs;
const window = { name: 'the window' };
let asked: Asked[];
let parent: object | undefined;

function build(read: (file: string, limit: number) => Promise<string | undefined>) {
  const written: [string, string][] = [];
  let failure: Error | undefined;
  const dialogs = createDialogs({
    parent: () => parent as never,
    language: () => 'en',
    read,
    write: async (file, text) => {
      if (failure !== undefined) throw failure;
      written.push([file, text]);
    },
  });
  const break_ = (error: Error) => {
    failure = error;
  };
  return { dialogs, written, break: break_ };
}

const nothing = async () => undefined;
const noAccess = () => Object.assign(new Error('secret'), { code: 'EACCES' });

function answer(filePath: string): void {
  system.save = async (...args) => {
    asked.push(args as unknown as Asked);
    return { canceled: filePath === '', filePath };
  };
  system.open = async (...args) => {
    asked.push(args as unknown as Asked);
    return { canceled: filePath === '', filePaths: filePath === '' ? [] : [filePath] };
  };
}

beforeEach(() => {
  asked = [];
  parent = window;
  answer('/tmp/x.yaml');
});

describe('an export', () => {
  it('goes to the file that the user chose', async () => {
    const { dialogs, written } = build(nothing);
    expect(await dialogs.saveExport('text')).toBe('/tmp/x.yaml');
    expect(written).toEqual([['/tmp/x.yaml', 'text']]);
    expect(asked[0]?.[0]).toBe(window);
    expect(asked[0]?.[1]).toMatchObject({
      title: texts.exportTitle,
      defaultPath: '/home/me/documents/ddns-tray.yaml',
      filters: [{ extensions: ['yaml', 'yml'] }],
    });
  });

  it('goes nowhere where the user cancels', async () => {
    answer('');
    const { dialogs, written } = build(nothing);
    expect(await dialogs.saveExport('text')).toBeNull();
    expect(written).toEqual([]);
  });

  it('that cannot be written is told', async () => {
    const { dialogs, break: fail } = build(nothing);
    fail(noAccess());
    await expect(dialogs.saveExport('text')).rejects.toThrow(
      new UserError(texts.unwritable('/tmp/x.yaml', 'EACCES')),
    );
  });
});

describe('a diagnostic file', () => {
  it('goes to the file that the user chose', async () => {
    answer('/tmp/x.txt');
    const { dialogs, written } = build(nothing);
    expect(await dialogs.saveDiagnostics('text')).toBe('/tmp/x.txt');
    expect(written).toEqual([['/tmp/x.txt', 'text']]);
    expect(asked[0]?.[1]).toMatchObject({
      title: texts.diagnosticsTitle,
      defaultPath: '/home/me/documents/ddns-tray-diagnostics.txt',
      filters: [{ extensions: ['txt'] }],
    });
  });

  it('goes nowhere where the user cancels, and is told where it cannot be written', async () => {
    const { dialogs, written, break: fail } = build(nothing);
    fail(noAccess());
    await expect(dialogs.saveDiagnostics('text')).rejects.toThrow(
      new UserError(texts.unwritable('/tmp/x.yaml', 'EACCES')),
    );
    answer('');
    expect(await dialogs.saveDiagnostics('text')).toBeNull();
    expect(written).toEqual([]);
  });
});

describe('an import', () => {
  it('is the text of the file that the user chose, one mebibyte at most', async () => {
    const limits: number[] = [];
    parent = undefined;
    const { dialogs } = build(async (file, limit) => {
      limits.push(limit);
      return `text of ${file}`;
    });
    expect(await dialogs.openImport()).toEqual({
      file: '/tmp/x.yaml',
      text: 'text of /tmp/x.yaml',
    });
    expect(limits).toEqual([1024 * 1024]);
    // A dialog of no window.
    expect(asked[0]?.[0]).toMatchObject({ title: texts.importTitle, properties: ['openFile'] });
  });

  it('is nothing where the user cancels', async () => {
    answer('');
    expect(await build(nothing).dialogs.openImport()).toBeNull();
  });

  it('that is too large or cannot be read is told', async () => {
    await expect(build(nothing).dialogs.openImport()).rejects.toThrow(
      new UserError(texts.tooLarge('/tmp/x.yaml')),
    );
    const broken = build(async () => {
      throw noAccess();
    });
    await expect(broken.dialogs.openImport()).rejects.toThrow(
      new UserError(texts.unreadable('/tmp/x.yaml', 'EACCES')),
    );
  });
});

describe('what settings would run and read', () => {
  const none = { runs: [], reads: [], tells: [], asks: [], writes: [] };

  async function ask(powers: object, response = 1) {
    let shown: Electron.MessageBoxOptions | undefined;
    system.message = async (...args) => {
      expect(args[0]).toBe(window);
      shown = args[1] as Electron.MessageBoxOptions;
      return { response };
    };
    const agreed = await build(nothing).dialogs.confirmPowers({ ...none, ...powers });
    return { agreed, detail: shown?.detail ?? '', shown };
  }

  it('is asked about, and refused unless the user says otherwise', async () => {
    const powers = { runs: ['curl evil'], reads: ['$TOKEN'], tells: ['home → evil.example'] };
    const { agreed, detail, shown } = await ask(powers);
    expect(agreed).toBe(false);
    for (const each of ['curl evil', '$TOKEN', 'home → evil.example'])
      expect(detail).toContain(each);
    expect(shown?.buttons?.[shown.defaultId ?? 0]).toBe(texts.powers.refuse);
    expect(shown?.buttons?.[shown.cancelId ?? 0]).toBe(texts.powers.refuse);
    expect((await ask(powers, 0)).agreed).toBe(true);
  });

  it('is told where it is not shown whole', async () => {
    const runs = Array.from(
      { length: 10 },
      (_, at) => `${at} ${'x'.repeat(1000)} the end of ${at}`,
    );
    const { detail } = await ask({ runs });
    expect(detail).toContain(texts.more(2));
    expect(detail).toContain('the end of 7');
    expect(detail).toContain(texts.cut((runs[0]?.length ?? 0) - 400));
  });

  it('is refused while another dialog is open', async () => {
    const { dialogs } = build(nothing);
    let choose: (answer: unknown) => void = () => undefined;
    system.open = () =>
      new Promise((resolve) => {
        choose = resolve;
      });
    const first = dialogs.openImport();
    system.message = async () => ({ response: 0 });
    expect(await dialogs.confirmPowers({ ...none, runs: ['x'] })).toBe(false);
    choose({ canceled: true, filePaths: [] });
    await first;
  });
});

it('only one dialog is open at a time, and the next may follow', async () => {
  const { dialogs } = build(async () => 'text');
  let choose: (answer: unknown) => void = () => undefined;
  system.open = () =>
    new Promise((resolve) => {
      choose = resolve;
    });
  const first = dialogs.openImport();
  expect(await dialogs.openImport()).toBeNull();
  expect(await dialogs.saveExport('x')).toBeNull();
  expect(asked).toEqual([]);
  choose({ canceled: true, filePaths: [] });
  expect(await first).toBeNull();
  answer('/tmp/y.yaml');
  expect(await dialogs.openImport()).toMatchObject({ file: '/tmp/y.yaml' });
});

describe('what another program’s file loses', () => {
  const lines = (count: number) => Array.from({ length: count }, (_, at) => `loss ${at}`);
  const words = catalogue('en').imports.dialog;

  function answerWith(...responses: readonly number[]): { shown: unknown[] } {
    const shown: unknown[] = [];
    const left = [...responses];
    system.message = async (...args) => {
      shown.push(args.at(-1));
      return { response: left.shift() };
    };
    return { shown };
  }

  it('is shown before the preview, which the user may go on to or not', async () => {
    const { dialogs } = build(nothing);
    const foreign = { peer: 'ddclient', records: 2, losses: lines(2) };
    const { shown } = answerWith(0, 2);
    expect(await dialogs.confirmForeign(foreign)).toBe(true);
    expect(await dialogs.confirmForeign(foreign)).toBe(false);
    expect(shown[0]).toMatchObject({
      message: words.message('ddclient', 2),
      detail: `• loss 0\n• loss 1\n\n${words.help}`,
      buttons: [words.next, words.save, words.cancel],
      cancelId: 2,
    });
  });

  it('is not asked about where there is none', async () => {
    const { shown } = answerWith(1);
    const { dialogs } = build(nothing);
    expect(await dialogs.confirmForeign({ peer: 'Inadyn', records: 1, losses: [] })).toBe(true);
    expect(shown).toEqual([]);
  });

  it('may be kept in full where it is more than a dialog holds', async () => {
    const { dialogs, written } = build(nothing);
    const { shown } = answerWith(1, 0);
    answer('/home/me/losses.txt');
    expect(await dialogs.confirmForeign({ peer: 'x', records: 1, losses: lines(12) })).toBe(true);
    expect(shown[0]).toMatchObject({ detail: expect.stringContaining(words.more(4)) });
    expect(written).toEqual([['/home/me/losses.txt', `${lines(12).join('\n')}\n`]]);
  });

  it('is all there is where nothing can be taken over', async () => {
    const { dialogs } = build(nothing);
    const { shown } = answerWith(0);
    expect(await dialogs.confirmForeign({ peer: 'x', records: 0, losses: lines(1) })).toBe(false);
    expect(shown[0]).toMatchObject({
      message: words.none('x'),
      buttons: [words.cancel, words.save],
    });
  });
});
