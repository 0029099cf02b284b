import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { contactSheet } from './icons/contact-sheet.ts';
import { icoFile } from './icons/ico.ts';
import { palette, taskbars, templateColours, trayStates } from './icons/palette.ts';
import { renderApp, renderTray } from './icons/render.ts';

/** What Windows asks for at 100 to 400 % scaling, and the biggest for Explorer. */
const icoSizes = [16, 20, 24, 32, 40, 48, 64, 256];

/** Every generated icon: its path under the repository's root and its bytes. */
export function generatedIcons(): ReadonlyMap<string, Uint8Array> {
  const files = new Map<string, Uint8Array>();
  for (const state of trayStates) {
    const name = `assets/tray/${state}`;
    for (const taskbar of taskbars) {
      const colours = palette[taskbar][state];
      files.set(
        `${name}-${taskbar}.ico`,
        icoFile(icoSizes.map((size) => renderTray(state, size, colours))),
      );
      files.set(`${name}-${taskbar}.png`, renderTray(state, 24, colours).png);
      files.set(`${name}-${taskbar}@2x.png`, renderTray(state, 48, colours).png);
    }
    files.set(`${name}Template.png`, renderTray(state, 16, templateColours).png);
    files.set(`${name}Template@2x.png`, renderTray(state, 32, templateColours).png);
  }
  files.set('assets/app.png', renderApp(256).png);
  files.set('build/icon.ico', icoFile(icoSizes.map(renderApp)));
  // macOS wants at least 512.
  files.set('build/icon.png', renderApp(1024).png);
  return files;
}

function isSame(file: string, bytes: Uint8Array): boolean {
  try {
    return readFileSync(file).equals(bytes);
  } catch {
    return false;
  }
}

/**
 * Writes the icons. `--check` compares instead and exits with 1; `--sheet <file>` writes a PNG to look
 * at. `--root <folder>` takes the place of the repository.
 */
function run(args: readonly string[]): void {
  const after = (option: string) => args[args.indexOf(option) + 1] ?? '';
  if (args.includes('--sheet')) {
    writeFileSync(after('--sheet'), contactSheet());
    return;
  }
  const root = args.includes('--root') ? after('--root') : join(import.meta.dirname, '..');
  for (const [name, bytes] of generatedIcons()) {
    const file = join(root, name);
    if (!args.includes('--check')) {
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, bytes);
    } else if (!isSame(file, bytes)) {
      process.stderr.write(`${name} is stale: run node scripts/generate-icons.ts\n`);
      process.exitCode = 1;
    }
  }
}

if (import.meta.main) run(process.argv.slice(2));
