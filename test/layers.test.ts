import { spawnSync } from 'node:child_process';
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '..');
const bin = (name: string) => join(root, 'node_modules', '.bin', name);
const scratch: string[] = [];

afterAll(() => {
  for (const folder of scratch.splice(0)) rmSync(folder, { recursive: true });
});

function temporary(): string {
  const folder = mkdtempSync(join(tmpdir(), 'ddns-tray-layers-'));
  scratch.push(folder);
  return folder;
}

const importing = (specifier: string) => `import { x } from '${specifier}';\nexport const y = x;\n`;

const forbidden: readonly (readonly [string, string])[] = [
  ['electron/contract/probe.ts', '../core/address.ts'],
  ['electron/core/probe.ts', '../node/http.ts'],
  ['electron/core/probe.ts', '../providers/registry.ts'],
  ['electron/core/views/probe.ts', '../../sources/registry.ts'],
  ['electron/core/probe.ts', 'node:fs'],
  ['electron/sources/probe.ts', '../node/http.ts'],
  ['electron/sources/probe.ts', '../providers/registry.ts'],
  ['electron/providers/probe.ts', '../node/http.ts'],
  ['electron/providers/probe.ts', 'node:net'],
  ['electron/channels/probe.ts', '../providers/registry.ts'],
  ['electron/node/probe.ts', '../providers/registry.ts'],
  ['electron/desktop/probe.ts', '../commands/update.ts'],
  ['electron/commands/probe.ts', '../providers/registry.ts'],
  ['electron/demo/probe.ts', '../commands/update.ts'],
  ['electron/preload.ts', './core/state.ts'],
  ['renderer/probe.ts', '../electron/core/state.ts'],
  ['electron/node/probe.ts', 'electron'],
  ['electron/commands/probe.ts', 'electron'],
];

const allowed: readonly (readonly [string, string])[] = [
  ['electron/core/probe.ts', '../contract/language.ts'],
  ['electron/sources/probe.ts', '../core/source.ts'],
  ['electron/providers/signing/probe.ts', 'node:crypto'],
  ['electron/node/probe.ts', 'node:fs'],
  ['electron/desktop/probe.ts', 'electron'],
  ['electron/commands/probe.ts', '../node/http.ts'],
  ['renderer/probe.ts', '../electron/contract/language.ts'],
];

/** Lays every probe out as a project of its own, under our rules, and lints it once. */
function refusedProbes(): readonly boolean[] {
  const folder = temporary();
  copyFileSync(join(root, 'biome.json'), join(folder, 'biome.json'));
  const paths = [...forbidden, ...allowed].map(([path, specifier], at) => {
    const file = path.includes('probe') ? path.replace('probe', `probe-${at}`) : path;
    mkdirSync(join(folder, dirname(file)), { recursive: true });
    writeFileSync(join(folder, file), importing(specifier));
    return file;
  });
  const run = lintFolder(folder);
  return paths.map((file) => run.includes(`${file}:1:19 lint/style/noRestrictedImports`));
}

function lintFolder(folder: string): string {
  const run = spawnSync(
    bin('biome'),
    ['lint', '--vcs-enabled=false', '--max-diagnostics=200', '.'],
    {
      cwd: folder,
      encoding: 'utf8',
    },
  );
  return run.stdout + run.stderr;
}

describe('the layers', () => {
  const refused = refusedProbes();

  it.each(forbidden.map((probe, at) => [...probe, at] as const))(
    '%s may not import %s',
    (_path, _specifier, at) => {
      expect(refused[at]).toBe(true);
    },
  );

  it.each(allowed.map((probe, at) => [...probe, forbidden.length + at] as const))(
    '%s may import %s',
    (_path, _specifier, at) => {
      expect(refused[at]).toBe(false);
    },
  );

  it('may not import in a circle', () => {
    const folder = temporary();
    copyFileSync(join(root, 'biome.json'), join(folder, 'biome.json'));
    mkdirSync(join(folder, 'electron'));
    writeFileSync(join(folder, 'electron/one.ts'), importing('./two.ts').replaceAll('y', 'z'));
    writeFileSync(join(folder, 'electron/two.ts'), importing('./one.ts').replaceAll('x', 'z'));
    expect(lintFolder(folder)).toContain('noImportCycles');
  });

  it.each([
    'process.pid',
    'document.title',
    'fetch("x")',
    'setTimeout(() => {}, 1)',
    'Buffer.from([])',
  ])('the core does not compile with %s', (expression) => {
    const folder = temporary();
    writeFileSync(join(folder, 'probe.ts'), `export const probe = ${expression};\n`);
    writeFileSync(
      join(folder, 'tsconfig.json'),
      JSON.stringify({
        extends: join(root, 'electron/core/tsconfig.json'),
        files: ['probe.ts', join(root, 'electron/core/globals.d.ts')],
        include: [],
      }),
    );
    const run = spawnSync(bin('tsc'), ['-p', folder], { cwd: root, encoding: 'utf8' });
    expect(run.status).not.toBe(0);
    expect(run.stdout).toMatch(/error TS(2304|2580|2584|2591|2552)/);
  });

  it.each(['core', 'sources', 'providers', 'contract'])(
    'electron/%s reads neither the clock nor chance on its own',
    (layer) => {
      const folder = join(root, 'electron', layer);
      const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
      const sources = files.filter((file) => file.endsWith('.ts'));
      expect(sources.length).toBeGreaterThan(0);
      for (const file of sources) {
        const source = readFileSync(join(folder, file), 'utf8');
        expect(source, file).not.toMatch(
          /\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(|\bperformance\.now\(/,
        );
      }
    },
  );
});
