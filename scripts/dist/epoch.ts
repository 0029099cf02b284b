/** Where the time of a release can be known from, the best first. */
export interface EpochSources {
  /** The variable SOURCE_DATE_EPOCH (reproducible-builds.org). */
  readonly variable?: string | undefined;
  /** What `git log -1 --format=%ct` says. */
  readonly commit?: string | undefined;
  /** The day in the CHANGELOG, 2026-11-23. */
  readonly day?: string | undefined;
}

/**
 * The time that a release carries, in seconds since 1970: the same each time that it is built. Throws
 * a sentence where nothing tells it.
 */
export function releaseEpoch({ variable, commit, day }: EpochSources): number {
  const told = variable || commit;
  if (told !== undefined && told !== '') {
    const seconds = /^\d{1,11}$/.test(told) ? Number(told) : Number.NaN;
    if (Number.isNaN(seconds)) throw new Error(`“${told}” is no time in seconds since 1970.`);
    return seconds;
  }
  if (day === undefined) {
    throw new Error(
      'The time of the release is unknown without Git and CHANGELOG: set SOURCE_DATE_EPOCH to it, in seconds since 1970.',
    );
  }
  return Date.parse(`${day}T00:00:00Z`) / 1000;
}
