import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { appId, toastActivator } from '../../../electron/desktop/identity.ts';
import { filesUnder } from './cache.ts';
import { type Computer, outside } from './computer.ts';
import type { Installer } from './installers.ts';
import { readShortcut, type Shortcut } from './shortcut.ts';

const versionKey = 'Software\\Microsoft\\Windows\\CurrentVersion';
export const runValue = `HKCU\\${versionKey}\\Run\\${appId}`;
export const approvedValue = `HKCU\\${versionKey}\\Explorer\\StartupApproved\\Run\\${appId}`;

const program = 'ddns-tray.exe';
const uninstaller = 'Uninstall ddns-tray.exe';

/** Where the app is unless asked for another place. */
export function usualFolder({ user }: Computer): string {
  return `C:\\users\\${user}\\AppData\\Local\\Programs\\ddns-tray`;
}

/** Where the app keeps what belongs to the user. */
export function dataFolder({ user }: Computer): string {
  return `C:\\users\\${user}\\AppData\\Local\\DDNS Tray`;
}

/** `/S` and more, as Windows hands it to the setup program. */
export function install(on: Computer, { setup }: Installer, words = '/S'): Promise<number> {
  return on.run(`${outside(setup)} ${words}`);
}

/** Runs to the end, although the uninstaller itself goes on in a copy. */
export async function uninstall(on: Computer, words = '/S', folder = usualFolder(on)) {
  const code = await on.run(`"${folder}\\${uninstaller}" /currentuser ${words}`);
  await on.shutDown();
  return code;
}

/** The names of the files in the installed app's folder. */
export function installedFiles(on: Computer, folder = usualFolder(on)): readonly string[] {
  const place = on.place(folder);
  return filesUnder(place).map((file) => file.slice(place.length + 1));
}

/** What has to be there: what was packaged, and the uninstaller. */
export function packagedFiles({ unpacked }: Installer): readonly string[] {
  return [
    ...filesUnder(unpacked).map((file) => file.slice(unpacked.length + 1)),
    uninstaller,
  ].sort();
}

/** One start of the stand-in for the app. */
export interface Start {
  readonly program: string;
  readonly product: string;
  readonly version: string;
  readonly copyright: string;
  readonly iconSizes: number;
  readonly line: string;
}

/** The file in which the stand-in notes its starts. */
export function startLog(on: Computer): { env: Record<string, string>; read(): readonly Start[] } {
  const file = join(on.folder, 'starts.txt');
  return {
    env: { STAND_IN_LOG: outside(file) },
    read: () =>
      (existsSync(file) ? readFileSync(file, 'utf8') : '')
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => {
          const [started = '', product = '', version = '', copyright = '', icons, words = ''] =
            line.split('\t');
          return {
            program: started,
            product,
            version,
            copyright,
            iconSizes: Number(icons),
            line: words,
          };
        }),
  };
}

/** Starts the installed app and leaves it running: resolves when it has begun. */
export async function keepRunning(on: Computer, stays: 'idle' | 'holding' = 'idle') {
  const log = startLog(on);
  const line = `"${usualFolder(on)}\\${program}" --hidden`;
  on.start(line, { env: { ...log.env, STAND_IN_STAYS: stays } });
  await expect.poll(log.read).toHaveLength(1);
}

/** Starts the installed app once, to its end: what it says of itself. */
export async function startOnce(
  on: Computer,
  folder = usualFolder(on),
): Promise<Start | undefined> {
  const log = startLog(on);
  await on.run(`"${folder}\\${program}" --hidden`, { env: log.env });
  return log.read().at(-1);
}

/** One value of the app's entry among Windows' programs. */
export function entry(on: Computer, name: string): string | undefined {
  const values = [...on.registry()];
  const key = `HKCU\\${versionKey}\\Uninstall\\`;
  return values.find(([path]) => path.startsWith(key) && path.endsWith(`\\${name}`))?.[1];
}

export function shortcut(on: Computer, place: 'desktop' | 'menu'): Shortcut {
  const menu = 'AppData\\Roaming\\Microsoft\\Windows\\Start Menu\\Programs';
  const file = `C:\\users\\${on.user}\\${place === 'desktop' ? 'Desktop' : menu}\\DDNS Tray.lnk`;
  return readShortcut(readFileSync(on.place(file)));
}

/**
 * What the running app, Electron and Windows write: the start at login, switched off in the Task
 * Manager, and what makes toasts work.
 */
export async function useApp(on: Computer, folder = usualFolder(on)): Promise<void> {
  const path = folder.replaceAll('\\', '\\\\');
  const text = [
    [`${versionKey}\\Run`, `"${appId}"="\\"${path}\\\\${program}\\" --hidden"`],
    [
      `${versionKey}\\Explorer\\StartupApproved\\Run`,
      `"${appId}"=hex:03,00,00,00,5a,1d,4e,2f,9c,7b,dc,01`,
    ],
    [`Software\\Classes\\CLSID\\${toastActivator}\\LocalServer32`, `@="${path}\\\\${program}"`],
    [`Software\\Classes\\AppUserModelId\\${appId}`, '"DisplayName"="DDNS Tray"'],
    [`${versionKey}\\Notifications\\Settings\\${appId}`, '"Enabled"=dword:00000001'],
  ];
  const keys = text.map(([key, value]) => `[HKEY_CURRENT_USER\\${key}]\r\n${value}\r\n\r\n`);
  await on.writeRegistry(keys.join(''));
}
