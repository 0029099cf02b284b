import type { QuietHours } from '../contract/preferences.ts';

const minutesOfDay = 24 * 60;

/** Minutes since midnight of `HH:MM`. */
function minuteOf(time: string): number {
  const [hours = '', minutes = ''] = time.split(':');
  return Number(hours) * 60 + Number(minutes);
}

/**
 * True within the quiet hours, the end excluded. The span may pass midnight; equal ends are never.
 *
 * @param minute the local time of day, in minutes since midnight
 */
export function inQuietHours(hours: QuietHours | null, minute: number): boolean {
  if (hours === null) return false;
  const from = minuteOf(hours.from);
  const length = (minuteOf(hours.to) - from + minutesOfDay) % minutesOfDay;
  return (minute - from + minutesOfDay) % minutesOfDay < length;
}
