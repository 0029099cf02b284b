import { execFile } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { build, type Metafile } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { readLicences } from '../../electron/node/licences.ts';
import { shared } from '../../scripts/build/bundle.ts';
import { licencesText } from '../../scripts/build/licences.ts';
import { storeTrimmed, trimmed, updaterTrimmed } from '../../scripts/build/replace.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const run = promisify(execFile);
const root = path.join(import.meta.dirname, '..', '..');
const script = path.join(root, 'scripts', 'build.ts');

/** A program's folder with packages in it: their files by path. */
function programOf(files: Readonly<Record<string, string>>): string {
  const folder = temporaryFolder();
  const own = {
    'package.json': '{"name":"own","version":"1.0.0","license":"MIT"}',
    LICENSE: 'MIT License\n\nCopyright (c) us\n\nPermission is hereby granted, …\n',
  };
  for (const [name, text] of Object.entries({ ...own, ...files })) {
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  return folder;
}

/** What esbuild says of one bundle of these files. */
function bundleOf(...files: readonly string[]): Metafile {
  const inputs = Object.fromEntries(files.map((file) => [file, { bytesInOutput: 1 }]));
  const unused = { 'node_modules/unused/index.js': { bytesInOutput: 0 } };
  const output = { bytes: 1, imports: [], exports: [], inputs: { ...inputs, ...unused } };
  return { inputs: {}, outputs: { 'out.js': output } };
}

const manifest = (name: string, more: object = {}) =>
  JSON.stringify({ name, version: '2.0.0', license: 'MIT', ...more });

describe('the licences', () => {
  it('are those of the program and of each package in a bundle, in a fixed order', () => {
    const folder = programOf({
      'node_modules/b/package.json': manifest('b', { license: 'Apache-2.0' }),
      'node_modules/b/LICENSE.md': '\uFEFFterms of b  \r\nand more\r\n',
      'node_modules/b/NOTICE': 'notice of b',
      'node_modules/@x/a/package.json': manifest('@x/a'),
      'node_modules/@x/a/licence.txt': 'terms of a',
      'node_modules/b/node_modules/c/package.json': manifest('c'),
      'node_modules/b/node_modules/c/COPYING': 'terms of c',
      'node_modules/c/package.json': manifest('c'),
      'node_modules/c/COPYING': 'terms of c',
    });
    const text = licencesText(
      [
        bundleOf('node_modules/c/x.js', 'node_modules/b/lib/x.js', 'electron/main.ts'),
        bundleOf('node_modules/b/node_modules/c/x.js', 'node_modules/@x/a/a.js', 'replaced:http2'),
      ],
      folder,
    );
    const parts = text.split(/^-{80}\n/m);
    expect(parts[0]).toContain('LICENSES.chromium.html');
    expect(parts.slice(1)).toEqual([
      'own 1.0.0 (MIT)\n\nMIT License\n\nCopyright (c) us\n\nPermission is hereby granted, …\n\n',
      '@x/a 2.0.0 (MIT)\n\nterms of a\n\n',
      'b 2.0.0 (Apache-2.0)\n\nterms of b\nand more\n\nnotice of b\n\n',
      'c 2.0.0 (MIT)\n\nterms of c\n',
    ]);
  });

  it('are found in a README where they stand there whole', () => {
    const terms = '(The MIT License)\n\nPermission is hereby granted, free of charge';
    const folder = programOf({
      'node_modules/a/package.json': manifest('a'),
      'node_modules/a/README.md': `# a\n\nLicense\n-------\n\n${terms}\n\n[b]: https://b.example\n`,
    });
    const text = licencesText([bundleOf('node_modules/a/a.js')], folder);
    expect(text.endsWith(`a 2.0.0 (MIT)\n\n${terms}\n`)).toBe(true);
  });

  it.each([
    ['no file', {}],
    ['a mere name', { 'README.md': '# a\n\n## License\n\nMIT\n' }],
    ['an empty file', { LICENSE: ' \n' }],
    ['a notice only', { NOTICE: 'notice' }],
  ])('fail the build where a package has %s', (_, files) => {
    const inside = Object.entries(files).map(([name, text]) => [`node_modules/a/${name}`, text]);
    const folder = programOf({
      ...Object.fromEntries(inside),
      'node_modules/a/package.json': manifest('a', { author: 'A' }),
    });
    const write = () => licencesText([bundleOf('node_modules/a/a.js')], folder);
    expect(write).toThrow('The package a has no licence text');
  });
});

describe('the built licences', () => {
  it('have every package whose code is in what is built, and no path of this computer', async () => {
    const folder = temporaryFolder();
    await run(process.execPath, [script, folder], { cwd: folder });
    const text = await readLicences(path.join(folder, 'licences.txt'));
    const listed = [...text.matchAll(/^-{80}\n(\S+) /gm)].map(([, name]) => name);
    expect(listed).toContain('ddns-tray');

    const { outputFiles } = await build({
      entryPoints: [
        'electron/main.ts',
        'electron/desktop/releases/updater.ts',
        'electron/cli.ts',
        'electron/preload.ts',
        'renderer/main.tsx',
      ],
      absWorkingDir: root,
      outdir: path.join(folder, 'again'),
      bundle: true,
      write: false,
      minify: true,
      define: shared.define,
      platform: 'node',
      external: ['electron'],
      jsx: 'automatic',
      jsxImportSource: 'preact',
      sourcemap: 'external',
      logLevel: 'error',
      plugins: [...trimmed, ...storeTrimmed, ...updaterTrimmed],
    });
    const maps = outputFiles.filter((file) => file.path.endsWith('.map'));
    expect(maps.length).toBeGreaterThanOrEqual(5);
    const names = maps.flatMap((file) => {
      const { sources, mappings }: { sources: string[]; mappings: string } = JSON.parse(file.text);
      expect(mappings).not.toBe('');
      return sources.flatMap((source) => {
        const found = /.*node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(source);
        return found?.[1] ?? [];
      });
    });
    expect(new Set(names).size).toBeGreaterThan(50);
    expect(listed).toEqual(expect.arrayContaining([...new Set(names)]));
    for (const place of [root, folder, homedir()]) expect(text).not.toContain(place);
    expect(text).not.toMatch(/node_modules[\\/]/);
  }, 120_000);

  it('cannot be read where nothing was built', async () => {
    await expect(readLicences(path.join(temporaryFolder(), 'none.txt'))).rejects.toThrow('ENOENT');
  });
});
