import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it, onTestFinished, type RunnerTestCase, TestRunner, vi } from 'vitest';
import { openCloudHosts } from './cloud-hosts.ts';
import { strayMark } from './desktop/network.ts';
import { type RealStart, realStart, refusePlayed } from './desktop/real-start.ts';
import { startServer } from './echo-server.ts';
import { temporaryFolder } from './temporary-folder.ts';

const run = promisify(execFile);

/** Starts Node as a real Electron would be started; the app is a script of the test's. */
async function startOnNode(script: string, start: Partial<Parameters<typeof realStart>[0]> = {}) {
  const folder = temporaryFolder();
  const main = path.join(folder, 'main.cjs');
  writeFileSync(main, script);
  const { hosts = {}, ...options } = start;
  const cloud = await openCloudHosts(hosts);
  const { args, env, dispose }: RealStart = realStart(
    { main, userData: folder, ...options },
    cloud,
  );
  onTestFinished(dispose);
  // Chromium's own switch is not Node's.
  const own = args.filter((arg) => !arg.startsWith('--lang='));
  return run(process.execPath, [...own], { env });
}

describe('what runs ahead of the app in a real Electron', () => {
  it('refuses every host that is not of the test, and says so', async () => {
    const { stdout, stderr } = await startOnNode(
      `require('node:https').get('https://example.com/').on('error', (error) => console.log(error.code));`,
    );
    expect(stdout.trim()).toBe('ECONNREFUSED');
    expect(stderr).toContain(`${strayMark} example.com:443`);
  });

  it('leads to the hosts of the test, under their names', async () => {
    const server = await startServer((_, response) => response.end('from the test'));
    onTestFinished(() => server.close());
    const { stdout } = await startOnNode(
      `require('node:https').get('https://api.example.com/', (answer) => answer.pipe(process.stdout));`,
      { hosts: { 'api.example.com': server.url } },
    );
    expect(stdout).toBe('from the test');
  });

  it('lets time pass faster', async () => {
    const { stdout } = await startOnNode(
      `const began = Date.now(); setTimeout(() => console.log(Date.now() - began > 30000), 60000);`,
      { speed: 600 },
    );
    expect(stdout.trim()).toBe('true');
  });
});

it('skips a test that wants another system than the one it runs on', () => {
  const options = { main: 'main.cjs', userData: temporaryFolder() };
  const skip = vi.fn();
  const current = { context: { skip } } as unknown as RunnerTestCase;
  vi.spyOn(TestRunner, 'getCurrentTest').mockReturnValue(current);
  const reason = 'encryption: not on real Electron';
  expect(() => refusePlayed(options)).not.toThrow();
  expect(() => refusePlayed({ ...options, encryption: 'unavailable' })).toThrow(reason);
  expect(skip).toHaveBeenCalledWith(reason);
});
