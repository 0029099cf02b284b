import type { Running } from '../core/release/offer.ts';
import type { NoReleases } from '../core/release/state.ts';
import { parseVersion } from '../core/release/version.ts';
import { ReleaseCycle } from './releases/cycle.ts';
import type { Releases, ReleasesOptions } from './releases/options.ts';
import { createSignatureCheck } from './releases/signature.ts';
import { fittingFiles } from './releases/way.ts';

/** What the running program is, to what it finds; a reason where it is not to look at all. */
function runningOf(options: ReleasesOptions): Running | NoReleases {
  const { identity, way, target, system } = options;
  const version = parseVersion(options.version);
  if (identity === undefined || version === undefined) return 'notSetUp';
  if (way.kind === 'packaged') return 'packaged';
  return {
    version,
    target,
    system,
    feed: identity.feed,
    files: (offered) => fittingFiles(offered, way, target),
    isSigned: createSignatureCheck(identity.key),
  };
}

/** Puts the way to newer versions together. Nothing happens before it is asked or run. */
export function createReleases(options: ReleasesOptions): Releases {
  const running = runningOf(options);
  if (typeof running === 'object') return new ReleaseCycle(options, running);
  const nothing = async () => undefined;
  return {
    state: () => ({ kind: 'none', reason: running }),
    look: nothing,
    fetch: nothing,
    install: nothing,
    run: nothing,
    close: () => undefined,
  };
}
