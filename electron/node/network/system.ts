import { parseAddress } from '../../core/address.ts';
import type { DefaultGateway } from '../../core/network.ts';
import type { AddressState, InterfaceAddress } from '../../core/ports.ts';
import type { Monitor } from './watch.ts';

/** States by {@link addressKey}. */
export type AddressStates = ReadonlyMap<string, AddressState>;

/** What only one kind of system tells, in its own way. Nothing of it ever rejects. */
export interface NetworkSystem {
  /** Of the addresses in the plain list; undefined where the system does not tell. */
  states(list: readonly InterfaceAddress[]): Promise<AddressStates | undefined>;
  /** The preferred one of each family first. */
  gateways(list: readonly InterfaceAddress[]): Promise<readonly DefaultGateway[]>;
  /** As `aa:bb:cc:dd:ee:ff`; undefined while the system has not met it. */
  hardwareAddress(gateway: DefaultGateway): Promise<string | undefined>;
  /** The system's names of the networks it is on. `mark` is something that tells networks apart. */
  profiles?(
    list: readonly InterfaceAddress[],
    mark: string | undefined,
  ): Promise<readonly string[]>;
  /** Starts what {@link states} would wait for, where that is slow. */
  prepare?(list: readonly InterfaceAddress[]): void;
  /**
   * The interface by which what is sent from that address of this computer's leaves for another host;
   * undefined where it cannot be told. Absent where the interface that has the address is taken.
   */
  wayFrom?(from: string, to: string): Promise<string | undefined>;
  /** What the driver of an interface calls itself. */
  description?(list: readonly InterfaceAddress[], name: string): Promise<string | undefined>;
  /** The program that tells when something changes. */
  readonly monitor?: Monitor | undefined;
  /** A look at gateways and states is as cheap as one at the plain list, and can be had every other second. */
  readonly cheap: boolean;
}

/** One address of one interface, as a text; undefined for what is no address. A zone does not count. */
export function addressKey(name: string, address: string): string | undefined {
  const parsed = parseAddress(address.split('%', 1)[0] ?? '');
  return parsed === undefined ? undefined : `${name} ${parsed.text}`;
}

/** A system of which nothing more is known than the plain list. */
export const plainSystem: NetworkSystem = {
  states: async () => undefined,
  gateways: async () => [],
  hardwareAddress: async () => undefined,
  cheap: true,
};
