import { second } from '../core/duration.ts';
import { networkFingerprint } from '../core/network-fingerprint.ts';
import type { Clock, Interfaces } from '../core/ports.ts';
import type { RoundReport, Trigger } from '../core/round.ts';
import {
  checked,
  dueSettling,
  emptySettling,
  nextSettling,
  type Signal,
  type SignalContext,
  signalled,
} from '../core/settling.ts';

/** How often the interfaces are looked at: a look costs microseconds, a wake-up of the system more. */
export const beatInterval = 15 * second;

export interface WatchPorts {
  readonly clock: Clock;
  readonly interfaces: Interfaces;
  /** What a signal is weighed against. */
  readonly context: () => SignalContext;
  /** Runs a check unless there is a reason not to. */
  readonly check: (trigger: Trigger & ('network' | 'resume')) => Promise<RoundReport | undefined>;
  /** At every beat, whatever happened. */
  readonly onBeat: () => void;
  /** What a check or a beat threw. */
  readonly onFault: (error: unknown) => void;
}

/**
 * Notices what the system does not tell: that the network changed. What it does tell comes by
 * {@link Watch.signal}. Both settle before a check; many at once are one check.
 */
export class Watch {
  readonly #ports: WatchPorts;
  readonly #ending = new AbortController();
  #settling = emptySettling;
  #network: string | undefined;
  #wake = new AbortController();

  constructor(ports: WatchPorts) {
    this.#ports = ports;
  }

  /** Beats until {@link stop}. */
  async run(): Promise<void> {
    const { signal } = this.#ending;
    while (!signal.aborted) {
      try {
        this.#beat();
      } catch (error) {
        this.#ports.onFault(error);
      }
      await this.#sleep();
    }
  }

  stop(): void {
    this.#ending.abort();
    this.#wake.abort();
  }

  /** Takes a signal of the system's. */
  signal(signal: Signal): void {
    const { clock, context } = this.#ports;
    this.#settling = signalled(this.#settling, signal, clock.now(), context());
    this.#wake.abort();
  }

  #beat(): void {
    const { clock, interfaces, context, onBeat } = this.#ports;
    const network = networkFingerprint(interfaces.list());
    const now = clock.now();
    if (this.#network !== undefined && network !== this.#network) {
      this.#settling = signalled(this.#settling, 'networkChanged', now, context());
    }
    this.#network = network;
    const due = dueSettling(this.#settling, now);
    this.#settling = due.settling;
    if (due.trigger !== undefined) void this.#check(due.trigger);
    onBeat();
  }

  async #check(trigger: 'network' | 'resume'): Promise<void> {
    const { clock, check, onFault } = this.#ports;
    try {
      const report = await check(trigger);
      if (report === undefined) return;
      this.#settling = checked(this.#settling, { offline: report.offline }, clock.now());
      this.#wake.abort();
    } catch (error) {
      if (!this.#ending.signal.aborted) onFault(error);
    }
  }

  async #sleep(): Promise<void> {
    const { clock } = this.#ports;
    this.#wake = new AbortController();
    const until = nextSettling(this.#settling) - clock.now();
    const wait = Math.max(0, Math.min(beatInterval, until));
    await clock.sleep(wait, this.#wake.signal).catch(() => undefined);
  }
}
