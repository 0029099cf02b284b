import { z } from 'zod';

/** What a packaged program of one platform and architecture takes. In bytes. */
export interface PackageSize {
  /** As in “win x64”. */
  readonly name: string;
  /** The whole folder, Electron with it. */
  readonly whole: { readonly bytes: number; readonly files: number };
  /** Without Electron's own share. */
  readonly own: { readonly bytes: number; readonly files: number };
  readonly asarBytes: number;
  /** The one-click installer without Electron's own share, where there is one. */
  readonly ownInstallerBytes?: number | undefined;
}

const limits = z.strictObject({
  installedBytes: z.int().positive(),
  installerBytes: z.int().positive(),
  files: z.int().positive(),
});

/** The most that may be ours, Electron's own share not counted. In bytes. */
export type SizeLimits = z.infer<typeof limits>;

/** Reads build/size-limits.json. Throws a sentence where it cannot be used. */
export function readSizeLimits(text: string): SizeLimits {
  const read = limits.safeParse(json(text));
  if (read.success) return read.data;
  throw new Error(
    'build/size-limits.json has to hold installedBytes, installerBytes and files, each a whole number above 0.',
  );
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** One sentence for each limit that is exceeded; none where all is well. */
export function sizeProblems(
  sizes: readonly PackageSize[],
  { installedBytes, installerBytes, files }: SizeLimits,
): readonly string[] {
  const advice = 'find out what grew, or raise it in build/size-limits.json and say why';
  return sizes.flatMap(({ name, own, ownInstallerBytes = 0 }) => {
    const rows: readonly (readonly [string, number, number])[] = [
      ['bytes installed', own.bytes, installedBytes],
      ['bytes in the installer', ownInstallerBytes, installerBytes],
      ['files', own.files, files],
    ];
    return rows
      .filter(([, is, limit]) => is > limit)
      .map(
        ([what, is, limit]) =>
          `${name} has ${is} ${what} of our own, over the limit of ${limit}: ${advice}.`,
      );
  });
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1000).toFixed(1)} kB`;
}

/** The report for people: each artifact's size, and what of each package is ours. */
export function sizeReport(
  artifacts: ReadonlyMap<string, number>,
  sizes: readonly PackageSize[],
): string {
  const rows: (readonly [string, string])[] = [
    ...[...artifacts].map(([name, bytes]) => [name, kilobytes(bytes)] as const),
    ...sizes.flatMap(({ name, whole, own, asarBytes, ownInstallerBytes }) => [
      [`${name}: installed`, kilobytes(whole.bytes)] as const,
      [`${name}: installed, without Electron’s share`, kilobytes(own.bytes)] as const,
      [`${name}: app.asar`, kilobytes(asarBytes)] as const,
      ...(ownInstallerBytes === undefined
        ? []
        : [
            [`${name}: installer, without Electron’s share`, kilobytes(ownInstallerBytes)] as const,
          ]),
      [`${name}: files`, String(whole.files)] as const,
      [`${name}: files, without Electron’s`, String(own.files)] as const,
    ]),
  ];
  const left = Math.max(...rows.map(([what]) => what.length));
  const right = Math.max(...rows.map(([, size]) => size.length));
  return rows.map(([what, size]) => `${what.padEnd(left)}  ${size.padStart(right)}\n`).join('');
}
