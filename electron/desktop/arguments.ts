import path from 'node:path';

/** What a start asks for. `plain`: nothing in particular. */
export type LaunchCommand = 'plain' | 'hidden' | 'settings' | 'updateNow' | 'quit';

export interface Launch {
  readonly command: LaunchCommand;
  readonly sandbox: boolean;
  /** Another folder for all data, absolute. */
  readonly data?: string | undefined;
}

type Env = Readonly<Record<string, string | undefined>>;

/** The first of those given decides: the gravest. */
const commands: readonly (readonly [string, LaunchCommand])[] = [
  ['--quit', 'quit'],
  ['--update-now', 'updateNow'],
  ['--settings', 'settings'],
  ['--hidden', 'hidden'],
  // The installer of a newer version starts the app with it.
  ['--updated', 'hidden'],
  // COM adds this where the click on a toast starts us (CoRegisterClassObject).
  ['-Embedding', 'hidden'],
];

const dataSwitch = '--data=';

function dataFolder(args: readonly string[], env: Env): string | undefined {
  const given = args.findLast((arg) => arg.startsWith(dataSwitch))?.slice(dataSwitch.length);
  const chosen = given || env.DDNS_TRAY_DATA;
  return chosen && !chosen.includes('\0') ? path.resolve(chosen) : undefined;
}

/**
 * Reads a command line, without the program and the script. Only whole, exact switches of ours
 * count; all others are ignored, as Chromium adds some of its own and changes their order.
 * `--data=DIR` goes before the variable `DDNS_TRAY_DATA`.
 */
export function parseLaunch(args: readonly string[], env: Env = {}): Launch {
  const command = commands.find(([name]) => args.includes(name))?.[1] ?? 'plain';
  return { command, sandbox: args.includes('--sandbox'), data: dataFolder(args, env) };
}
