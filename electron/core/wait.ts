import { type Address, sameAddress } from './address.ts';
import type { Capabilities } from './provider.ts';
import { shortestRepeat, unconfirmedRest } from './schedule.ts';
import type { AccountState, RecordState } from './state.ts';

/**
 * Until when a record is left alone, in milliseconds since 1970: its own and its account's back-off,
 * and caution after a call that may have arrived. Past or 0 where nothing holds it back.
 */
export function waitUntil(
  known: RecordState,
  account: AccountState | undefined,
  wanted: Address,
  capabilities: Capabilities,
  now: number,
): number {
  return Math.max(
    backOffUntil(known, account, capabilities, now),
    cautionUntil(known, wanted, capabilities),
  );
}

/**
 * The end of a back-off. Where the clock was set back since, it could be as far away as the jump:
 * only a punishing host is left alone so long.
 */
function backOffUntil(
  known: RecordState,
  account: AccountState | undefined,
  capabilities: Capabilities,
  now: number,
): number {
  const isSetBack = (known.last?.at ?? 0) > now;
  if (isSetBack && !capabilities.repeatsArePunished) return 0;
  return Math.max(account?.nextTry ?? 0, known.nextTry ?? 0);
}

/**
 * After a call that may have arrived, a punishing host is given time before it is told again. Where
 * the call repeated what stood there already, no name server can show whether it arrived.
 */
function cautionUntil(known: RecordState, wanted: Address, capabilities: Capabilities): number {
  const open = known.inFlight ?? known.unconfirmed;
  if (open === undefined || !capabilities.repeatsArePunished) return 0;
  const repeats =
    sameAddress(open.address, wanted) && sameAddress(known.published?.address, wanted);
  return open.at + (repeats ? shortestRepeat : unconfirmedRest);
}
