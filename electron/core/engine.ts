import type { Address } from './address.ts';
import type { GatewayClient } from './gateway/client.ts';
import type { GatewayEvents } from './gateway/events.ts';
import type { History, ProviderCall } from './history.ts';
import type { Keeper } from './keeper.ts';
import type { Network } from './network.ts';
import type { ChannelPorts } from './notify/ports.ts';
import type {
  Clock,
  CommandRunner,
  DnsServer,
  DnsTransport,
  Http,
  Interfaces,
  Log,
  Random,
  StateStore,
} from './ports.ts';
import { type Capabilities, capabilitiesOf, type Provider } from './provider.ts';
import type { ManagedRecord } from './record.ts';
import type { Trigger } from './round.ts';
import type { AccountSettings, Settings, SourceSpec } from './settings.ts';
import type { Source } from './source.ts';
import type { AppState, Verification } from './state.ts';
import type { Udp } from './udp.ts';
import type { Notice } from './views/notices.ts';

/** One published record to look up at its zone's name servers. */
export interface VerifyTarget {
  readonly record: ManagedRecord;
  /** What should be there. */
  readonly wanted: Address;
  /** Name servers that the account names itself. */
  readonly hints: readonly DnsServer[];
}

/** Asks the authoritative servers; one answer for each target, in order. Rejects only with an abort. */
export type Verifier = (
  targets: readonly VerifyTarget[],
  settings: Settings,
  signal: AbortSignal,
) => Promise<readonly Verification['kind'][]>;

/** The check that is under way. */
export interface Activity {
  readonly trigger: Trigger;
}

/** All that the updater needs of the outside. What the three that are told throw is only logged. */
export interface EnginePorts {
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  readonly store: StateStore<AppState>;
  readonly http: Http;
  readonly dns: DnsTransport;
  readonly interfaces: Interfaces;
  readonly udp: Udp;
  readonly network: Network;
  readonly gateway: GatewayClient;
  /** As in {@link GatewayWatchPorts}. */
  readonly gatewayEvents?: GatewayEvents | undefined;
  readonly hearsGateway?: boolean | undefined;
  readonly commands: CommandRunner;
  readonly provider: (id: string) => Provider;
  readonly source: (spec: SourceSpec) => Source;
  readonly verify: Verifier;
  /** The ways to tell somebody; left out where nobody is told. */
  readonly channels?: ChannelPorts | undefined;
  readonly history?: History | undefined;
  /** Told when a provider's call is over. */
  readonly onCall?: ((call: ProviderCall) => void) | undefined;
  /** Told after every change of the state that somebody might look at. */
  readonly onState?: (state: AppState) => void;
  readonly onNotice?: (notice: Notice) => void;
  /** Told when a check begins, and with undefined when it is over, in whatever way. */
  readonly onActivity?: (activity: Activity | undefined) => void;
}

/** What one piece of work stands on: the ports, the settings of the moment, the state. */
export interface Engine {
  readonly ports: EnginePorts;
  readonly settings: Settings;
  readonly keeper: Keeper;
  /** Aborted when the program ends. */
  readonly signal: AbortSignal;
}

/** The account that a record names; the settings' reader has made sure that it is there. */
export function accountOf(settings: Settings, id: string): AccountSettings {
  const account = settings.accounts[id];
  if (account === undefined) throw new Error(`the settings name no account ${id}`);
  return account;
}

export function capabilitiesFor({ ports, settings }: Engine, account: string): Capabilities {
  const { provider, fields } = accountOf(settings, account);
  return capabilitiesOf(ports.provider(provider), fields);
}
