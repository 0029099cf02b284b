import { testNow } from './provider-context.ts';

/** How a robot of a group is made. */
export interface RobotGate {
  readonly secret?: string | undefined;
  /** A message must hold one of them. */
  readonly keywords?: readonly string[];
  /** The address that asks is on no list. */
  readonly foreign?: boolean;
  /** Milliseconds since 1970, by the service. */
  readonly now?: number;
}

const hour = 3_600_000;

function gateNow({ now = testNow }: RobotGate): number {
  return now;
}

/** Within an hour of the service's time. */
export function isRecent(gate: RobotGate, at: number): boolean {
  return Math.abs(gateNow(gate) - at) <= hour;
}

export function holdsKeyword({ keywords }: RobotGate, text: string): boolean {
  return keywords === undefined || keywords.some((word) => text.includes(word));
}

/** The header by which a service tells its time. */
export function dateHeader(gate: RobotGate): Readonly<Record<string, string>> {
  return { date: new Date(gateNow(gate)).toUTCString() };
}

export function bytesOf(text: string): number {
  return new TextEncoder().encode(text).length;
}
