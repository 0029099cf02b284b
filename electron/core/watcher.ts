import { families, sameAddress } from './address.ts';
import { neededFamilies } from './detect.ts';
import { minute, second } from './duration.ts';
import type { EnginePorts } from './engine.ts';
import { type GatewayWatchPorts, watchGateway } from './gateway/watch.ts';
import type { GlanceContext } from './glance.ts';
import { createLookout, type Lookout } from './lookout.ts';
import type { RoundReport } from './round.ts';
import type { Settings } from './settings.ts';
import {
  checked,
  dueSettling,
  emptySettling,
  nextSettling,
  type Signal,
  signalled,
} from './settling.ts';
import type { AppState } from './state.ts';

export interface WatcherPorts {
  readonly engine: Pick<EnginePorts, 'interfaces'> & GatewayWatchPorts;
  /** What is watched for; no settings where there are none that can be used. */
  readonly subject: () => { readonly settings: Settings | undefined; readonly state: AppState };
  /** Runs a check unless there is a reason not to: an updater's `notice`. */
  readonly notice: (trigger: 'network' | 'resume') => Promise<RoundReport | undefined>;
  /** Milliseconds between two looks where nothing is told: each wakes the system. */
  readonly beat: number;
  /** The system does not tell when it wakes, so that a beat that comes far too late has to. */
  readonly feelsSleep?: boolean | undefined;
  /** At every beat, whatever happened. */
  readonly onBeat?: (() => void) | undefined;
  /** What a look, a check or a beat threw. */
  readonly onFault: (error: unknown) => void;
}

/** A beat that is later than this was slept through, or the clock was set. */
const farLate = 30 * second;

/**
 * Notices that the address may be another one: by the system's word on its networks, by looking at
 * them at each beat, by the gateway's word, and by what comes through {@link Watcher.signal}. None
 * of these is believed; each only brings a check, when it has settled. Many at once are one check.
 */
export class Watcher {
  readonly #ports: WatcherPorts;
  readonly #ending = new AbortController();
  readonly #lookout: Lookout;
  #settling = emptySettling;
  #wake = new AbortController();
  /** When the present sleep ends at the latest, in milliseconds since 1970. */
  #expected = Number.POSITIVE_INFINITY;
  /** Ends listening to the gateway. */
  #gateway: AbortController | undefined;

  constructor(ports: WatcherPorts) {
    this.#ports = ports;
    const { engine, onFault } = ports;
    this.#lookout = createLookout(
      {
        engine,
        context: () => glanceContext(ports.subject()),
        onDifference: (signal) => this.signal(signal),
        onFault,
      },
      this.#ending.signal,
    );
  }

  /** Watches until {@link stop}. Call it once. */
  async run(): Promise<void> {
    const { signal } = this.#ending;
    const { network } = this.#ports.engine;
    this.#guard(() => network.watch(() => this.#lookout.look(), signal));
    this.#lookout.look();
    while (!signal.aborted) {
      this.#guard(() => this.#beat());
      await this.#sleep();
    }
  }

  stop(): void {
    this.#ending.abort(new Error('the watch ends'));
    this.#gateway?.abort();
    this.#wake.abort();
  }

  /** Takes a signal: what the system told elsewhere. */
  signal(signal: Signal): void {
    const { engine, subject } = this.#ports;
    const { settings, state } = subject();
    const context = { lastCheck: state.lastCheck, interval: settings?.interval ?? minute };
    if (signal === 'resumed') this.#expected = Number.POSITIVE_INFINITY;
    // Another network may have another gateway with the same address.
    if (signal !== 'gatewayChanged' && signal !== 'unlocked') engine.gateway.forget();
    this.#settling = signalled(this.#settling, signal, engine.clock.now(), context);
    this.#wake.abort();
  }

  #beat(): void {
    const { engine, feelsSleep, onBeat } = this.#ports;
    if (feelsSleep === true && engine.clock.now() - this.#expected > farLate) {
      engine.log.info('the computer slept, or its clock was set');
      this.signal('resumed');
    }
    const due = dueSettling(this.#settling, engine.clock.now());
    this.#settling = due.settling;
    if (due.trigger !== undefined) void this.#check(due.trigger);
    this.#followGateway();
    this.#lookout.glance();
    onBeat?.();
  }

  /** The gateway's word is listened for only where it can matter. */
  #followGateway(): void {
    const { engine, subject } = this.#ports;
    const { settings, state } = subject();
    const matters =
      settings !== undefined &&
      neededFamilies(settings).includes('ipv4') &&
      asksGateway(settings) &&
      state.paused === undefined &&
      state.elsewhereSince === undefined;
    if (matters === (this.#gateway !== undefined)) return;
    this.#gateway?.abort();
    this.#gateway = matters ? new AbortController() : undefined;
    if (this.#gateway === undefined) return;
    watchGateway(engine, () => this.signal('gatewayChanged'), this.#gateway.signal);
  }

  async #check(trigger: 'network' | 'resume'): Promise<void> {
    const { engine, subject, notice, onFault } = this.#ports;
    try {
      const before = subject().state;
      const report = await notice(trigger);
      if (report === undefined) return;
      const changed = isOtherAddress(before, subject().state);
      const { offline } = report;
      this.#settling = checked(this.#settling, { offline, changed }, engine.clock.now());
      this.#wake.abort();
    } catch (error) {
      if (!this.#ending.signal.aborted) onFault(error);
    }
  }

  async #sleep(): Promise<void> {
    const { engine, beat } = this.#ports;
    this.#wake = new AbortController();
    const now = engine.clock.now();
    const wait = Math.max(0, Math.min(beat, nextSettling(this.#settling) - now));
    this.#expected = now + wait;
    await engine.clock.sleep(wait, this.#wake.signal).catch(() => undefined);
  }

  #guard(work: () => void): void {
    try {
      work();
    } catch (error) {
      this.#ports.onFault(error);
    }
  }
}

/** A user who names other sources does not want the router asked. */
function asksGateway({ sources }: Settings): boolean {
  const specs = sources.ipv4 === 'off' ? [] : sources.ipv4;
  return specs.some((spec) => spec.kind === 'builtIn' && spec.id === 'gateway');
}

function glanceContext({ settings, state }: ReturnType<WatcherPorts['subject']>): GlanceContext {
  const { ipv4, ipv6 } = state.families;
  const confirmed = { ipv4: ipv4.address, ipv6: ipv6.address };
  if (settings === undefined) return { needed: [], named: [], confirmed };
  const { networks } = settings;
  const specs = families.flatMap((family) => {
    const own = settings.sources[family];
    return own === 'off' ? [] : own;
  });
  const names = specs.flatMap((spec) => (spec.kind === 'interface' ? [spec.name] : []));
  const named = networks?.bind === undefined ? names : [...names, networks.bind];
  return { rules: networks, needed: neededFamilies(settings), named, confirmed };
}

function isOtherAddress(before: AppState, after: AppState): boolean {
  return families.some(
    (family) => !sameAddress(before.families[family].address, after.families[family].address),
  );
}
