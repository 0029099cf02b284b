import { hour } from '../duration.ts';
import { familyOf, type ManagedRecord } from '../record.ts';
import type { AppState } from '../state.ts';

/** The sources may be silent for so long before anybody needs to know. */
const silentFor = hour;

/**
 * What it means for a record that the last check did not find out its address. `brief`: it may well
 * be back with the next one. `lasting`: it has been so for an hour of checks, or there never was an
 * address. `excused`: lasting, but the record is there by default only, and the other family is well.
 */
export type MissingAddress = 'brief' | 'lasting' | 'excused';

/** Undefined where the address is known, or the sources told several. */
export function missingAddress(record: ManagedRecord, state: AppState): MissingAddress | undefined {
  const family = familyOf(record.type);
  const { address, seen, last } = state.families[family];
  if (last?.kind !== 'unavailable') return undefined;
  // The user wants it so: in that network nothing is found out.
  if (last.why === 'elsewhere') return 'brief';
  // Not against the present time: nothing was asked while the computer slept or the app was paused.
  const silent = (state.lastCheck ?? 0) - (seen ?? 0);
  if (address !== undefined && silent < silentFor) return 'brief';
  const other = family === 'ipv4' ? 'ipv6' : 'ipv4';
  return record.implied && state.families[other].last?.kind === 'known' ? 'excused' : 'lasting';
}
