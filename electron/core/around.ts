import { type Address, classify, type Family, families, parseAddress } from './address.ts';
import { second } from './duration.ts';
import { inTime } from './in-time.ts';
import { boundAddress, stableAddress } from './local-address.ts';
import type { Egress, Network, NetworkIdentity } from './network.ts';
import { isApproved } from './network-rules.ts';
import type { Clock, InterfaceAddress } from './ports.ts';
import type { NetworkRules } from './settings.ts';
import type { SourceContext } from './source.ts';
import { isTunnel } from './tunnel.ts';

/** Milliseconds that the system may take to tell of its networks. */
const patience = second;
/** The same where a new address hangs on its answer: Windows looks a driver up for many seconds. */
const longPatience = 20 * second;

/** What the system tells of the networks that this computer is on, for one check. */
export interface Around {
  readonly rules: NetworkRules | undefined;
  /** Undefined where it was not needed, or could not be told. */
  readonly identity: NetworkIdentity | undefined;
  readonly addresses: readonly InterfaceAddress[];
  /** The way out that the system would choose. */
  readonly egress: Partial<Readonly<Record<Family, Egress>>>;
  /** Families that leave by another adapter than the user chose, whatever address they are sent from. */
  readonly astray?: readonly Family[] | undefined;
}

/** Where nobody asked the system. */
export const nothingAround: Around = {
  rules: undefined,
  identity: undefined,
  addresses: [],
  egress: {},
};

/** Asks the system, all at once and for a second at most. Rejects only with the signal's reason. */
export async function lookAround(
  network: Network,
  rules: NetworkRules | undefined,
  clock: Clock,
  signal: AbortSignal,
): Promise<Around> {
  let identity: NetworkIdentity | undefined;
  let addresses: readonly InterfaceAddress[] = [];
  const egress: Partial<Record<Family, Egress>> = {};
  const leave = async (family: Family) => {
    const way = await network.egress(family);
    if (way !== undefined) egress[family] = way;
  };
  const recognise = async () => {
    identity = await network.identity();
  };
  const list = async () => {
    addresses = await network.addresses();
  };
  const isAsked = (rules?.approved ?? []).length > 0;
  const questions = [list(), leave('ipv4'), leave('ipv6'), ...(isAsked ? [recognise()] : [])];
  await inTime(patience, clock, signal, () => Promise.allSettled(questions));
  const around: Around = { rules, identity, addresses, egress: { ...egress } };
  if (rules?.bind === undefined) return around;
  const astray = await inTime(patience, clock, signal, () => strayFamilies(network, around));
  return { ...around, astray: astray ?? families };
}

/**
 * Linux goes by the destination: beside a VPN that takes everything, what is sent from the chosen
 * adapter's address leaves by the VPN all the same, and where that translates addresses it is answered.
 */
async function strayFamilies(network: Network, around: Around): Promise<readonly Family[]> {
  const ways = families.map(async (family): Promise<readonly Family[]> => {
    const chosen = wayOut(around, family);
    if (chosen === undefined) return [];
    const way = await network.egress(family, chosen.address).catch(() => undefined);
    const isAstray = way?.interface !== undefined && way.interface !== chosen.interface;
    return isAstray ? [family] : [];
  });
  return (await Promise.all(ways)).flat();
}

/**
 * True where the way out is no longer the one that it was when this was told: a VPN came up meanwhile.
 * Where it was not told at first, true where it turns out to be a tunnel that is not to be believed,
 * or is still not told.
 */
export async function hasMoved(
  network: Network,
  around: Around,
  family: Family,
  clock: Clock,
  signal: AbortSignal,
): Promise<boolean> {
  const before = around.egress[family];
  const ms = before === undefined ? longPatience : patience;
  const told = await inTime(ms, clock, signal, async () => ({
    way: await network.egress(family).catch(() => undefined),
  }));
  if (told === undefined) return true;
  const { way } = told;
  if (before !== undefined) {
    return way?.interface !== before.interface || way?.address !== before.address;
  }
  return way !== undefined && isGated({ ...around, egress: { [family]: way } }, family);
}

/** False in a network that the user did not approve, and where it cannot be told which one it is. */
export function isAtHome({ rules, identity }: Around): boolean {
  return isApproved(rules, identity ?? { profiles: [] });
}

/** The way out that the sources are asked by; undefined where there is none, or it is not known. */
export function wayOut({ rules, addresses, egress }: Around, family: Family): Egress | undefined {
  const bind = rules?.bind;
  if (bind === undefined) return egress[family];
  const address = boundAddress(bind, family, addresses);
  return address === undefined ? undefined : { address: address.text, interface: bind };
}

/** True where the user wants an adapter to be asked by that has no way out for this family, or is not taken. */
export function isCutOffByRule(around: Around, family: Family): boolean {
  if (around.rules?.bind === undefined) return false;
  return wayOut(around, family) === undefined || around.astray?.includes(family) === true;
}

/** True where the system leaves by a tunnel. */
function leavesByTunnel({ egress }: Around, family: Family): boolean {
  const { interface: name, description } = egress[family] ?? {};
  return name !== undefined && isTunnel(name, description);
}

/** True where what sources see is a tunnel's address, and the user did not say that they want it. */
export function isGated(around: Around, family: Family): boolean {
  const { rules } = around;
  if (rules?.tunnels === true || rules?.bind !== undefined) return false;
  return leavesByTunnel(around, family);
}

/**
 * False where the user wants the sources to be asked by another way than through the default gateway,
 * and where this computer leaves by a public address of its own, which no gateway translates.
 */
export function isBehindGateway(around: Around): boolean {
  const { rules, egress } = around;
  const own = parseAddress(egress.ipv4?.address ?? '');
  if (own !== undefined && classify(own) === 'global') return false;
  if (rules?.bind !== undefined && egress.ipv4?.interface !== rules.bind) return false;
  return !leavesByTunnel(around, 'ipv4') || isGated(around, 'ipv4');
}

/** This computer's addresses to ask from: the adapter's that the user chose, or a stable one. */
export function localAddresses(
  around: Around,
  confirmed: Address | undefined,
): SourceContext['local'] {
  const { rules, addresses, egress } = around;
  if (rules?.bind !== undefined) {
    const ipv4 = wayOut(around, 'ipv4')?.address;
    const ipv6 = wayOut(around, 'ipv6')?.address;
    return { ...(ipv4 !== undefined && { ipv4 }), ...(ipv6 !== undefined && { ipv6 }) };
  }
  const stable = stableAddress(addresses, egress.ipv6, confirmed, rules);
  return stable === undefined ? {} : { ipv6: stable.text };
}
