const units = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const;

export const second = units.s;
export const minute = units.m;
export const hour = units.h;
export const day = units.d;

/** Reads `30s`, `5m`, `2h`; milliseconds, or undefined. */
export function parseDuration(text: string): number | undefined {
  const found = /^(\d{1,6})(s|m|h)$/.exec(text);
  if (found?.[1] === undefined) return undefined;
  return Number(found[1]) * units[found[2] as 's' | 'm' | 'h'];
}

/** The shortest exact text for a duration of whole seconds: `90s`, `5m`, `2h`. */
export function formatDuration(ms: number): string {
  if (ms % units.h === 0) return `${ms / units.h}h`;
  return ms % units.m === 0 ? `${ms / units.m}m` : `${Math.round(ms / units.s)}s`;
}
