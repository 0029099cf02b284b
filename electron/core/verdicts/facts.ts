import { type Address, type Family, families } from '../address.ts';
import { familyOf, type ManagedRecord } from '../record.ts';
import type { NetworkRules, Settings } from '../settings.ts';
import type { AppState, Detection, Surroundings } from '../state.ts';
import { isTunnel } from '../tunnel.ts';

/** What only an examination measures; a check knows nothing of it. */
export interface Measured {
  /** How far this computer's clock is from those of hosts that were asked over https, in milliseconds. */
  readonly skews: readonly { readonly host: string; readonly skew: number }[];
  /** Addresses where no name server is, and yet something answered a question. */
  readonly answeredNowhere: readonly string[];
  /** Names of public services for which this network's resolver gave an address of the inside. */
  readonly inside: readonly { readonly name: string; readonly address: string }[];
  /** Whom a name server saw asking over plain DNS. */
  readonly asked?: Address | undefined;
}

/** What is known of the way to the Internet. */
export interface VerdictFacts {
  /** Families that the user insists on. */
  readonly wanted: readonly Family[];
  readonly last: Partial<Readonly<Record<Family, Detection>>>;
  readonly surroundings?: Surroundings | undefined;
  /** The IPv4 sources answered through the default gateway, in the same check that heard the gateway. */
  readonly besideGateway: boolean;
  /** What is remembered of the sources, by `family/source`. */
  readonly memories: NonNullable<AppState['sources']>;
  readonly offline: boolean;
  readonly elsewhere: boolean;
  /** The user wants addresses to be published that a tunnel has. */
  readonly tunnelsAreFine: boolean;
  readonly measured?: Measured | undefined;
}

function wantedBy(records: readonly Pick<ManagedRecord, 'type' | 'implied'>[]): readonly Family[] {
  return families.filter((family) =>
    records.some(({ type, implied }) => !implied && familyOf(type) === family),
  );
}

/** Without settings: what was published once is wanted. */
function publishedFamilies({ records }: AppState): readonly Family[] {
  const types = Object.entries(records).flatMap(([id, { published }]) =>
    published === undefined ? [] : [id.endsWith('/AAAA') ? ('AAAA' as const) : ('A' as const)],
  );
  return wantedBy(types.map((type) => ({ type, implied: false })));
}

/** Whether the sources are asked through the default gateway, as far as the names of interfaces tell. */
function isThroughGateway(egress: string | undefined, rules: NetworkRules | undefined): boolean {
  if (rules?.bind !== undefined) return rules.bind === egress;
  return egress === undefined || !isTunnel(egress);
}

/** What a check has left in the state. `settings` is undefined where there are none to look at. */
export function factsOf(state: AppState, settings: Settings | undefined): VerdictFacts {
  const { ipv4, ipv6 } = state.families;
  const rules = settings?.networks;
  const { at, egress } = state.surroundings ?? {};
  return {
    wanted: settings === undefined ? publishedFamilies(state) : wantedBy(settings.records),
    last: { ipv4: ipv4.last, ipv6: ipv6.last },
    surroundings: state.surroundings,
    besideGateway:
      at !== undefined &&
      at === ipv4.seen &&
      state.surroundings?.stale === undefined &&
      isThroughGateway(egress?.ipv4, rules),
    memories: state.sources ?? {},
    offline: state.offlineSince !== undefined,
    elsewhere: state.elsewhereSince !== undefined,
    tunnelsAreFine: rules !== undefined && (rules.tunnels || rules.bind !== undefined),
  };
}
