/** Where a gateway's changes can be subscribed to, and from where. */
export interface EventPlace {
  /** The gateway's own URL of its events; its host is an address literally. */
  readonly url: string;
  readonly gateway: string;
  /** This computer's address in the gateway's network. */
  readonly localAddress: string;
}

/** Hears the events of a UPnP gateway (UDA 1.1 section 4: GENA). */
export interface GatewayEvents {
  /**
   * Subscribes, renews and subscribes again by itself until the signal aborts. `onNotify` gets the
   * bodies of what the gateway told, each at most 64 KiB. Never throws: a gateway that refuses tells nothing.
   */
  subscribe(place: EventPlace, onNotify: (body: string) => void, signal: AbortSignal): void;
}
