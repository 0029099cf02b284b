import { type ChildProcess, spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import { startServer } from './echo-server.ts';
import { checkOutput } from './output-schema.ts';
import { temporaryFolder } from './temporary-folder.ts';

const root = path.join(import.meta.dirname, '..', '..');

/** What one run of the command left behind. */
export interface Finished {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A run of the command that is still going on. */
export interface Running {
  readonly child: ChildProcess;
  readonly done: Promise<Finished>;
  /** Resolves when stderr matches; rejects when the process ends without it. */
  says(pattern: RegExp): Promise<void>;
}

/** The languages and colours of whoever runs the tests stay outside. */
function cleanEnv(env: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  const { LC_ALL, LC_MESSAGES, LANG, NO_COLOR, HTTPS_PROXY, HTTP_PROXY, ...rest } = process.env;
  return { ...rest, TZ: 'UTC', ...env };
}

/**
 * Starts `ddns-tray` from its source, as its own process; killed when the test is over. `before` is a
 * line for the shell that sets the process's limits.
 */
export function startCli(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
  before?: string,
): Running {
  const command = [process.execPath, path.join(root, 'electron', 'cli.ts'), ...args];
  const [program = '', ...rest] =
    before === undefined ? command : ['/bin/sh', '-c', `${before}; exec "$@"`, 'sh', ...command];
  const child = spawn(program, rest, { env: cleanEnv(env), stdio: ['ignore', 'pipe', 'pipe'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  let stdout = '';
  let stderr = '';
  const watchers = new Set<() => void>();
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
    for (const watch of watchers) watch();
  });
  const done = new Promise<Finished>((resolve) => {
    child.on('close', (status) => resolve({ status, stdout, stderr }));
  });
  return {
    child,
    done,
    says: (pattern) =>
      new Promise((resolve, reject) => {
        const watch = () => {
          if (!pattern.test(stderr)) return;
          watchers.delete(watch);
          resolve();
        };
        watchers.add(watch);
        watch();
        void done.then(() => reject(new Error(`it ended without ${pattern}:\n${stderr}`)));
      }),
  };
}

/** Runs `ddns-tray` to its end. Whatever it prints as JSON has to fit its published schema. */
export function runCli(
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
  before?: string,
): Promise<Finished> {
  return startCli(args, env, before).done.then((finished) => {
    checkOutput(args, finished.stdout);
    return finished;
  });
}

/** What a dyndns2 host answers to one update. */
type HostAnswer = (name: string, address: string) => string | 'hang';

/** One computer's surroundings: two sources, one dyndns2 host, a settings file, a state folder. */
export interface CliWorld {
  readonly folder: string;
  readonly file: string;
  readonly state: string;
  /** What both sources say; no answer where undefined. */
  address: string | undefined;
  answer: HostAnswer;
  /** The updates that arrived: `NAME ADDRESS`. */
  readonly told: string[];
  /** Writes the settings; the parts replace those of {@link settingsText}. */
  write(parts?: SettingsParts): void;
}

interface SettingsParts {
  readonly names?: readonly string[];
  readonly types?: readonly string[] | 'default';
  readonly ipv6?: string;
  readonly interval?: string;
  readonly password?: string;
  readonly more?: string;
}

export const hostSecret = 'correct-horse-battery';

/** Opens the surroundings on loopback; they close with the test. */
export async function openCliWorld(): Promise<CliWorld> {
  const folder = temporaryFolder();
  const told: string[] = [];
  const world: CliWorld = {
    folder,
    file: path.join(folder, 'ddns.yaml'),
    state: path.join(folder, 'state'),
    address: '81.2.69.142',
    answer: (_, address) => `good ${address}`,
    told,
    write(parts = {}) {
      writeFileSync(world.file, settingsText(parts));
    },
  };
  const source = await startServer((_, response) => {
    if (world.address === undefined) response.destroy();
    else response.setHeader('content-type', 'text/plain').end(`${world.address}\n`);
  });
  const host = await startServer((request, response) => {
    const { searchParams } = new URL(request.url ?? '', 'http://host');
    const name = searchParams.get('hostname') ?? '';
    const address = searchParams.get('myip') ?? '';
    told.push(`${name} ${address}`);
    const answer = world.answer(name, address);
    if (answer !== 'hang') response.end(answer);
  });
  onTestFinished(async () => {
    await source.close();
    await host.close();
  });

  function settingsText(parts: SettingsParts): string {
    const { names = ['home.example.com'], types = ['A'], ipv6 = 'off' } = parts;
    return [
      'version: 1',
      `interval: ${parts.interval ?? '1h'}`,
      'timeout: 2s',
      'sources:',
      `  ipv4: { url: "${source.url}/" }`,
      `  ipv6: ${ipv6}`,
      'accounts:',
      '  home:',
      '    provider: dyndns2',
      `    server: ${host.url}/nic/update`,
      '    username: user',
      `    password: ${parts.password ?? hostSecret}`,
      'records:',
      `  - name: [${names.join(', ')}]`,
      '    account: home',
      ...(types === 'default' ? [] : [`    types: [${types.join(', ')}]`]),
      'verify: { resolvers: ["127.0.0.1:1"], publicResolvers: [] }',
      parts.more ?? '',
      '',
    ].join('\n');
  }

  world.write();
  return world;
}
