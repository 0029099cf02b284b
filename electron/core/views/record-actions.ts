import type { RecordAction } from '../../contract/snapshot.ts';
import type { FailureKind } from '../outcome.ts';
import type { Detection } from '../state.ts';

const steps: Readonly<Record<FailureKind, readonly RecordAction[]>> = {
  auth: ['enterCredentials', 'openProvider'],
  blocked: ['openProvider', 'tryAgain'],
  plan: ['openProvider', 'tryAgain'],
  zoneNotFound: ['chooseZone', 'openProvider'],
  recordNotFound: ['openProvider', 'tryAgain'],
  hostNotFound: ['openProvider', 'tryAgain'],
  conflict: ['openProvider', 'tryAgain'],
  clock: ['fixClock', 'tryAgain'],
  rateLimited: ['wait'],
  server: ['wait'],
  network: ['checkNetwork', 'tryAgain'],
  offline: ['checkNetwork'],
  // Nothing tells us that the user has signed in.
  captive: ['signIn', 'tryAgain'],
  proxyAuth: ['setProxy'],
  tls: ['fixClock', 'tryAgain'],
  mismatch: ['openProvider', 'tryAgain'],
  invalid: ['editRecord'],
  unknown: ['openLog', 'openProvider'],
};

/** What helps against a failure, the best first. */
export function failureActions(kind: FailureKind): readonly RecordAction[] {
  return steps[kind];
}

/** Why a record is not up to date. */
export type RecordTrouble =
  | { readonly kind: 'none' }
  | { readonly kind: 'failure'; readonly failure: FailureKind; readonly stopped: boolean }
  | { readonly kind: 'locked' }
  /** The last detection of its family brought no address. */
  | { readonly kind: 'noAddress'; readonly last: Detection | undefined }
  /** It is for another host, which has no public address behind the present prefix. */
  | { readonly kind: 'notGlobal' }
  /** A call may have arrived, and is not repeated for now. */
  | { readonly kind: 'underWay' }
  /** The next check writes it. */
  | { readonly kind: 'unwritten' };

function withoutLink(trouble: RecordTrouble): readonly RecordAction[] {
  switch (trouble.kind) {
    case 'none':
      return [];
    case 'failure': {
      const actions = failureActions(trouble.failure);
      if (!trouble.stopped) return actions;
      return [...actions.filter((action) => action !== 'tryAgain'), 'tryAgain'];
    }
    case 'locked':
      return ['enterCredentials', 'openProvider'];
    case 'noAddress':
      return noAddressActions(trouble.last);
    case 'notGlobal':
      return ['editRecord'];
    case 'underWay':
      return ['wait'];
    case 'unwritten':
      return ['wait', 'tryAgain'];
  }
}

function noAddressActions(last: Detection | undefined): readonly RecordAction[] {
  if (last === undefined) return ['tryAgain'];
  if (last.kind === 'off') return ['checkSources'];
  const isOffline = last.kind === 'unavailable' && last.why === 'offline';
  return isOffline ? ['checkNetwork'] : ['checkSources', 'tryAgain'];
}

/** What the user can do about a record, the best first; a page of the provider only where there is one. */
export function recordActions(
  trouble: RecordTrouble,
  link: string | undefined,
): readonly RecordAction[] {
  const actions = withoutLink(trouble);
  return link === undefined ? actions.filter((action) => action !== 'openProvider') : actions;
}
