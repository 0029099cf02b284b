import { join } from 'node:path';
import { Arch, build, type Configuration, Platform } from 'electron-builder';
import type { DistArch, DistPlatform } from './options.ts';
import { type Tree, treeOf } from './tree.ts';

/** What is to be packaged out of the built files. */
export interface PackageRun {
  readonly root: string;
  readonly platform: DistPlatform;
  /** For each architecture the targets, as electron-builder calls them. */
  readonly targets: ReadonlyMap<DistArch, readonly string[]>;
  /** electron-builder's configuration, relative to the root. */
  readonly config: string;
  /** Over the configuration's own. */
  readonly settings?: Configuration | undefined;
  /** The folder of a program that is packaged already. */
  readonly prepackaged?: string | undefined;
  /** A folder or an archive of Electron; without it electron-builder fetches it. */
  readonly electronDist?: string | undefined;
}

/** A packaged program before it is put into installers. */
export interface PackagedProgram {
  readonly platform: DistPlatform;
  readonly arch: DistArch;
  readonly folder: string;
  /** Electron as it lay there before anything of ours was added. */
  readonly electron: Tree;
}

const platformOf = { win: Platform.WINDOWS, linux: Platform.LINUX, mac: Platform.MAC } as const;

/**
 * Packages by electron-builder, and publishes nothing. Resolves with the unpacked programs, none where
 * they were packaged before. Rejects with a sentence where Electron or a tool cannot be fetched.
 */
export async function runElectronBuilder(run: PackageRun): Promise<readonly PackagedProgram[]> {
  const { root, platform, targets, electronDist } = run;
  const packaged: PackagedProgram[] = [];
  const asked = new Map([...targets].map(([arch, names]) => [Arch[arch], [...names]]));
  try {
    await build({
      projectDir: root,
      publish: 'never',
      targets: new Map([[platformOf[platform], asked]]),
      ...(run.prepackaged === undefined ? {} : { prepackaged: run.prepackaged }),
      config: {
        extends: run.config,
        ...run.settings,
        ...(electronDist === undefined ? {} : { electronDist }),
        // What is ours of a package is known only beside what was there before.
        afterExtract: ({ appOutDir, arch }) => {
          const name = arch === Arch.arm64 ? 'arm64' : 'x64';
          packaged.push({ platform, arch: name, folder: appOutDir, electron: treeOf(appOutDir) });
        },
      },
    });
  } catch (error) {
    throw packagingError(error, electronDist);
  }
  return packaged;
}

/** Where the one file `app.asar` lies in a packaged program; `product` is the product's name. */
export function resourcesOf({ platform, folder }: PackagedProgram, product: string): string {
  const parts = platform === 'mac' ? [`${product}.app`, 'Contents', 'Resources'] : ['resources'];
  return join(folder, ...parts);
}

const network =
  /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|cannot resolve|getaddrinfo|status code|fetch failed|HTTPError|RequestError/i;

/** One sentence about what went wrong while packaging, with what to do next. */
export function packagingError(error: unknown, electronDist: string | undefined): Error {
  const text = error instanceof Error ? error.message : String(error);
  const [line = ''] = text.trim().split('\n');
  const why = line.replace(/[.:]+$/, '');
  if (network.test(text)) {
    const what =
      electronDist === undefined ? 'Electron or a packaging tool' : 'A tool for packaging';
    const advice =
      electronDist === undefined
        ? 'check the network, or name a folder or a zip of Electron in DDNS_TRAY_ELECTRON_DIST and the tools as docs/releasing.md says'
        : 'check the network, or name local tools as docs/releasing.md says';
    return new Error(`${what} could not be fetched (${why}): ${advice}.`, { cause: error });
  }
  return new Error(`electron-builder failed (${why}): what it wrote above says more.`, {
    cause: error,
  });
}
