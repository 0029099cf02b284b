import { execFile } from 'node:child_process';
import { plainText } from '../../core/plain-text.ts';
import { ServiceError } from '../../core/service/status.ts';

/** What a program of the system came to. */
export interface ToolResult {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program of the system to its end. Rejects with {@link ServiceError} where it is missing. */
export type RunTool = (tool: string, args: readonly string[]) => Promise<ToolResult>;

/** This computer, as far as a service manager is concerned. */
export interface ServiceHost {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly home: string;
  /** Undefined on Windows. */
  readonly uid: number | undefined;
  readonly run: RunTool;
  /** Where the units of the whole system lie. */
  readonly systemUnits: string;
}

const timeout = 60_000;
const most = 2 ** 20;
/** Characters of a tool's words that one sentence can hold. */
const mostWords = 300;

/**
 * What a tool printed, as text. Windows' own tools write the code page of its language, or UTF-16
 * for XML; only what is ASCII in all of them is ever read, the rest shown.
 */
function toolText(bytes: Uint8Array): string {
  if (bytes[1] === 0 || (bytes[0] === 0xff && bytes[1] === 0xfe)) {
    return new TextDecoder('utf-16le').decode(bytes);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    const chinese = new Intl.NumberFormat().resolvedOptions().locale.startsWith('zh');
    return new TextDecoder(chinese ? 'gb18030' : 'latin1').decode(bytes);
  }
}

/** Runs with the given variables; what systemd's tools print is English and in UTC. */
export function systemTools(env: Readonly<Record<string, string | undefined>>): RunTool {
  return (tool, args) =>
    new Promise((resolve, reject) => {
      const own = { ...env, LC_ALL: 'C.UTF-8', TZ: 'UTC' };
      const options = { env: own, timeout, maxBuffer: most, windowsHide: true, encoding: 'buffer' };
      execFile(tool, args, options as { encoding: 'buffer' }, (error, stdout, stderr) => {
        const code = error?.code;
        if (code === 'ENOENT') return reject(new ServiceError({ kind: 'missing', tool }));
        // One that a signal or the limit ended has no status of its own.
        const status = error === null ? 0 : typeof code === 'number' ? code : 1;
        resolve({ status, stdout: toolText(stdout), stderr: toolText(stderr) });
      });
    });
}

/** What the tool said about its failure, on one line. */
function refusal(tool: string, { status, stdout, stderr }: ToolResult): ServiceError {
  const said = stderr.trim() === '' ? stdout : stderr;
  return new ServiceError({
    kind: 'refused',
    tool,
    status,
    words: plainText(said.trim(), mostWords),
  });
}

/** Runs what must succeed. */
export async function must(run: RunTool, tool: string, args: readonly string[]): Promise<string> {
  const result = await run(tool, args);
  if (result.status !== 0) throw refusal(tool, result);
  return result.stdout;
}
