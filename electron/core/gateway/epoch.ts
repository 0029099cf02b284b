/** What a server's clock said at a time of ours. */
export interface EpochMark {
  /** Seconds. */
  readonly epoch: number;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/** By how far, in seconds, a true clock may seem to lag: whole seconds, and the time on the way. */
const slack = 2;

/**
 * Whether a NAT-PMP server has lost its state between two of its words. RFC 6886 3.6: its clock must
 * have gone on for at least 7/8 of the time.
 */
export function natPmpRestarted(before: EpochMark, after: EpochMark): boolean {
  const elapsed = (after.at - before.at) / 1000;
  return after.epoch < before.epoch + (elapsed * 7) / 8 - slack;
}

/**
 * The same for PCP. RFC 6887 8.5: beyond going back, the clocks may differ by 1/16 and 2 seconds,
 * in both directions. A clock of ours that was set back proves nothing.
 */
export function pcpRestarted(before: EpochMark, after: EpochMark): boolean {
  const client = (after.at - before.at) / 1000;
  const server = after.epoch - before.epoch;
  if (client < 0) return false;
  if (server < -1) return true;
  return client + slack < server - server / 16 || server + slack < client - client / 16;
}
