import { type Family, families } from '../../electron/core/address.ts';
import type { SourceSpec } from '../../electron/core/settings.ts';
import { echoServices } from '../../electron/sources/catalogue.ts';
import { trueAddress } from './addresses.ts';
import type { Chance } from './chance.ts';
import type { ChannelServices } from './channels.ts';
import { type Echoes, ownUrl } from './echo.ts';
import { ports } from './life.ts';
import type { Machine } from './machine.ts';
import type { Wishes } from './plan-settings.ts';
import { type ProviderFaults, pickFault } from './provider-faults.ts';
import { forgeable } from './simulated-sources.ts';
import { setLink, setTruth, setTunnel, type World } from './world.ts';

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** The last hours of a run in which nothing fails, for everything to come right. */
export const quietTime = 15 * hour;

/** What kind of run a seed makes. */
export interface Character {
  /** Milliseconds between checks. */
  readonly interval: number;
  readonly sources: Wishes['sources'];
  /** Everybody may lie at once, each in another way. */
  readonly adversarial: boolean;
  /** How the computer's timers behave while it sleeps. */
  readonly timers: 'stand' | 'runOut';
  /** Somebody tells the process about changes of the network and about waking up. */
  readonly watchful: boolean;
  /** 0: nothing fails; 1: as usual. */
  readonly misfortune: number;
  /** Whether the gateway tells its address, another one because there is another NAT, or nothing ever. */
  readonly gateway: 'tells' | 'shared' | 'none';
  /** Whether the system tells of its addresses, and by which interface it leaves. */
  readonly tellsNetwork: boolean;
  readonly dialect: 'noip' | 'dyn' | 'desec' | 'own';
}

function drawSources(chance: Chance, family: Family, alone: boolean): readonly SourceSpec[] {
  if (alone) {
    const own: readonly SourceSpec[] =
      family === 'ipv4'
        ? [
            { kind: 'command', command: 'my-address' },
            { kind: 'url', url: ownUrl },
          ]
        : [{ kind: 'interface', name: 'eth0' }];
    return [chance.pick(own)];
  }
  const able = echoServices.filter(({ urls }) => urls[family] !== undefined);
  const https = chance.shuffle(able).slice(0, chance.int(5, able.length));
  const others = chance.shuffle(forgeable).slice(0, chance.int(0, forgeable.length));
  const ids = chance.shuffle([...https.map(({ id }) => id), ...others]);
  const gateway = family === 'ipv4' ? ['gateway'] : [];
  return [...gateway, ...ids].map((id) => ({ kind: 'builtIn', id }));
}

/** Draws the kind of a run. Check intervals are from 30 seconds to 10 minutes. */
export function drawCharacter(chance: Chance): Character {
  const only = chance.next();
  return {
    interval: chance.int(30, 600) * second,
    sources: {
      ipv4: only < 0.08 ? 'off' : drawSources(chance, 'ipv4', chance.of(0.12)),
      ipv6: only > 0.92 ? 'off' : drawSources(chance, 'ipv6', chance.of(0.12)),
    },
    adversarial: chance.of(0.15),
    timers: chance.pick(['stand', 'runOut']),
    watchful: chance.of(0.6),
    misfortune: chance.of(0.1) ? 0 : 1,
    dialect: chance.pick(['noip', 'dyn', 'desec', 'own']),
    gateway: chance.pick(['tells', 'tells', 'shared', 'none']),
    tellsNetwork: chance.of(0.5),
  };
}

/** Plans `happen` again and again until `end`, `gap` milliseconds apart on average. */
function often(world: World, chance: Chance, gap: number, end: number, happen: () => void): void {
  const { clock } = world;
  const wait = () => clock.now() - Math.log(1 - chance.next()) * gap;
  const again = () => {
    const at = wait();
    if (at >= end) return;
    clock.plan(at, () => {
      happen();
      again();
    });
  };
  again();
}

export interface Stage {
  readonly world: World;
  readonly machine: Machine;
  readonly faults: ProviderFaults;
  readonly echoes: Echoes;
  readonly channels: ChannelServices;
  readonly character: Character;
  /** Milliseconds of the whole run. */
  readonly length: number;
}

/** Addresses that change, flap, vanish and come back. */
function planAddresses({ world, character }: Stage, end: number): void {
  const { clock } = world;
  for (const family of families) {
    const chance = world.chance.fork(`truth ${family}`);
    let number = family === 'ipv4' ? 100 : 500;
    const fresh = () => {
      number += 1;
      return trueAddress(family, number);
    };
    // Many networks have no IPv6 at all, whatever their people list.
    if (family === 'ipv6' && chance.of(0.15)) continue;
    setTruth(world, family, fresh());
    often(world, chance, chance.scale(5, 40) * hour, end, () => {
      const before = world.truth[family];
      const what = chance.next();
      if (what < 0.55 || character.misfortune === 0) setTruth(world, family, fresh());
      else if (what < 0.7) setTruth(world, family, world.past[family].at(-1) ?? fresh());
      else if (what < 0.85) {
        setTruth(world, family, fresh());
        clock.plan(clock.now() + chance.scale(second, 30 * minute), () => {
          if (!world.quiet) setTruth(world, family, before ?? fresh());
        });
      } else {
        setTruth(world, family, undefined);
        clock.plan(Math.min(clock.now() + chance.scale(10 * second, 20 * hour), end), () =>
          setTruth(world, family, chance.of(0.5) && before !== undefined ? before : fresh()),
        );
      }
    });
  }
}

