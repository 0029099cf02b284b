/**
 * Who has which address in the laboratory. All that can come out as a public address is global
 * unicast: the product refuses the ranges for documentation.
 */
export const lan = {
  router: '192.168.1.1',
  home: '192.168.1.20',
  neighbour: '192.168.1.66',
} as const;

/** What the router's WAN side can be given; `gateway` is the provider's side of the same link. */
export interface WanNet {
  readonly gateway: string;
  readonly bits: number;
  /** The provider translates these once more. */
  readonly shared: boolean;
}

export const wanNets = {
  first: { gateway: '81.2.69.1', bits: 24, shared: false },
  second: { gateway: '89.160.20.1', bits: 24, shared: false },
  carrier: { gateway: '100.64.0.1', bits: 16, shared: true },
  private: { gateway: '10.77.0.1', bits: 24, shared: true },
} as const satisfies Record<string, WanNet>;

/** Addresses of the router on its WAN side. */
export const wan = {
  first: '81.2.69.10',
  other: '81.2.69.11',
  moved: '89.160.20.112',
  carrier: '100.64.7.2',
  private: '10.77.0.2',
} as const;

/** IPv6 prefixes that the provider routes to the router, without their last 64 bits. */
export const prefixes = { first: '2a02:8071:1:1', renumbered: '2a02:8071:2:2' } as const;

export const ipv6 = {
  /** The provider's and the router's side of the WAN link. */
  ispWan: '2a02:8070:ffff::1',
  routerWan: '2a02:8070:ffff::2',
  stable: (prefix: string) => `${prefix}::20`,
} as const;

/** The computer's own line, without a router. */
export const direct = {
  gateway: '82.71.5.1',
  first: '82.71.5.20',
  moved: '82.71.5.21',
  ipv6Gateway: '2a02:8090:1::1',
  ipv6First: '2a02:8090:1::20',
} as const;

export const isp = {
  /** What the customers behind the provider's own NAT share. */
  shared: '217.0.5.5',
  ipv6: '2a02:80ff::5',
} as const;

export const vpn = {
  inside: '10.8.0.2',
  server: '10.8.0.1',
  exit: '185.65.134.66',
} as const;

export const internet = {
  isp: '217.0.5.1',
  ispIpv6: '2a02:80ff::1',
  vpn: '185.65.134.1',
  resolver: { ipv4: '195.46.39.39', ipv6: '2a00:1508::39' },
  nameServer: { ipv4: '194.0.5.53', ipv6: '2a00:1509::53' },
} as const;

/** The zone of the records, held by the authoritative server, and the key that may write it. */
export const zone = {
  name: 'example.com',
  server: 'ns1.example.com',
  record: 'pc.example.com',
  key: {
    name: 'home-key',
    algorithm: 'hmac-sha256',
    secret: 'b3duZXIgc2VjcmV0IG9mIHRoaXJ0eS10d28gYnl0ZXMu',
  },
} as const;
