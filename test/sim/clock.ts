/** Something that happens at one instant of the virtual time. */
interface Entry {
  at: number;
  readonly order: number;
  /** Waits while the computer sleeps: its own timers, and what its sockets bring. */
  readonly local: boolean;
  readonly happen: () => void;
  cancelled: boolean;
}

export interface VirtualClock {
  /** Milliseconds since the run began. Never goes back. */
  now(): number;
  /** Plans something; the function returned takes it back. */
  plan(at: number, happen: () => void, options?: { readonly local?: boolean }): () => void;
  /**
   * The computer sleeps until then. Its timers either stand still (and have as much left as
   * before) or run out, and are served on waking.
   */
  freeze(until: number, timers: 'stand' | 'runOut'): void;
  /** Runs until nothing is planned before that instant. Between two events all promises settle. */
  run(until: number): Promise<void>;
}

/** So many events at one instant are a loop that never waits. */
const mostAtOnce = 20_000;

function isBefore(a: Entry, b: Entry): boolean {
  return a.at < b.at || (a.at === b.at && a.order < b.order);
}

/** A binary heap: the earliest entry first, in the order of planning where two are at one instant. */
function createHeap() {
  let entries: Entry[] = [];

  function push(entry: Entry): void {
    let at = entries.push(entry) - 1;
    while (at > 0) {
      const above = (at - 1) >> 1;
      const parent = entries[above];
      if (parent === undefined || !isBefore(entry, parent)) break;
      entries[at] = parent;
      at = above;
    }
    entries[at] = entry;
  }

  function pop(): Entry | undefined {
    const [first] = entries;
    const last = entries.pop();
    if (first === undefined || last === undefined || first === last) return first;
    let at = 0;
    for (;;) {
      const left = at * 2 + 1;
      const [one, other] = [entries[left], entries[left + 1]];
      if (one === undefined) break;
      const [child, where] =
        other !== undefined && isBefore(other, one) ? [other, left + 1] : [one, left];
      if (!isBefore(child, last)) break;
      entries[at] = child;
      at = where;
    }
    entries[at] = last;
    return first;
  }

  return {
    push,
    pop,
    first: () => entries[0],
    /** Changes the times of entries, and puts them in order again. */
    shift(change: (entry: Entry) => void) {
      const all = entries;
      entries = [];
      for (const entry of all) {
        change(entry);
        push(entry);
      }
    },
  };
}

/** Events of one turn of the real event loop; more of them spare its polling. */
const turn = 64;

/** Time as a queue of events: a day takes as long as what happens in it. */
export function createVirtualClock(): VirtualClock {
  const heap = createHeap();
  let time = 0;
  let planned = 0;
  let atOnce = 0;

  return {
    now: () => time,
    plan(at, happen, options = {}) {
      planned += 1;
      const entry: Entry = {
        at: Math.max(at, time),
        order: planned,
        local: options.local ?? false,
        happen,
        cancelled: false,
      };
      heap.push(entry);
      return () => {
        entry.cancelled = true;
      };
    },
    freeze(until, timers) {
      const asleep = until - time;
      heap.shift((entry) => {
        if (!entry.local) return;
        if (timers === 'stand') entry.at += asleep;
        else entry.at = Math.max(entry.at, until);
      });
    },
    run: (until) =>
      new Promise((resolve, reject) => {
        let over = false;
        // Between two immediates Node runs all promise reactions, and those that they make ready.
        function step(): void {
          if (over) return;
          try {
            over = !advance(until);
          } catch (error) {
            over = true;
            reject(error);
          }
        }
        function round(): void {
          if (over) {
            resolve();
            return;
          }
          for (let at = 0; at < turn; at += 1) setImmediate(step);
          setImmediate(round);
        }
        setImmediate(round);
      }),
  };

  /** Lets the next event happen; false where none is left before `until`. */
  function advance(until: number): boolean {
    for (;;) {
      const entry = heap.first();
      if (entry === undefined || entry.at > until) {
        time = until;
        return false;
      }
      heap.pop();
      if (entry.cancelled) continue;
      atOnce = entry.at === time ? atOnce + 1 : 0;
      if (atOnce > mostAtOnce) throw new Error('a loop that never waits');
      time = entry.at;
      entry.happen();
      return true;
    }
  }
}
