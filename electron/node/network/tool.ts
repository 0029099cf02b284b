import { execFile } from 'node:child_process';

const most = 2 ** 20;
/** Milliseconds. */
const usual = 5_000;

/** English words, and the folders of the system's own programs, which a plain user's PATH may lack. */
export function toolEnvironment(): NodeJS.ProcessEnv {
  if (process.platform === 'win32') return process.env;
  return { ...process.env, LC_ALL: 'C', PATH: `${process.env.PATH ?? ''}:/usr/sbin:/sbin` };
}

/** Runs one of the system's programs and gives what it printed; undefined for any failure. */
export type RunTool = (
  file: string,
  args: readonly string[],
  timeout?: number,
) => Promise<string | undefined>;

/** Hidden, without a terminal, ended after `timeout` milliseconds (5 s) or 1 MiB. */
export const runTool: RunTool = (file, args, timeout = usual) =>
  new Promise((resolve) => {
    const options = {
      timeout,
      env: toolEnvironment(),
      maxBuffer: most,
      windowsHide: true,
      killSignal: 'SIGKILL' as const,
    };
    try {
      const child = execFile(file, args, options, (error, stdout) =>
        resolve(error === null ? stdout : undefined),
      );
      // PowerShell waits for the end of its input.
      child.stdin?.end();
    } catch {
      resolve(undefined);
    }
  });
