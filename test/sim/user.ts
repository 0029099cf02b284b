import { recordId } from '../../electron/core/record.ts';
import type { Notice } from '../../electron/core/views/notices.ts';
import { trueAddress } from './addresses.ts';
import { channelFaults } from './channels.ts';
import type { Machine } from './machine.ts';
import { settingsOf, type Wishes } from './plan-settings.ts';
import type { Stage } from './scenario.ts';
import { quietTime } from './scenario.ts';
import type { HandEdit, Side } from './side.ts';
import type { World } from './world.ts';

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;

/** The person in front of the computer: reads notices, mends credentials, forces, edits by hand. */
export interface User {
  reads(notice: Notice): void;
  /** Accounts that they gave up, so that nothing is expected of them. */
  readonly forsaken: ReadonlySet<string>;
}

/** Edits one side's records by hand, as somebody at its web page. */
function planEdits(world: World, side: Side, end: number): void {
  const { clock } = world;
  const chance = world.chance.fork(`edits ${side.account}`);
  if (side.edit === undefined) return;
  const edit = (name: string, type: 'A' | 'AAAA', change: HandEdit) => {
    side.edit?.(name, type, change);
    world.emit({ kind: 'edit', account: side.account, what: `${name} ${type} ${change.kind}` });
  };
  for (let left = chance.int(0, 3); left > 0; left -= 1) {
    clock.plan(chance.next() * end, () => {
      const { name, type } = chance.pick(side.listed);
      const family = type === 'A' ? 'ipv4' : 'ipv6';
      const value = trueAddress(family, 30_000 + chance.int(0, 999));
      const seconds = chance.pick([61, 600, 7_200]);
      const kind = chance.pick(['address', 'ttl', 'remove', 'alias'] as const);
      if (kind === 'address') edit(name, type, { kind, value });
      else if (kind === 'ttl') edit(name, type, { kind, seconds });
      else edit(name, type, { kind });
      if (kind !== 'alias') return;
      clock.plan(Math.min(clock.now() + chance.scale(minute, 12 * hour), end), () =>
        edit(name, type, { kind: 'unalias', value }),
      );
    });
  }
}

