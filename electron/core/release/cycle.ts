import { day, hour, minute } from '../duration.ts';
import type { Random } from '../ports.ts';

/** Milliseconds from the start to the first look: not when everything else starts, and not all computers at once. */
export function firstLook(random: Random): number {
  return minute + random() * 9 * minute;
}

/**
 * Milliseconds to the next look.
 * @param failures how many looks failed since the last that did not
 */
export function nextLook(failures: number, random: Random): number {
  if (failures === 0) return day - hour + random() * 2 * hour;
  const longest = Math.min(hour * 2 ** (failures - 1), day);
  return longest / 2 + (random() * longest) / 2;
}
