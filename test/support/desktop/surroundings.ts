import os from 'node:os';

type Interfaces = ReturnType<typeof os.networkInterfaces>;

/** Shows the app other network interfaces from now on; undefined for the computer's own again. */
export function createNetworks(): (interfaces: Interfaces | undefined) => void {
  const real = os.networkInterfaces;
  let shown: Interfaces | undefined;
  os.networkInterfaces = () => shown ?? real();
  return (interfaces) => {
    shown = interfaces;
  };
}

/**
 * Lets time pass faster for everything that runs in this process: clocks and timers, not the network.
 * A test of minutes then takes seconds.
 */
export function quicken(speed: number): void {
  const realNow = Date.now;
  const began = realNow();
  const realPerformance = performance.now.bind(performance);
  const RealDate = Date;
  const { setTimeout: realTimeout, setInterval: realInterval } = globalThis;
  const now = () => began + (realNow() - began) * speed;
  class QuickDate extends RealDate {
    constructor(...given: [] | [number | string | Date]) {
      super(...((given.length === 0 ? [now()] : given) as [number]));
    }
    static override now = now;
  }
  globalThis.Date = QuickDate as DateConstructor;
  performance.now = () => realPerformance() * speed;
  const scaled =
    <Timer extends typeof setTimeout | typeof setInterval>(timer: Timer) =>
    (work: (...given: unknown[]) => void, ms = 0, ...given: unknown[]) =>
      timer(work, ms / speed, ...given);
  globalThis.setTimeout = Object.assign(scaled(realTimeout), realTimeout) as typeof setTimeout;
  globalThis.setInterval = scaled(realInterval) as typeof setInterval;
}
