import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };
import { outputSchemas } from '../../scripts/docs-outputs.ts';
import { openCliWorld } from '../support/cli.ts';
import { nodePrograms, runNpm } from '../support/npm.ts';
import { describeReal } from '../support/real.ts';

const run = promisify(execFile);
const root = path.join(import.meta.dirname, '../..');

interface Packed {
  readonly filename: string;
  readonly size: number;
  readonly unpackedSize: number;
  readonly files: readonly { readonly path: string }[];
}

describeReal('the npm package', ['npm'], () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'ddns-tray-npm-'));
  const prefix = path.join(folder, 'prefix');
  const installed = path.join(
    prefix,
    ...(process.platform === 'win32' ? [] : ['lib']),
    'node_modules',
  );
  const command = path.join(
    prefix,
    process.platform === 'win32' ? 'ddns-tray.cmd' : 'bin/ddns-tray',
  );
  let packed: Packed;

  beforeAll(async () => {
    // The tests' own build is packed, so that `prepack` does not build it away under the others.
    const args = ['pack', '--json', '--ignore-scripts', '--pack-destination', folder];
    const [first] = JSON.parse(await runNpm(args, { folder, cwd: root })) as readonly Packed[];
    if (first === undefined) throw new Error('npm pack has packed nothing');
    packed = first;
    const tarball = path.join(folder, packed.filename);
    await runNpm(['install', '--global', tarball], { folder, prefix, cwd: folder });
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('holds the command and what belongs to it, and nothing of the desktop app', () => {
    const parts = readdirSync(path.join(root, 'out/cli')).map((name) => `out/cli/${name}`);
    const files = packed.files.map((file) => file.path);
    expect(files.toSorted()).toEqual(
      [
        'CHANGELOG.md',
        'LICENSE',
        'README.md',
        'README.zh-CN.md',
        'docs/settings.schema.json',
        ...outputSchemas().map(([name]) => name),
        'out/cli.cjs',
        'out/licences.txt',
        'package.json',
        ...parts,
      ].toSorted(),
    );
    const [size, unpacked] = [packed.size, packed.unpackedSize].map((bytes) =>
      Math.round(bytes / 1024),
    );
    process.stdout.write(
      `npm package: ${size} KiB, ${unpacked} KiB unpacked, ${files.length} files\n`,
    );
  });

  it('is built anew by npm itself before it is packed', () => {
    expect(packageJson.scripts).toHaveProperty('prepack', 'npm run build');
  });

  it('installs itself alone, without the network', () => {
    expect(readdirSync(installed)).toEqual(['ddns-tray']);
    expect(existsSync(path.join(installed, 'ddns-tray/node_modules'))).toBe(false);
  });

  it.each(nodePrograms())('runs by its name on Node %s', async (_, node) => {
    const world = await openCliWorld();
    const { LC_ALL, LC_MESSAGES, LANG, ...env } = process.env;
    const ddnsTray = (...args: string[]) =>
      run(command, args, {
        cwd: world.folder,
        env: { ...env, PATH: [path.dirname(node), env.PATH].join(path.delimiter) },
        // Windows starts scripts by its shell alone.
        shell: process.platform === 'win32',
      });
    const version = await ddnsTray('--version');
    expect(version.stdout.trim()).toBe(packageJson.version);
    const checked = await ddnsTray('check', '-c', world.file);
    expect(checked.stdout).toContain('1 record');
    const updated = await ddnsTray('update', '-c', world.file, '--state', world.state);
    expect(updated.stdout).toContain('home.example.com\tA\t81.2.69.142\tupdated');
    expect(world.told).toEqual(['home.example.com 81.2.69.142']);
  });
});
