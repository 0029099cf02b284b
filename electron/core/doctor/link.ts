import { classify, type Family, families, parseAddress } from '../address.ts';
import { type Around, isAtHome, isCutOffByRule, isGated, lookAround, wayOut } from '../around.ts';
import { second } from '../duration.ts';
import type { Egress, NetworkIdentity } from '../network.ts';
import type { Detail } from '../outcome.ts';
import type { InterfaceAddress } from '../ports.ts';
import { type Examined, within } from './ports.ts';
import { type Step, step } from './step.ts';

/** How this computer is connected. */
export interface Link {
  readonly step: Step;
  /** `down`: nothing can be sent. `elsewhere`: nothing may be. */
  readonly kind: 'up' | 'down' | 'elsewhere';
  readonly around: Around;
  /** The interfaces by which each family leaves. */
  readonly egress: Partial<Readonly<Record<Family, string>>>;
}

/** An address by which other computers could be reached. */
function isUseful({ address, internal }: InterfaceAddress): boolean {
  const parsed = parseAddress(address);
  return !internal && parsed !== undefined && classify(parsed) !== 'linkLocal';
}

/** Milliseconds that the system may take to name this network. */
const patience = 5 * second;

const nameless: NetworkIdentity = { profiles: [] };

const wayText = ({ interface: name = '?', address }: Egress) => `${name} (${address})`;

/** What the rules for networks may name this one by. */
function namesOf({ gateway, profiles }: NetworkIdentity): readonly Detail[] {
  const named = profiles.map((name) => ({
    en: `this network is called “${name}”`,
    'zh-CN': `当前网络名为“${name}”`,
  }));
  if (gateway === undefined) return named;
  const en = `this network’s router has the hardware address ${gateway}`;
  return [...named, { en, 'zh-CN': `当前网络中路由器的硬件地址为 ${gateway}` }];
}

/** Looks at this computer's networks; sends nothing. */
export async function examineLink(examined: Examined): Promise<Link> {
  const { ports, settings, signal } = examined;
  const { network, clock } = ports;
  const [around, identity] = await Promise.all([
    lookAround(network, settings.networks, clock, signal),
    within(patience, examined, nameless, () => network.identity().catch(() => nameless)),
  ]);
  const evidence = namesOf(identity);
  const ways = families.flatMap((family) => {
    const way = wayOut(around, family);
    return way === undefined ? [] : [{ family, way, gated: isGated(around, family) }];
  });
  const nameOf = ({ family, way }: (typeof ways)[number]) => [family, way.interface ?? '?'];
  const gated = ways.filter((one) => one.gated);
  const link = {
    around,
    egress: Object.fromEntries(ways.map(nameOf)),
  };
  if (!isAtHome(around)) {
    return {
      ...link,
      kind: 'elsewhere',
      step: step('link', 'info', 'linkElsewhere', { evidence }),
    };
  }
  const shown = gated.length > 0 ? gated : ways;
  const values = [shown.map(({ way }) => wayText(way)).join(', ')];
  const bind = settings.networks?.bind;
  if (bind !== undefined && families.every((family) => isCutOffByRule(around, family))) {
    const more = { values: [bind], evidence };
    return { ...link, kind: 'up', step: step('link', 'bad', 'linkUnbound', more) };
  }
  if (gated.length > 0) {
    return { ...link, kind: 'up', step: step('link', 'warn', 'linkTunnel', { values, evidence }) };
  }
  if (ways.length > 0) {
    return { ...link, kind: 'up', step: step('link', 'good', 'linkGood', { values, evidence }) };
  }
  const useful = ports.interfaces.list().filter(isUseful);
  if (useful.length === 0) {
    return { ...link, kind: 'down', step: step('link', 'bad', 'linkNone') };
  }
  const seen = useful.map(({ interface: name, address }) => `${name} ${address}`);
  // Where the system tells of no address either, it tells of nothing: the sources will show.
  const tells = around.addresses.length > 0;
  const state = tells ? 'bad' : 'unknown';
  const name = tells ? 'linkNoRoute' : 'linkUnknown';
  return { ...link, kind: 'up', step: step('link', state, name, { evidence: seen }) };
}
