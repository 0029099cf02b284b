import type { Family } from './address.ts';
import type { Name } from './name.ts';

export type RecordType = 'A' | 'AAAA';

export const recordTypes: readonly RecordType[] = ['A', 'AAAA'];

/** Names one record in the state, in logs and on the command line: `account/name/type`. */
export type RecordId = string;

/** Another host behind the same IPv6 prefix. */
export interface HostAddress {
  /** IPv6 text in its canonical form; its first `prefix` bits are zero. */
  readonly suffix: string;
  /** How many bits of the public address the hosts share: 1 to 127. */
  readonly prefix: number;
}

/** One name and type that the user listed, at one account. What the user left out is undefined and stays as found. */
export interface ManagedRecord {
  readonly id: RecordId;
  readonly name: Name;
  readonly type: RecordType;
  readonly account: string;
  /** Seconds. */
  readonly ttl?: number | undefined;
  readonly proxied?: boolean | undefined;
  /** The zone that holds the name, where the user says so; else it is searched. */
  readonly zone?: Name | undefined;
  /** The address is another host's in the same network: the prefix of the public one, with this suffix. */
  readonly host?: HostAddress | undefined;
  /** The user did not ask for this type: it is here because both are the default. */
  readonly implied: boolean;
}

export function recordId(account: string, name: Name, type: RecordType): RecordId {
  return `${account}/${name}/${type}`;
}

export function familyOf(type: RecordType): Family {
  return type === 'A' ? 'ipv4' : 'ipv6';
}
