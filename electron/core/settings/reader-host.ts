import { parseAddress } from '../address.ts';
import {
  defaultPrefix,
  longestMacPrefix,
  macSuffix,
  prefixRange,
  suffixFault,
} from '../host-address.ts';
import type { HostAddress } from '../record.ts';
import { expected, type Place, report, shown } from './reader-walk.ts';

function readPrefix(place: Place): number | undefined {
  const { value } = place;
  if (value === undefined) return defaultPrefix;
  if (typeof value !== 'number' || !Number.isInteger(value)) return expected(place, 'prefix');
  return value >= prefixRange.min && value <= prefixRange.max ? value : expected(place, 'prefix');
}

/** Reads the other host that a record is for: `host`, and `prefix` beside it. */
export function readHost(hostPlace: Place, prefixPlace: Place): HostAddress | undefined {
  const prefix = readPrefix(prefixPlace);
  if (hostPlace.value === undefined) {
    if (prefixPlace.value === undefined) return undefined;
    return report(prefixPlace, { kind: 'needs', field: 'prefix', other: 'host' }, true);
  }
  const text = typeof hostPlace.value === 'string' ? hostPlace.value.trim() : '';
  const made = macSuffix(text);
  const suffix = made ?? parseAddress(text);
  if (suffix?.family !== 'ipv6') return expected(hostPlace, 'host');
  const host = shown(text) ?? suffix.text;
  if (prefix === undefined) return undefined;
  if (made !== undefined && prefix > longestMacPrefix) {
    return report(prefixPlace, { kind: 'hostPrefix', host, prefix });
  }
  const fault = suffixFault(suffix, prefix);
  if (fault === undefined) return { suffix: suffix.text, prefix };
  if (fault.kind === 'empty') return expected(hostPlace, 'host');
  const [network, own] = [fault.network.text, fault.own.text];
  return report(hostPlace, { kind: 'hostBits', host, prefix, network, own });
}
