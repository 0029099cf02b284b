import type { Family } from './address.ts';
import type { Detail } from './outcome.ts';

/** What stands between this computer and the Internet, as far as it is known. Each kind has its texts in the catalogues. */
export type VerdictKind =
  /** The Internet provider shares the address among customers: nobody can connect to it from outside. */
  | 'carrierGradeNat'
  /** The router stands behind another router. */
  | 'doubleNat'
  /** The router has no public address and does not say which other one: a shared or a private one. */
  | 'noPublicAddress'
  /** The router's own public address is another than the one that sources see. */
  | 'otherExit'
  /** The way out is a VPN's or another tunnel's. */
  | 'tunnel'
  /** The network wants a sign-in first. */
  | 'captivePortal'
  | 'ipv6Only'
  | 'noIpv6'
  | 'clockWrong'
  /** Somebody in the network answers for the name servers. */
  | 'dnsHijacked'
  | 'disagree'
  | 'offline'
  /** A network that the user did not approve. */
  | 'elsewhere';

export interface Verdict {
  readonly kind: VerdictKind;
  /** The family that it concerns; absent where it concerns both. */
  readonly family?: Family | undefined;
  /** What was seen, without a final full stop. */
  readonly evidence: readonly Detail[];
}
