import { type Address, type Family, families, parseAddress, sameAddress } from './address.ts';
import type { Egress } from './network.ts';
import { networkFingerprint } from './network-fingerprint.ts';
import { isIgnored } from './network-rules.ts';
import type { InterfaceAddress } from './ports.ts';
import type { NetworkRules } from './settings.ts';
import type { Signal } from './settling.ts';
import { isTunnel } from './tunnel.ts';

/** What a look at this computer's networks shows; looking is cheap, and sends nothing. */
export interface Glance {
  readonly addresses: readonly InterfaceAddress[];
  /** Absent for a family that has no way out. */
  readonly egress: Partial<Readonly<Record<Family, Egress | undefined>>>;
}

/** What a difference between two looks is weighed against. */
export interface GlanceContext {
  readonly rules?: NetworkRules | undefined;
  /** The families that records need. */
  readonly needed: readonly Family[];
  /** Adapters that are asked by name, wherever the way out is. */
  readonly named: readonly string[];
  /** The last confirmed addresses. */
  readonly confirmed: Partial<Readonly<Record<Family, Address | undefined>>>;
}

/**
 * What the difference between two looks says: undefined where there is none that concerns us. A
 * way out that comes, or is another one, is sure; ways that go, tunnels and adapters may be the
 * first of several changes. Where the way out is known, other adapters do not matter: those of
 * containers come and go all day. Pure.
 */
export function differenceOf(
  before: Glance,
  after: Glance,
  context: GlanceContext,
): Extract<Signal, 'addressChanged' | 'networkChanged'> | undefined {
  const { rules, needed, named } = context;
  const moved = needed.filter((family) => isMoved(before, after, family, context));
  if (moved.some((family) => isSure(before, after, family, rules))) return 'addressChanged';
  const isKnown = [before, after].some(({ egress }) => families.some((family) => egress[family]));
  const shown = ({ addresses }: Glance) =>
    networkFingerprint(
      addresses.filter((one) => !isKnown || named.includes(one.interface)),
      rules,
    );
  return moved.length === 0 && shown(before) === shown(after) ? undefined : 'networkChanged';
}

function isMoved(
  before: Glance,
  after: Glance,
  family: Family,
  { rules, confirmed }: GlanceContext,
): boolean {
  if (wayOf(before, family, rules) !== wayOf(after, family, rules)) return true;
  const address = confirmed[family];
  return has(before, address, rules) && !has(after, address, rules);
}

/** The way out as a text; of an IPv6 address only its network counts, as temporary ones come and go. */
function wayOf({ egress }: Glance, family: Family, rules: NetworkRules | undefined): string {
  const way = egress[family];
  if (way?.interface === undefined) return '';
  const { interface: name, address } = way;
  return networkFingerprint([{ interface: name, address, internal: false }], rules);
}

function has({ addresses }: Glance, address: Address | undefined, rules?: NetworkRules): boolean {
  return addresses.some(
    (one) => !isIgnored(rules, one.interface) && sameAddress(parseAddress(one.address), address),
  );
}

function isSure(before: Glance, after: Glance, family: Family, rules?: NetworkRules): boolean {
  if (wayOf(after, family, rules) === '') return false;
  return ![before, after].some((glance) => {
    const way = glance.egress[family];
    return way?.interface !== undefined && isTunnel(way.interface, way.description);
  });
}
