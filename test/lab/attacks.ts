/** What a hostile box of the laboratory does; given to `attacker.ts` as JSON. */
export type Attack =
  /** Answers NAT-PMP for itself, RFC 6886 3.2; PCP gets "unsupported version". */
  | { readonly kind: 'natPmp'; readonly on: string; readonly address: string }
  /** Sends announcements of a new external address to all hosts, RFC 6886 3.2.1, four a second. */
  | { readonly kind: 'announce'; readonly from: string; readonly address: string }
  /** Answers every search for a gateway, and is one with that external address. */
  | { readonly kind: 'igd'; readonly on: string; readonly address: string }
  /** Answers every DNS question on that port with that address. */
  | { readonly kind: 'dns'; readonly port: number; readonly address: string }
  /** Answers every STUN request on that port with that address, RFC 8489. */
  | { readonly kind: 'stun'; readonly port: number; readonly address: string }
  /** Forwards CONNECT, so that every service sees the proxy. */
  | { readonly kind: 'proxy'; readonly on: string; readonly port: number };
