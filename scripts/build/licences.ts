import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Metafile } from 'esbuild';

/** A package that is bundled, with what its licence asks to be passed on. */
interface BundledPackage {
  readonly name: string;
  readonly version: string;
  /** As the package names it (SPDX). */
  readonly licence: string;
  readonly text: string;
}

const title = `What DDNS Tray is made of, and under which licences.

The desktop app runs on Electron and Chromium. Their licences are in the files LICENSE.electron.txt
(LICENSE in Electron's own folder) and LICENSES.chromium.html beside the program.`;

const rule = '-'.repeat(80);

/** By code unit: the same everywhere, whatever the language of the computer. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** The folders of the packages that bundles hold something of, relative to where esbuild worked. */
function foldersOf(metafiles: readonly Metafile[]): ReadonlySet<string> {
  const inputs = metafiles
    .flatMap(({ outputs }) => Object.values(outputs))
    .flatMap((output) => Object.entries(output.inputs));
  const folders = inputs.flatMap(([file, { bytesInOutput }]) => {
    // What our plugins put in the place of a module has a name space before its path.
    const found = /^(?![\w-]+:)(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(file);
    return found === null || bytesInOutput === 0 ? [] : [found[0]];
  });
  return new Set(folders);
}

function readClean(file: string): string {
  const text = readFileSync(file, 'utf8').replace(/^\uFEFF|\r/g, '');
  return text.replace(/[ \t]+$/gm, '').trim();
}

/** Packages that name the MIT licence and pass no text of it on; the licence's terms are the same for all. */
const nameOnly: readonly string[] = ['@nodable/entities', 'lazy-val'];

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly license: string;
  readonly author?: string;
}

/** What stands in a README under the heading “License”, where those are the whole terms. */
function sectionOf(readme: string): string {
  const [, section = ''] = /^(?:#+ *)?licen[cs]e *\n([\s\S]*)/im.exec(readme) ?? [];
  const plain = section.replace(/^(?:[-=]+|\[[^\]]+\]: .*)$/gm, '').trim();
  return /permission is hereby granted/i.test(plain) ? plain : '';
}

function termsOf(folder: string, { name, license, author }: Manifest, root: string): string {
  const files = readdirSync(folder).sort(compare);
  const named = files.filter((file) => /^(?:licen[cs]e|copying)(?:[.-].*)?$/i.test(file));
  const notices = files.filter((file) => /^notice(?:\..*)?$/i.test(file));
  const read = (file: string) => readClean(join(folder, file));
  if (named.length > 0) return [...named, ...notices].map(read).join('\n\n');
  const readme = files.find((file) => /^readme(?:\..*)?$/i.test(file));
  const section = readme === undefined ? '' : sectionOf(read(readme));
  if (section !== '' || !nameOnly.includes(name)) return section;
  const own = readClean(join(root, 'LICENSE'));
  const fits = license === 'MIT' && author !== undefined && own.startsWith('MIT License\n');
  return fits ? `Copyright (c) ${author}\n\n${own.slice(own.indexOf('Permission'))}` : '';
}

function readPackage(folder: string, root: string): BundledPackage {
  const manifest: Manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const { name, version, license } = manifest;
  const text = termsOf(folder, manifest, root);
  if (typeof license !== 'string' || text === '') {
    throw new Error(`The package ${name} has no licence text that could be passed on.`);
  }
  return { name, version, licence: license, text };
}

/**
 * The names, versions and licences of the program itself and of each package that the bundles hold
 * something of, in the order of their names, with the licences' texts. `root` is where esbuild
 * worked, and the program's own folder. Throws where a package has no licence text.
 */
export function licencesText(metafiles: readonly Metafile[], root: string): string {
  const folders = [...foldersOf(metafiles)].map((folder) => join(root, folder));
  const packages = folders
    .map((folder) => readPackage(folder, root))
    .sort((a, b) => compare(a.name, b.name) || compare(a.version, b.version));
  const parts = [readPackage(root, root), ...packages].map(
    ({ name, version, licence, text }) => `${rule}\n${name} ${version} (${licence})\n\n${text}`,
  );
  // The same package may lie in two folders.
  return `${[title, ...new Set(parts)].join('\n\n')}\n`;
}
