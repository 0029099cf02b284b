import type { Family } from './address.ts';

/** Another host's address (never a name) and port. */
export interface UdpPeer {
  readonly address: string;
  readonly port: number;
}

export interface UdpExchange {
  /** Milliseconds after each sending; then it is sent again, and after the last given up. */
  readonly waits: readonly number[];
  /** Whether a datagram of the peer's is the answer; others are passed over. */
  readonly accepts: (bytes: Uint8Array) => boolean;
  /** This computer's address to send from. */
  readonly localAddress?: string | undefined;
  readonly signal: AbortSignal;
}

export interface UdpListening {
  readonly family: Family;
  /** 0 for any that is free. */
  readonly port: number;
  /** This computer's address to listen on; all when undefined. */
  readonly localAddress?: string | undefined;
  /** Groups to hear. */
  readonly groups: readonly string[];
  /** Others may listen on the port too. */
  readonly shared: boolean;
  readonly onMessage: (bytes: Uint8Array, from: UdpPeer) => void;
  /** Closes the socket. */
  readonly signal: AbortSignal;
}

export interface UdpSocket {
  /** Resolves when the system has it. Rejects with {@link NetError}. */
  send(bytes: Uint8Array, to: UdpPeer): Promise<void>;
}

/** Datagrams. All rejections are {@link NetError}s. */
export interface Udp {
  /** The addresses of that family that the system finds for a host, first one first; never none. `timeout` in milliseconds. */
  resolve(
    host: string,
    family: Family,
    options: { readonly timeout: number; readonly signal: AbortSignal },
  ): Promise<readonly string[]>;
  /** Asks one host over a connected socket, so that no other can answer. */
  exchange(bytes: Uint8Array, peer: UdpPeer, options: UdpExchange): Promise<Uint8Array>;
  listen(options: UdpListening): Promise<UdpSocket>;
}
