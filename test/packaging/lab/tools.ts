import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cached, root } from './cache.ts';

/** The programs that the lab needs, all of Debian. */
export const labPrograms = [
  'makensis',
  'wine',
  'wineserver',
  '7za',
  'x86_64-w64-mingw32-gcc',
  'x86_64-w64-mingw32-windres',
];

const lab = import.meta.dirname;
const compiler = 'x86_64-w64-mingw32-gcc';
const plugins = ['Nsis7z', 'SpiderBanner', 'StdUtils', 'UAC', 'WinShell'];
const pluginLibrary = ['-L/usr/x86_64-w64-mingw32/lib/nsis', '-lpluginapi-amd64-unicode'];

/** Locales that Electron brings; all but the app's own two are left out of a package. */
const locales = ['de', 'en-US', 'fr', 'ja', 'zh-CN', 'zh-TW'];

function compile(output: string, words: readonly string[]): void {
  const flags = ['-O2', '-s', '-Wall', '-Wextra', '-Werror'];
  execFileSync(compiler, [...flags, '-o', output, ...words], { stdio: 'pipe' });
}

/** The first image of an icon file, as an icon file of its own. */
function firstImage(icon: Buffer): Buffer {
  const size = icon.readUInt32LE(6 + 8);
  const start = icon.readUInt32LE(6 + 12);
  const head = Buffer.alloc(22);
  head.writeUInt16LE(1, 2);
  head.writeUInt16LE(1, 4);
  icon.copy(head, 6, 6, 6 + 8);
  head.writeUInt32LE(size, 6 + 8);
  head.writeUInt32LE(22, 6 + 12);
  return Buffer.concat([head, icon.subarray(start, start + size)]);
}

function makeElectron(folder: string): void {
  mkdirSync(join(folder, 'locales'), { recursive: true });
  mkdirSync(join(folder, 'resources'));
  const scratch = join(folder, 'stand-in.o');
  writeFileSync(join(folder, 'one.ico'), firstImage(readFileSync(join(root, 'build', 'icon.ico'))));
  const source = join(lab, 'stand-in.rc');
  execFileSync('x86_64-w64-mingw32-windres', ['-I', folder, source, '-O', 'coff', '-o', scratch]);
  compile(join(folder, 'electron.exe'), [join(lab, 'stand-in.c'), scratch, '-lversion']);
  execFileSync('rm', [scratch, join(folder, 'one.ico')]);
  for (const locale of locales) writeFileSync(join(folder, 'locales', `${locale}.pak`), locale);
  for (const name of ['ffmpeg.dll', 'LICENSE.electron.txt', 'LICENSES.chromium.html', 'version']) {
    writeFileSync(join(folder, name), name);
  }
  // Something that takes room: the installer compares in megabytes.
  writeFileSync(join(folder, 'icudtl.dat'), Buffer.alloc(6 * 1024 * 1024, 'ddns-tray'));
}

export interface Tools {
  /** A stand-in for electron-builder's `electronDist`. */
  readonly electron: string;
  /** One of the lab's Windows programs. */
  readonly program: (name: 'powershell' | 'answer' | 'start') => string;
  /** By which electron-builder takes the lab's tools where it would fetch its own. */
  readonly environment: Readonly<Record<string, string>>;
}

/** Compiles the doubles of what cannot be had here. */
export async function labTools(): Promise<Tools> {
  const folder = await cached({
    name: 'tools',
    from: [lab, join(root, 'build', 'icon.ico')],
    make(made) {
      const library = join(made, 'nsis', 'plugins', 'amd64-unicode');
      mkdirSync(library, { recursive: true });
      mkdirSync(join(made, 'nsis', 'plugins', 'x86-unicode'));
      for (const plugin of plugins) {
        const source = join(lab, 'plugins', `${plugin}.c`);
        const words = ['-shared', '-static-libgcc', source, ...pluginLibrary, '-lshell32'];
        compile(join(library, `${plugin}.dll`), [...words, '-luser32']);
      }
      for (const name of ['answer', 'start']) {
        compile(join(made, `${name}.exe`), [join(lab, `${name}.c`), '-luser32']);
      }
      // Without a console: the one that wine starts stays a moment in the folder to be deleted.
      compile(join(made, 'powershell.exe'), [join(lab, 'powershell.c'), '-mwindows']);
      for (const name of ['makensis', '7za']) {
        cpSync(join(lab, 'tools', name), join(made, 'nsis', name));
        chmodSync(join(made, 'nsis', name), 0o755);
      }
      makeElectron(join(made, 'electron'));
    },
  });
  return {
    electron: join(folder, 'electron'),
    program: (name) => join(folder, `${name}.exe`),
    environment: {
      ELECTRON_BUILDER_7ZIP_PATH: join(folder, 'nsis', '7za'),
      ELECTRON_BUILDER_NSIS_DIR: join(folder, 'nsis'),
      ELECTRON_BUILDER_NSIS_RESOURCES_DIR: join(folder, 'nsis'),
    },
  };
}
