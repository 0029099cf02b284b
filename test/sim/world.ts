import type { Family } from '../../electron/core/address.ts';
import { lie } from './addresses.ts';
import type { Chance } from './chance.ts';
import type { VirtualClock } from './clock.ts';
import type { SimEvent } from './event.ts';
import type { Side } from './side.ts';

/** 2026-11-22 12:00 UTC, when every run begins. */
export const epoch = Date.UTC(2026, 10, 22, 12);

export type LinkState =
  | 'up'
  | 'down'
  /** There is a network, but a sign-in page answers in place of everybody. */
  | 'portal';

/** All that is outside of the process. */
export interface World {
  /** When the run began, in milliseconds since 1970. */
  readonly epoch: number;
  readonly clock: VirtualClock;
  readonly chance: Chance;
  readonly sides: readonly Side[];
  /** The addresses that this computer really has. */
  readonly truth: Partial<Record<Family, string>>;
  /** What it had before, oldest first. */
  readonly past: Readonly<Record<Family, string[]>>;
  link: LinkState;
  /** The way out is a tunnel's, and the Internet sees its address. */
  tunnel: boolean;
  /** Counts whatever breaks the open connections: a dropped link, a sleep. */
  breaks: number;
  diskWorks: boolean;
  /** Milliseconds that the computer's clock is ahead of the real time. */
  clockOffset: number;
  /** The last part of a run: nothing fails any more. */
  quiet: boolean;
  emit(event: SimEvent): void;
}

/** The real time, milliseconds since 1970. */
export function realTime({ clock, epoch }: World): number {
  return epoch + clock.now();
}

/** What the computer takes for the time. */
export function wallTime(world: World): number {
  return realTime(world) + world.clockOffset;
}

export function setTruth(world: World, family: Family, address: string | undefined): void {
  const before = world.truth[family];
  if (before === address) return;
  if (before !== undefined) world.past[family].push(before);
  if (address === undefined) delete world.truth[family];
  else world.truth[family] = address;
  world.emit({ kind: 'truth', family, address });
}

export function setTunnel(world: World, up: boolean): void {
  if (world.tunnel === up) return;
  world.tunnel = up;
  world.emit({ kind: 'tunnel', up });
}

/** What the Internet sees of this computer. */
export function shown(world: World, family: Family): string | undefined {
  const truth = world.truth[family];
  return truth !== undefined && world.tunnel ? lie(family, 'tunnel') : truth;
}

export function setLink(world: World, state: LinkState): void {
  if (world.link === state) return;
  world.link = state;
  world.breaks += 1;
  world.emit({ kind: 'link', up: state === 'up' });
}
