import type { Address } from '../address.ts';
import type { EventPlace } from './events.ts';

/** How a gateway was asked. */
export type GatewayProtocol = 'natPmp' | 'pcp' | 'igd';

/** A gateway's own word on its Internet side. */
export type GatewayWord =
  | {
      readonly kind: 'address';
      readonly protocol: GatewayProtocol;
      /** The gateway that was asked. */
      readonly gateway: string;
      /** Any kind of IPv4 address: a private or shared one tells that there is another NAT behind it. */
      readonly address: Address;
      /** Seconds since the gateway began to count; IGD has none. */
      readonly epoch?: number | undefined;
      /** Where its changes can be subscribed to; only with IGD. */
      readonly events?: EventPlace | undefined;
    }
  /** It speaks a protocol of ours, but has no address now: its link is down. */
  | {
      readonly kind: 'down';
      readonly protocol: GatewayProtocol;
      readonly gateway: string;
      readonly epoch?: number | undefined;
      readonly events?: EventPlace | undefined;
    }
  /** It was asked and speaks no protocol of ours. */
  | {
      readonly kind: 'silent';
      readonly gateway: string;
      /** When it is asked again, in milliseconds since 1970; until then this word comes from memory. */
      readonly again?: number | undefined;
    }
  /** There is no default gateway for IPv4. */
  | { readonly kind: 'none' };

/** What a gateway said that speaks a protocol of ours. */
export type SpokenWord = Extract<GatewayWord, { readonly protocol: GatewayProtocol }>;

/** Asks the default gateway, and nobody else, for its external IPv4 address. */
export interface GatewayClient {
  /**
   * Milliseconds are few where the protocol is known; a gateway that was silent is asked again only
   * after a while, or when the network changed. Rejects only with the signal's reason.
   */
  ask(signal: AbortSignal): Promise<GatewayWord>;
  /** The network is another: what was learnt about the gateway no longer holds. */
  forget(): void;
  /** Tells each time that it is told to forget, until the signal aborts. */
  onForget?(listener: () => void, signal: AbortSignal): void;
}