/** The link drops or shows a sign-in page; the computer sleeps. */
function planInterruptions({ world, machine, character }: Stage, end: number): void {
  const { clock } = world;
  const chance = world.chance.fork('link');
  const notice = (trigger: 'network' | 'resume') => {
    if (character.watchful) clock.plan(clock.now() + 2 * second, () => machine.check(trigger));
  };
  often(world, chance, chance.scale(8, 48) * hour, end, () => {
    setLink(world, chance.of(0.75) ? 'down' : 'portal');
    clock.plan(Math.min(clock.now() + chance.scale(2 * second, 6 * hour), end), () => {
      setLink(world, 'up');
      notice('network');
    });
  });
  const rest = world.chance.fork('sleep');
  let awake = 0;
  often(world, rest, rest.scale(12, 60) * hour, end, () => {
    const ms = rest.scale(minute, 10 * hour);
    if (clock.now() < awake || clock.now() + ms > end) return;
    awake = clock.now() + ms;
    world.breaks += 1;
    world.emit({ kind: 'sleep', ms });
    clock.freeze(clock.now() + ms, character.timers);
    notice('resume');
  });
}

/** A VPN comes up now and then, and goes again. */
function planTunnels({ world, machine, character }: Stage, end: number): void {
  const { clock } = world;
  if (!character.tellsNetwork) return;
  const chance = world.chance.fork('tunnel');
  const turn = (up: boolean) => {
    setTunnel(world, up);
    if (character.watchful) clock.plan(clock.now() + second, () => machine.check('network'));
  };
  often(world, chance, chance.scale(12, 60) * hour, end, () => {
    turn(true);
    const until = Math.min(clock.now() + chance.scale(10 * second, 5 * hour), end);
    clock.plan(until, () => turn(false));
  });
}

/** The clock jumps, the disk is full, the process is killed and stopped. */
function planMishaps({ world, machine }: Stage, end: number): void {
  const { clock } = world;
  const chance = world.chance.fork('mishaps');
  const jump = (to: number) => {
    const ms = to - world.clockOffset;
    world.clockOffset = to;
    if (ms !== 0) world.emit({ kind: 'clock', ms });
  };
  if (chance.of(0.4)) {
    often(world, chance, 30 * hour, end, () => {
      // In between, a punishing host's rest may last as long as the jump, and that is right.
      const by = chance.of(0.4)
        ? chance.scale(3 * day, 8_000 * day)
        : chance.scale(second, 3 * hour);
      jump(chance.of(0.5) ? by : -by);
      if (chance.of(0.6)) clock.plan(clock.now() + chance.scale(second, 8 * hour), () => jump(0));
    });
  }
  clock.plan(end, () => jump(0));
  often(world, chance, chance.scale(24, 96) * hour, end, () => {
    world.diskWorks = false;
    world.emit({ kind: 'disk', works: false });
    clock.plan(Math.min(clock.now() + chance.scale(second, 4 * hour), end), () => {
      world.diskWorks = true;
      world.emit({ kind: 'disk', works: true });
    });
  });
  const kill = world.chance.fork('kill');
  const rest = () => kill.scale(second, kill.of(0.9) ? minute : 3 * hour);
  often(world, kill, kill.scale(2, 16) * hour, end, () => {
    const port = kill.pick(ports);
    if (kill.of(0.1)) machine.stop(rest());
    else machine.killAt({ port, phase: kill.pick(['before', 'after']) }, rest());
  });
}

/** Providers fail for a while, each in every way it can. */
function planFailures({ world, faults }: Stage, end: number): void {
  const { clock } = world;
  for (const side of world.sides) {
    const chance = world.chance.fork(`failures ${side.account}`);
    often(world, chance, chance.scale(4, 30) * hour, end, () => {
      if (faults.current(side.account) !== undefined) return;
      faults.begin(side.account, pickFault(side, chance), chance.pick([1, 1, 0.5, 0.2]));
      clock.plan(Math.min(clock.now() + chance.scale(10 * second, 8 * hour), end), () =>
        faults.end(side.account),
      );
    });
  }
}

/** Plans all that goes wrong in a run, and that it stops in time. */
export function planRun(stage: Stage): void {
  const { world, character, length, faults } = stage;
  const end = Math.max(0, length - quietTime);
  planAddresses(stage, end);
  if (character.misfortune > 0) {
    planInterruptions(stage, end);
    planTunnels(stage, end);
    planMishaps(stage, end);
    planFailures(stage, end);
  }
  world.clock.plan(end, () => {
    for (const { account } of world.sides) faults.end(account);
    world.quiet = true;
    setLink(world, 'up');
    setTunnel(world, false);
    for (const family of families) {
      if (world.truth[family] === undefined && world.past[family].length > 0) {
        setTruth(world, family, world.past[family].at(-1));
      }
    }
  });
}
