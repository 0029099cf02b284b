import { execFile } from 'node:child_process';
import { cpSync, existsSync, readFileSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { defaultStateFolder } from '../../electron/node/paths.ts';
import packageJson from '../../package.json' with { type: 'json' };
import { openCliWorld } from '../support/cli.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const run = promisify(execFile);
const root = path.join(import.meta.dirname, '../..');
const lines = (name: string) =>
  readFileSync(path.join(root, name), 'utf8')
    .replaceAll('\\\n', ' ')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));

interface Step {
  readonly name: string;
  readonly text: string;
}

const steps = lines('Dockerfile').map((line): Step => {
  const at = line.indexOf(' ');
  return { name: line.slice(0, at), text: line.slice(at).trim() };
});
const starts = steps.flatMap(({ name }, at) => (name === 'FROM' ? [at] : []));
const [building, running] = starts.map((at, index) => steps.slice(at, starts[index + 1]));

const all = (stage: readonly Step[] = [], name: string) =>
  stage.filter((step) => step.name === name).map((step) => step.text);
const last = (name: string) => all(running, name).at(-1) ?? '';

/** What the build stage takes from the repository. */
const copied = all(building, 'COPY').flatMap((text) => text.split(/ +/).slice(0, -1));

describe('the container', () => {
  it('is made of images that cannot change, with the Node that is tested', () => {
    const from = all(steps, 'FROM');
    expect(from).toHaveLength(2);
    for (const image of from) {
      expect(image).toMatch(/^node:[\d.]+-alpine@sha256:[0-9a-f]{64}(?: AS build)?$/);
      expect(image).toContain(`node:${packageJson.devDependencies.node}-alpine@`);
    }
    expect(steps.filter(({ name }) => name === 'ADD')).toEqual([]);
    expect(steps.filter(({ text }) => /https?:/.test(text))).toEqual([]);
  });

  it('runs as somebody who is not root, with nothing but the command', () => {
    expect(last('USER')).toMatch(/^[1-9]\d*:[1-9]\d*$/);
    expect(all(running, 'COPY').every((text) => text.startsWith('--from=build '))).toBe(true);
    const user = running?.findIndex(({ name }) => name === 'USER') ?? -1;
    expect(running?.slice(user).some(({ name }) => name === 'RUN')).toBe(false);
  });

  it('keeps the state in its volume', () => {
    const [, home = ''] = /XDG_STATE_HOME=(\S+)/.exec(last('ENV')) ?? [];
    const env = { XDG_STATE_HOME: home };
    expect(defaultStateFolder({ platform: 'linux', home: '/', env })).toBe(last('VOLUME'));
    expect(all(running, 'RUN').join()).toContain(last('VOLUME'));
  });

  it('ends by a signal that the command hears, and needs no shell', () => {
    expect(last('STOPSIGNAL')).toBe('SIGTERM');
    expect(JSON.parse(last('ENTRYPOINT'))).toEqual(['ddns-tray']);
    expect(last('HEALTHCHECK')).toMatch(/ CMD \["ddns-tray", "status"\]$/);
  });

  it('is built from what is let in, and from nothing else', () => {
    const [everything, ...exceptions] = lines('.dockerignore');
    expect(everything).toBe('*');
    expect(exceptions.toSorted()).toEqual(
      copied.map((name) => `!${name.replace(/\/$/, '')}`).toSorted(),
    );
  });

  it('is built from all that it takes to build the command, which understands its arguments', async () => {
    const folder = temporaryFolder();
    for (const name of copied) {
      expect(existsSync(path.join(root, name)), name).toBe(true);
      cpSync(path.join(root, name), path.join(folder, name), { recursive: true });
    }
    symlinkSync(path.join(root, 'node_modules'), path.join(folder, 'node_modules'), 'junction');
    await run(process.execPath, [path.join(folder, 'scripts/build.ts')], { cwd: folder });
    const cli = path.join(folder, 'out/cli.cjs');
    const world = await openCliWorld();
    const args: readonly string[] = JSON.parse(last('CMD'));
    expect(args.slice(0, -1)).toEqual(['run', '--config']);
    const checked = await run(process.execPath, [cli, 'check', '--config', world.file]);
    expect(checked.stdout).toContain('1 record');
  });
});