export function createUser(stage: Stage, first: Wishes): User {
  const { world, machine, faults, length } = stage;
  const { clock } = world;
  const chance = world.chance.fork('user');
  const end = Math.max(0, length - quietTime);
  const forsaken = new Set<string>();
  const busy = new Set<string>();
  let wishes = first;

  function change(next: Partial<Wishes>): void {
    wishes = { ...wishes, ...next };
    machine.setSettings(settingsOf(world.sides, wishes));
  }

  /** Types an account's credentials anew. What was wrong there is right from then on. */
  function mend(account: string): void {
    busy.delete(account);
    forsaken.delete(account);
    faults.end(account);
    world.emit({ kind: 'act', account, what: 'mends the account' });
    change({ edits: { ...wishes.edits, [account]: (wishes.edits[account] ?? 0) + 1 } });
  }

  /** The account's credentials are lost once, and typed again later: the same ones. */
  function planLock(account: string): void {
    const chance = world.chance.fork(`lock ${account}`);
    if (chance.of(0.75)) return;
    const lock = (locked: boolean) => {
      world.emit({ kind: 'lock', account, locked });
      const others = wishes.locked.filter((one) => one !== account);
      change({ locked: locked ? [...others, account] : others });
    };
    const begin = chance.next() * end;
    clock.plan(begin, () => lock(true));
    clock.plan(Math.min(begin + chance.scale(minute, 40 * hour), end), () => lock(false));
  }

  /** A channel's service fails now and then; where it refused the credentials, they are typed anew. */
  function planChannel(id: string): void {
    const chance = world.chance.fork(`channel ${id}`);
    for (let left = chance.int(0, 6); left > 0; left -= 1) {
      const begin = chance.next() * end;
      const fault = chance.pick(channelFaults);
      clock.plan(begin, () => stage.channels.begin(id, fault));
      clock.plan(Math.min(begin + chance.scale(minute, 20 * hour), end), () => {
        if (fault === 'auth') mendChannel(id);
        else stage.channels.end(id);
      });
    }
    // The process may not run at one of them, and a fault may have come after.
    for (const later of [minute, hour]) clock.plan(end + later, () => mendChannel(id));
  }

  function mendChannel(id: string): void {
    stage.channels.end(id);
    const edits = { ...wishes.channelEdits, [id]: (wishes.channelEdits[id] ?? 0) + 1 };
    change({ channelEdits: edits });
  }

  /** Some people pause it, for a while or for good, and all of them go on in the end. */
  function planPauses(): void {
    const chance = world.chance.fork('pauses');
    if (chance.of(0.6)) return;
    for (let left = chance.int(1, 4); left > 0; left -= 1) {
      const begin = chance.next() * end;
      const ms = chance.of(0.6) ? chance.scale(second, 20 * hour) : undefined;
      clock.plan(begin, () => machine.pause(ms));
      const again = Math.min(begin + chance.scale(second, 40 * hour), end);
      if (chance.of(0.7)) clock.plan(again, () => machine.unpause());
    }
    // The process may not run at one of them.
    for (const later of [minute, hour, 4 * hour]) clock.plan(end + later, machine.unpause);
  }

  function force(): void {
    world.emit({ kind: 'act', account: undefined, what: 'forces' });
    force_(machine);
    // Whoever presses a button presses it twice.
    if (chance.of(0.4)) force_(machine);
  }

  if (stage.character.misfortune > 0) {
    for (const side of world.sides) planEdits(world, side, end);
    for (const { account } of world.sides) planLock(account);
    planPauses();
    for (const id of Object.keys(machine.settings().channels ?? {})) planChannel(id);
    for (let left = chance.int(0, 5); left > 0; left -= 1) {
      clock.plan(chance.next() * end, force);
    }
    for (let left = chance.int(0, 4); left > 0; left -= 1) {
      clock.plan(chance.next() * end, () => {
        machine.check('user');
        machine.check('user', { dryRun: true });
        const [record] = machine.settings().records;
        if (record !== undefined) machine.check('user', { only: new Set([record.id]) });
        machine.verify();
        if (record !== undefined) machine.verify(new Set([record.id]));
      });
    }
    for (let left = chance.int(0, 3); left > 0; left -= 1) {
      clock.plan(chance.next() * end, () => {
        const side = chance.pick(world.sides.filter(({ account }) => account !== 'dyn'));
        const { name, type } = chance.pick(side.listed);
        const id = recordId(side.account, name, type);
        world.emit({ kind: 'act', account: undefined, what: `edits ${id}` });
        if (chance.of(0.7)) {
          const ttl = chance.pick([0, 60, 300, 3_600]);
          change({ ttls: { ...wishes.ttls, [id]: ttl === 0 ? undefined : ttl } });
        } else if (wishes.removed.includes(id)) {
          change({ removed: wishes.removed.filter((one) => one !== id) });
        } else change({ removed: [...wishes.removed, id] });
      });
    }
  }
  clock.plan(end + minute, () => {
    for (const account of [...forsaken]) if (chance.of(0.7)) mend(account);
  });

  return {
    forsaken,
    reads(notice) {
      if (notice.kind !== 'problem' || notice.problem.kind !== 'failure') return;
      const { account, stopped } = notice.problem;
      if (!stopped || busy.has(account)) return;
      busy.add(account);
      forsaken.add(account);
      if (chance.of(0.15)) return;
      const act = () => (chance.of(0.75) ? mend(account) : forceMended(account));
      clock.plan(clock.now() + chance.scale(minute, 10 * hour), act);
    },
  };

  /** The user put it right at the provider, and says so here. */
  function forceMended(account: string): void {
    busy.delete(account);
    forsaken.delete(account);
    faults.end(account);
    force();
  }
}

function force_(machine: Machine): void {
  machine.check('user', { force: true });
}
