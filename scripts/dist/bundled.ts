/** A package as licences.txt and the lock file know it. */
export interface NamedPackage {
  readonly name: string;
  readonly version: string;
  /** SPDX, as the package names it. */
  readonly licence: string;
}

/**
 * What the shipped files are made of, by the headings of the built licences.txt: the program itself
 * comes first. Throws a sentence where there is none.
 */
export function bundledPackages(
  licences: string,
): readonly [own: NamedPackage, ...others: NamedPackage[]] {
  const found = [...licences.matchAll(/^-{80}\n(\S+) (\S+) \((.+)\)$/gm)];
  const [own, ...others] = found.map(([, name = '', version = '', licence = '']) => ({
    name,
    version,
    licence,
  }));
  if (own === undefined || others.length === 0) {
    throw new Error('out/licences.txt names no packages: run npm run build, and look at it.');
  }
  return [own, ...others];
}

/** The part of package-lock.json that is read here. */
export interface LockFile {
  readonly packages: Readonly<
    Record<string, { readonly version?: string; readonly integrity?: string }>
  >;
}

/**
 * SHA-512 of a package's archive in hexadecimal, by what the lock file pins. Throws a sentence where
 * it pins no such version.
 */
export function lockedHash(lock: LockFile, name: string, version: string): string {
  for (const [at, { version: locked, integrity = '' }] of Object.entries(lock.packages)) {
    const [, hash] = /^sha512-(\S{86}==)$/.exec(integrity) ?? [];
    const named = at === `node_modules/${name}` || at.endsWith(`/node_modules/${name}`);
    if (named && locked === version && hash !== undefined) {
      return Buffer.from(hash, 'base64').toString('hex');
    }
  }
  throw new Error(
    `package-lock.json does not pin ${name} ${version}, which is shipped: run npm ci and build again.`,
  );
}
