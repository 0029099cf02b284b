import type { DistArch, DistPlatform } from './options.ts';

/** What electron-builder's configuration says of one target. */
type TargetEntry =
  | string
  | { readonly target: string; readonly arch?: string | readonly string[] | undefined };

/** The part of electron-builder's configuration that is read here. */
export interface BuilderConfig extends Partial<Record<DistPlatform, BuilderPlatform>> {
  readonly executableName?: string | undefined;
}

interface BuilderPlatform {
  readonly target?: TargetEntry | readonly TargetEntry[] | undefined;
}

/**
 * The targets of a platform for each architecture that is asked for. electron-builder itself would
 * build every architecture that its configuration names, whatever was asked for. Throws a sentence
 * where nothing is left.
 */
export function targetsOf(
  config: BuilderConfig,
  platform: DistPlatform,
  archs: readonly DistArch[],
): ReadonlyMap<DistArch, readonly string[]> {
  const entries = [config[platform]?.target ?? []].flat();
  const targets = new Map<DistArch, readonly string[]>();
  for (const arch of archs) {
    const names = entries.flatMap((entry) => {
      if (typeof entry === 'string') return [entry];
      const told = entry.arch === undefined ? archs : [entry.arch].flat();
      return told.some((one) => one === arch) ? [entry.target] : [];
    });
    if (names.length > 0) targets.set(arch, names);
  }
  if (targets.size === 0) {
    throw new Error(
      `electron-builder.yml has no ${platform} target for ${archs.join(' and ')}: add one, or ask for another architecture.`,
    );
  }
  return targets;
}
