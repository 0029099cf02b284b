import type { Family } from './address.ts';
import type { InterfaceAddress } from './ports.ts';

/** A router that this computer sends to by default, the preferred one of its family first. */
export interface DefaultGateway {
  readonly family: Family;
  readonly address: string;
  /** The system's name of the interface behind which it stands. */
  readonly interface: string;
}

/** Where a packet to the Internet would leave. */
export interface Egress {
  /** This computer's address on it. */
  readonly address: string;
  /** Undefined where no interface has that address any more. */
  readonly interface: string | undefined;
  /** What the interface's driver calls itself, where the system tells: Windows, and tunnels of Linux. */
  readonly description?: string | undefined;
}

/** By what a network can be known again. */
export interface NetworkIdentity {
  /** The default gateway's hardware address, as `aa:bb:cc:dd:ee:ff`; undefined where it is not known. */
  readonly gateway?: string | undefined;
  /** The system's own names of the networks it is on: Windows' profiles; empty elsewhere. */
  readonly profiles: readonly string[];
}

/** What the system tells about its networks. Sends nothing beyond the computer; never rejects but with an abort. */
export interface Network {
  /** All addresses, with what the system knows of their states: slower than `Interfaces.list`. */
  addresses(): Promise<readonly InterfaceAddress[]>;
  gateways(): Promise<readonly DefaultGateway[]>;
  /**
   * Undefined where there is no route for the family. With `from`, an address of this computer's: of
   * what is sent from that one; the interface is undefined where the system does not tell.
   */
  egress(family: Family, from?: string): Promise<Egress | undefined>;
  identity(): Promise<NetworkIdentity>;
  /** Tells of changes of addresses and routes, soon after they happen, until the signal aborts. */
  watch(onChange: () => void, signal: AbortSignal): void;
}
