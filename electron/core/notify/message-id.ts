import type { Random } from '../ports.ts';

/** Letters and digits of each of two draws. */
const digits = 8;

function draw(random: Random): string {
  return Math.floor(random() * 36 ** digits)
    .toString(36)
    .padStart(digits, '0');
}

/** An id that no other message has, of letters and digits. */
export function messageId(random: Random): string {
  return draw(random) + draw(random);
}
