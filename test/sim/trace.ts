/** What happened in a run: the last lines to read, and a hash of all of them. */
export interface Trace {
  /** Notes one event; `at` in milliseconds since the run began. */
  note(at: number, text: string): void;
  /** The last events, oldest first. */
  readonly lines: () => readonly string[];
  /** Equal for equal runs: 16 hexadecimal digits. */
  readonly hash: () => string;
}

const kept = 60;

/** `3d 04:05:06.789` */
function virtualTime(at: number): string {
  const ms = Math.round(at);
  const two = (value: number) => String(Math.floor(value)).padStart(2, '0');
  const seconds = `${two((ms / 1000) % 60)}.${String(ms % 1000).padStart(3, '0')}`;
  return `${Math.floor(ms / 86_400_000)}d ${two((ms / 3_600_000) % 24)}:${two((ms / 60_000) % 60)}:${seconds}`;
}

export function createTrace(keep = kept): Trace {
  const ring: { at: number; text: string }[] = [];
  let next = 0;
  let low = 0x811c9dc5;
  let high = 0x9e3779b9;

  function mix(code: number): void {
    low = Math.imul(low ^ code, 0x01000193);
    high = Math.imul(high ^ code, 0x85ebca6b) ^ (high >>> 15);
  }

  return {
    note(at, text) {
      ring[next % keep] = { at, text };
      next += 1;
      mix(at | 0);
      for (let index = 0; index < text.length; index += 1) mix(text.charCodeAt(index));
    },
    lines: () => {
      const start = next > keep ? next % keep : 0;
      const ordered = [...ring.slice(start), ...ring.slice(0, start)];
      return ordered.map(({ at, text }) => `${virtualTime(at)}  ${text}`);
    },
    hash: () => [high, low].map((half) => (half >>> 0).toString(16).padStart(8, '0')).join(''),
  };
}
