/** The ports at which a process can be killed. */
export const ports = [
  'source',
  'provider',
  'dns',
  'load',
  'save',
  'sleep',
  'command',
  'gateway',
  'channel',
  'log',
  'state',
  'notice',
] as const;
/** A beat of a health check is no place for kills: there are so many that nothing else would be met. */
export type Port = (typeof ports)[number] | 'beat';

/** Where the next kill strikes: before the call has any effect, or after it and before its answer. */
export interface KillPoint {
  readonly port: Port;
  readonly phase: 'before' | 'after';
}

export interface Settle<T> {
  resolve(value: T): void;
  reject(error: unknown): void;
}

/** One process of the product, from start to end. What it awaits when it is killed never comes. */
export interface Life {
  readonly number: number;
  readonly alive: () => boolean;
  end(): void;
  /** An asynchronous call of a port; `start` has the effect, and settles later. */
  call<T>(port: Port, start: (settle: Settle<T>) => void): Promise<T>;
  /** A call of a port that answers at once. */
  tell(port: Port, act: () => void): void;
}

/**
 * A process whose every port call may be its last. `strikes` is asked before and after each of
 * them, and kills by answering true.
 */
export function createLife(number: number, strikes: (point: KillPoint) => boolean): Life {
  let alive = true;
  const survives = (port: Port, phase: KillPoint['phase']) => {
    if (alive && strikes({ port, phase })) alive = false;
    return alive;
  };
  return {
    number,
    alive: () => alive,
    end() {
      alive = false;
    },
    call: (port, start) =>
      new Promise((resolve, reject) => {
        if (!survives(port, 'before')) return;
        start({
          resolve(value) {
            if (survives(port, 'after')) resolve(value);
          },
          reject(error) {
            if (survives(port, 'after')) reject(error);
          },
        });
      }),
    tell(port, act) {
      if (!survives(port, 'before')) return;
      act();
      survives(port, 'after');
    },
  };
}
