import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { archiveBytes } from './archive.ts';
import { type PackagedProgram, resourcesOf, runElectronBuilder } from './electron-builder.ts';
import type { PackageSize } from './size.ts';
import { ownShare, treeOf } from './tree.ts';

export interface MeasureOptions {
  readonly root: string;
  /** As electron-builder.yml has them. */
  readonly productName: string;
  readonly executableName: string;
  /** The one-click installer, where there is one. */
  readonly installer?: string | undefined;
}

/** Packs files as an installer would, and tells how many bytes that takes. */
async function packedBytes(
  { platform, arch, folder }: PackagedProgram,
  files: readonly string[],
  root: string,
): Promise<number> {
  const work = mkdtempSync(join(tmpdir(), 'ddns-tray-size-'));
  try {
    for (const file of files) {
      mkdirSync(dirname(join(work, 'own', file)), { recursive: true });
      copyFileSync(join(folder, file), join(work, 'own', file));
    }
    await runElectronBuilder({
      root,
      platform,
      targets: new Map([[arch, ['7z']]]),
      config: 'electron-builder.yml',
      prepackaged: join(work, 'own'),
      settings: { directories: { output: join(work, 'out') }, artifactName: 'own.$' + '{ext}' },
    });
    return statSync(join(work, 'out', 'own.7z')).size;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

/**
 * Measures a packaged program. Of an installer, everything is ours but the archive in it, of which
 * only our own files are; they are packed once more on their own to know.
 */
export async function measure(
  program: PackagedProgram,
  { root, productName, executableName, installer }: MeasureOptions,
): Promise<PackageSize> {
  const packaged = treeOf(program.folder);
  const own = ownShare(program.electron, packaged, executableName);
  const asar = join(resourcesOf(program, productName), 'app.asar');
  return {
    name: `${program.platform} ${program.arch}`,
    whole: { bytes: [...packaged.values()].reduce((a, b) => a + b, 0), files: packaged.size },
    own: { bytes: own.bytes, files: own.files.length },
    asarBytes: statSync(asar).size,
    ownInstallerBytes:
      installer === undefined
        ? undefined
        : statSync(installer).size -
          archiveBytes(readFileSync(installer)) +
          (await packedBytes(program, own.files, root)),
  };
}
