import { execFileSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { describeReal, requireBinary } from '../support/real.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { listArchive } from './lab/archive.ts';
import { filesUnder, root } from './lab/cache.ts';
import { type Installer, installer } from './lab/installers.ts';
import { labPrograms } from './lab/tools.ts';

const longTime = 300_000;
const limits: Readonly<Record<string, number>> = JSON.parse(
  readFileSync(path.join(root, 'build', 'size-limits.json'), 'utf8'),
);

/** Files with their sizes, as paths in the folder; electron.exe by the app's own name. */
function sizes(folder: string): ReadonlyMap<string, number> {
  return new Map(
    filesUnder(folder).map((file) => {
      const name = file.slice(folder.length + 1).replace('electron.exe', 'ddns-tray.exe');
      return [name, statSync(file).size];
    }),
  );
}

const sum = (numbers: Iterable<number>) => [...numbers].reduce((all, each) => all + each, 0);

/** What the package holds besides Electron's own files. */
function ownFiles({ unpacked, electron }: Installer): readonly string[] {
  const electrons = sizes(electron);
  return [...sizes(unpacked).keys()].filter((name) => !electrons.has(name));
}

/** The size of files in an archive made as electron-builder makes it for a release. */
function compressed(folder: string, names: readonly string[]): number {
  const archive = path.join(temporaryFolder(), 'own.7z');
  const flags = ['-mx=9', '-md=1m', '-ms=off', '-mf=BCJ', '-mtc=off', '-mtm=off', '-mta=off'];
  execFileSync(requireBinary('7za'), ['a', '-bd', ...flags, archive, ...names], {
    cwd: folder,
    stdio: 'pipe',
  });
  return statSync(archive).size;
}

/** The list of an archive's files, as 7-Zip prints it: also of one inside a setup program. */
function listed(file: string): readonly string[] {
  const text = execFileSync(requireBinary('7za'), ['l', '-slt', '-ba', file], { encoding: 'utf8' });
  return [...text.matchAll(/^Path = (.*)$/gm)].map((match) => match[1] ?? '');
}

describeReal('the package', labPrograms, () => {
  it('holds the built app, and neither the command nor modules nor source maps', {
    timeout: longTime,
  }, async () => {
    const { unpacked } = await installer('newer');
    const names = listArchive(path.join(unpacked, 'resources', 'app.asar')).map(({ name }) => name);
    const built = filesUnder(path.join(root, 'out'))
      .map((file) => path.relative(root, file))
      .filter((name) => !name.startsWith('out/cli'));
    const pictures = filesUnder(path.join(root, 'assets'))
      .map((file) => path.relative(root, file))
      .filter((name) => !name.startsWith('assets/source'));
    expect([...names].sort()).toEqual([...built, ...pictures, 'package.json'].sort());
  });

  it('has the two languages of the app, and no others', { timeout: longTime }, async () => {
    const { unpacked } = await installer('newer');
    const locales = filesUnder(path.join(unpacked, 'locales')).map((file) => path.basename(file));
    expect(locales).toEqual(['en-US.pak', 'zh-CN.pak']);
  });

  it('has its fuses set, and the hash of what it may run', { timeout: longTime }, async () => {
    const { unpacked } = await installer('newer');
    const program = readFileSync(path.join(unpacked, 'ddns-tray.exe'));
    const wire = program.indexOf('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX') + 34;
    // In the order of Electron's docs: run as Node, cookies, NODE_OPTIONS, --inspect, integrity,
    // only from the archive, V8 snapshot, file:// privileges.
    expect(program.toString('latin1', wire, wire + 8)).toBe('01001100');
    expect(program.includes('resources\\\\app.asar')).toBe(true);
  });

  it('says where it comes from in the channel files, with blocks to compare', {
    timeout: longTime,
  }, async () => {
    const { dist, setup } = await installer('newer');
    for (const channel of ['latest', 'beta', 'alpha']) {
      const text = readFileSync(path.join(dist, `${channel}.yml`), 'utf8');
      expect(parse(text)).toMatchObject({
        version: '0.2.0',
        files: [{ url: path.basename(setup), size: statSync(setup).size }],
      });
    }
    expect(statSync(`${setup}.blockmap`).size).toBeGreaterThan(0);
  });

  it('is in the portable program as a whole', { timeout: longTime }, async () => {
    const { dist, unpacked, version } = await installer('newer');
    const portable = path.join(dist, `DDNS-Tray-Portable-${version}-x64.exe`);
    expect(listed(portable)).toEqual(expect.arrayContaining([...sizes(unpacked).keys()]));
  });

  it('keeps within the limits', { timeout: longTime }, async () => {
    const made = await installer('newer');
    const own = ownFiles(made);
    const stored = statSync(made.setup).size - sum(sizes(made.unpacked).values());
    const found = {
      installedBytes: sum(own.map((name) => statSync(path.join(made.unpacked, name)).size)),
      installerBytes: stored + compressed(made.unpacked, own),
      files: own.length,
    };
    process.stdout.write(`\nwithout Electron's own share: ${JSON.stringify(found)}\n`);
    for (const [name, limit] of Object.entries(limits)) {
      expect(found, name).toHaveProperty(name);
      expect(found[name as keyof typeof found], name).toBeLessThanOrEqual(limit);
    }
  });
});
