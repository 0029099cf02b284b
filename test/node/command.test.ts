import { afterEach, describe, expect, it, vi } from 'vitest';
import { systemCommands, taskKiller } from '../../electron/node/command.ts';
import { disposer, failureOf } from '../support/disposer.ts';
import { startSocketServer } from '../support/echo-server.ts';

const { signal } = new AbortController();
const usual = { timeout: 20_000, maxBytes: 1_000, signal };

/** A command line that runs a script in this very Node, whatever the shell. */
function node(script: string): string {
  return `"${process.execPath}" -e "${script}"`;
}

it('is ended on Windows by the system’s own program, not one of that name nearby', () => {
  expect(taskKiller({ SystemRoot: 'D:\\WINNT' })).toBe('D:\\WINNT\\System32\\taskkill.exe');
  expect(taskKiller({})).toBe('C:\\Windows\\System32\\taskkill.exe');
});

describe('a command', () => {
  it('gives its status and what it printed', async () => {
    const script = "process.stdout.write('out'); process.stderr.write('err'); process.exitCode = 3";
    const result = await systemCommands.run(node(script), usual);
    expect(result).toEqual({ status: 3, stdout: 'out', stderr: 'err' });
  });

  it('is a line of the shell: a pipe works', async () => {
    const result = await systemCommands.run('echo 81.2.69.142| sort', usual);
    expect(result).toMatchObject({ status: 0, stderr: '' });
    expect(result.stdout.trim()).toBe('81.2.69.142');
  });

  it('that does not exist has a status of its own, and the shell says why', async () => {
    const result = await systemCommands.run('ddns-tray-no-such-command', usual);
    expect(result.status).not.toBe(0);
    expect(result.stderr).toContain('ddns-tray-no-such-command');
  });

  it('sees the environment of this process and nothing added', async () => {
    vi.stubEnv('DDNS_TRAY_TEST', 'seen');
    const script = 'process.stdout.write(JSON.stringify(Object.keys(process.env)))';
    const { stdout } = await systemCommands.run(node(script), { ...usual, maxBytes: 100_000 });
    vi.unstubAllEnvs();
    // The shell itself sets these.
    const own = new Set(['PWD', 'OLDPWD', 'SHLVL', '_', 'PROMPT']);
    const seen = (JSON.parse(stdout) as string[]).filter((name) => !own.has(name));
    expect(seen).toContain('DDNS_TRAY_TEST');
    expect(Object.keys(process.env).concat('DDNS_TRAY_TEST')).toEqual(expect.arrayContaining(seen));
  });

  it('gets no input: one that reads sees the end at once', async () => {
    const script = "process.stdin.on('end', () => process.stdout.write('end')).resume()";
    expect((await systemCommands.run(node(script), usual)).stdout).toBe('end');
  });

  it('may print exactly the limit; one byte more ends it', async () => {
    const print = (count: number) => node(`process.stdout.write('x'.repeat(${count}))`);
    expect((await systemCommands.run(print(1_000), usual)).stdout).toHaveLength(1_000);
    expect(await failureOf(systemCommands.run(print(1_001), usual))).toMatchObject({
      kind: 'tooLarge',
    });
  });

  it('that complains for ever is cut, not failed', async () => {
    const script = "process.stderr.write('x'.repeat(100000)); process.stdout.write('81.2.69.142')";
    const result = await systemCommands.run(node(script), usual);
    expect(result.stderr).toHaveLength(1_000);
    expect(result.stdout).toBe('81.2.69.142');
  });

  it('is not started where the signal is aborted already', async () => {
    const options = { ...usual, signal: AbortSignal.abort() };
    const failure = await failureOf(systemCommands.run('echo 81.2.69.142', options));
    expect(failure).toMatchObject({ kind: 'aborted', host: 'command' });
  });
});

describe.skipIf(process.platform === 'win32')('a command that must end early', () => {
  const { own, dispose } = disposer();
  afterEach(dispose);

  /** A shell that starts a child and waits for it; a line to the child tells whether it lives. */
  async function family(token: string) {
    const born = Promise.withResolvers<void>();
    const gone = Promise.withResolvers<void>();
    const server = await own(
      startSocketServer((socket) => {
        born.resolve();
        socket.on('close', () => gone.resolve()).resume();
      }),
    );
    const child = node(`require('node:net').connect(${server.port}, '127.0.0.1')`);
    return { line: `: ${token}; ${child} & wait`, born: born.promise, gone: gone.promise };
  }

  it('takes everything it started with it at the deadline', async () => {
    const { line, born, gone } = await family('x');
    const running = failureOf(systemCommands.run(line, { ...usual, timeout: 2_000 }));
    await born;
    expect(await running).toMatchObject({ kind: 'timeout', sent: true });
    await gone;
  });

  it('takes everything it started with it when the signal aborts, and names no word of the line', async () => {
    const stop = new AbortController();
    const { line, born, gone } = await family('tok-Secret-1');
    const running = failureOf(systemCommands.run(line, { ...usual, signal: stop.signal }));
    await born;
    stop.abort();
    const failure = await running;
    expect(failure.kind).toBe('aborted');
    expect(`${failure.stack}${JSON.stringify(failure)}`).not.toContain('tok-Secret-1');
    await gone;
  });

  it('has the shell’s own status where a signal of the system ended it', async () => {
    expect((await systemCommands.run('kill -TERM $$', usual)).status).toBe(143);
  });
});

describe('a line that no system takes', () => {
  it('is a failure that quotes nothing of it', async () => {
    const failure = await failureOf(systemCommands.run('echo S3CRET\0', usual));
    expect(failure).toMatchObject({ name: 'NetError', kind: 'other' });
    expect(JSON.stringify([failure, String(failure)])).not.toContain('S3CRET');
  });
});
