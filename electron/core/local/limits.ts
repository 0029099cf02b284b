import { second } from '../duration.ts';

/** Bytes of a request's body, and of its head. */
export const maxBody = 16 * 1024;
export const maxHead = 8 * 1024;

/** Requests of those who show no right token: so many at once, then one for each `refill` ms. */
export const strangers = { most: 60, refill: 25 } as const;
/** Requests with the right token. */
export const guests = { most: 200, refill: 10 } as const;
/** Checks that do not join one under way: each of them asks somebody on the Internet. */
export const checks = { most: 12, refill: 5 * second } as const;

/** Milliseconds that an answer to a wrong token takes: the first, and the longest. */
const firstWait = 100;
const longestWait = 5 * second;
/** Milliseconds without a wrong token after which they are forgotten. */
export const forgetAfter = 60 * second;
/** Wrong tokens that wait at a time; more are sent away at once. */
export const mostWaiting = 8;

/** @param wrong how many there were lately, this one included */
export function waitAfter(wrong: number): number {
  return Math.min(firstWait * 2 ** Math.min(wrong - 1, 16), longestWait);
}
