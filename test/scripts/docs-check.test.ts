import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { digitalocean } from '../../electron/providers/digitalocean.ts';
import { dyndns2 } from '../../electron/providers/dyndns2.ts';
import { gandi } from '../../electron/providers/gandi.ts';
import { marks } from '../../scripts/docs-readme.ts';
import { docsProblems, type Registries, writeDocs } from '../../scripts/generate-docs.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const some: Registries = { providers: [gandi, dyndns2], channels: [] };
const readme = `# Ours\n\n${marks.begin}\n${marks.end}\n\nTail\n`;

/** A folder like the repository's, with all docs in it. */
function written(): string {
  const root = temporaryFolder();
  for (const name of ['README.md', 'README.zh-CN.md']) {
    writeFileSync(path.join(root, name), readme);
  }
  expect(writeDocs(root, some)).toEqual([]);
  expect(docsProblems(root, some)).toEqual([]);
  return root;
}

function everything(root: string): readonly string[] {
  const files = readdirSync(root, { recursive: true, withFileTypes: true });
  return files
    .filter((file) => file.isFile())
    .map((file) => path.join(file.parentPath, file.name))
    .map((file) => `${file}\n${readFileSync(file, 'utf8')}`)
    .toSorted();
}

const spoilt: readonly (readonly [string, (root: string) => void, string])[] = [
  [
    'stale',
    (root) => writeFileSync(path.join(root, 'docs/providers/gandi.md'), 'old'),
    'docs/providers/gandi.md is stale: run npm run docs',
  ],
  [
    'missing',
    (root) => rmSync(path.join(root, 'docs/providers/gandi.zh-CN.md')),
    'docs/providers/gandi.zh-CN.md is missing: run npm run docs',
  ],
  [
    'superfluous',
    (root) => writeFileSync(path.join(root, 'docs/providers/gone.md'), 'left'),
    'docs/providers/gone.md belongs to nothing that is generated: run npm run docs',
  ],
  [
    'superfluous in a folder',
    (root) => {
      mkdirSync(path.join(root, 'docs/providers/old'));
      writeFileSync(path.join(root, 'docs/providers/old/gone.md'), 'left');
    },
    'docs/providers/old/gone.md belongs to nothing that is generated: run npm run docs',
  ],
  [
    'stale in the README',
    (root) => {
      const file = path.join(root, 'README.md');
      writeFileSync(file, readFileSync(file, 'utf8').replace(/^There are .*$/m, 'There are few.'));
    },
    'README.md is stale: run npm run docs',
  ],
  [
    'stale in the Chinese README',
    (root) => writeFileSync(path.join(root, 'README.zh-CN.md'), readme),
    'README.zh-CN.md is stale: run npm run docs',
  ],
];

it.each(spoilt)('what is %s is told, and mended by writing', (_, spoil, sentence) => {
  const root = written();
  const good = everything(root);
  spoil(root);
  const bad = everything(root);
  expect(docsProblems(root, some)).toEqual([sentence]);
  expect(everything(root)).toEqual(bad);
  expect(writeDocs(root, some)).toEqual([]);
  expect(docsProblems(root, some)).toEqual([]);
  expect(everything(root)).toEqual(good);
});

it.each([
  ['without a mark', '# Ours\n'],
  ['with only the first mark', `${marks.begin}\n`],
  ['with the marks the wrong way round', `${marks.end}\n${marks.begin}\n`],
  ['with the marks twice', `${readme}${readme}`],
])('a README %s is told, and left alone', (_, text) => {
  const root = written();
  writeFileSync(path.join(root, 'README.md'), text);
  const sentence = expect.stringContaining('README.md must hold');
  expect(docsProblems(root, some)).toEqual([sentence]);
  expect(writeDocs(root, some)).toEqual([sentence]);
  expect(readFileSync(path.join(root, 'README.md'), 'utf8')).toBe(text);
});

it('follows the registry: pages come and go, and the READMEs count them', () => {
  const root = written();
  const pages = () => readdirSync(path.join(root, 'docs/providers')).toSorted();
  const before = pages();
  writeDocs(root, { ...some, providers: [...some.providers, digitalocean] });
  expect(pages()).toEqual([...before, 'digitalocean.md', 'digitalocean.zh-CN.md'].toSorted());
  const text = readFileSync(path.join(root, 'README.md'), 'utf8');
  expect(text).toContain('There are 3 providers.');
  expect(text).toContain('[DigitalOcean](docs/providers/digitalocean.md)');
  expect(text).toMatch(/^# Ours\n\n<!--[\s\S]*-->\n\nTail\n$/);
  writeDocs(root, some);
  expect(pages()).toEqual(before);
});

it('the script writes, and its --check has a status', () => {
  const root = temporaryFolder();
  for (const name of ['README.md', 'README.zh-CN.md']) {
    writeFileSync(path.join(root, name), readme);
  }
  const script = path.join(import.meta.dirname, '../../scripts/generate-docs.ts');
  const run = (...words: readonly string[]) =>
    spawnSync(process.execPath, [script, root, ...words], { encoding: 'utf8' });
  const before = run('--check');
  expect(before.status).toBe(1);
  expect(before.stderr).toContain('docs/providers.md is missing: run npm run docs\n');
  expect(run()).toMatchObject({ status: 0, stderr: '' });
  expect(run('--check')).toMatchObject({ status: 0, stderr: '' });
  writeFileSync(path.join(root, 'docs/providers/gone.md'), 'left');
  expect(run('--check').status).toBe(1);
});
