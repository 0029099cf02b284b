import { families, sameAddress } from '../address.ts';
import type { HistoryEntry } from '../history.ts';
import type { AppState } from '../state.ts';

export type AddressChange = Extract<HistoryEntry, { kind: 'address' }>;

/** Each family's address that was found or became another one. `now` is in milliseconds since 1970. */
export function addressChanges(
  before: AppState,
  after: AppState,
  now: number,
): readonly AddressChange[] {
  return families.flatMap((family): readonly AddressChange[] => {
    const { address } = after.families[family];
    const last = before.families[family].address;
    if (address === undefined || sameAddress(address, last)) return [];
    return [{ kind: 'address', at: now, address, before: last }];
  });
}
