import { hour } from '../../core/duration.ts';

const day = 24 * hour;

/** Milliseconds until quotas of a day begin anew in China, which is at UTC+8 all year. */
export function untilTomorrow(now: number): number {
  return day - ((now + 8 * hour) % day);
}
