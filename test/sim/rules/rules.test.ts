import { beforeEach, describe, expect, it } from 'vitest';
import type { Family } from '../../../electron/core/address.ts';
import { minute } from '../../../electron/core/duration.ts';
import type { Trigger } from '../../../electron/core/round.ts';
import { emptyState, type RecordState } from '../../../electron/core/state.ts';
import { homeV4, homeV6, nextV4, record, settingsOf } from '../../support/core-world-parts.ts';
import { createVirtualClock } from '../clock.ts';
import type { SimEvent } from '../event.ts';
import type { Machine } from '../machine.ts';
import type { Character } from '../scenario.ts';
import type { World } from '../world.ts';
import { budget, spared } from './budget.ts';
import { createKnowledge } from './knowledge.ts';
import type { Case, MakeRule } from './rule.ts';
import { evidence } from './rule-08-evidence.ts';

const life = 1;
const www = record('www.example.com');
let time = 0;
let broken: string[] = [];

beforeEach(() => {
  time = 0;
  broken = [];
});

/** Lets one rule and what a process may know hear of events, in the order of a run. */
function judgedBy(make: MakeRule): (...events: readonly SimEvent[]) => void {
  const world: Partial<World> = { clock: { ...createVirtualClock(), now: () => time } };
  const machine: Partial<Machine> = { settings: () => settingsOf([www]) };
  const character: Partial<Character> = { interval: minute };
  const knowledge = createKnowledge(world as World, () => false);
  const stage: Partial<Case> = {
    world: world as World,
    machine: machine as Machine,
    character: character as Character,
    knowledge,
    breach: (_, what) => broken.push(what),
  };
  const rule = make(stage as Case);
  return (...events) => {
    for (const event of events) {
      rule.before?.(event);
      knowledge.on(event);
      rule.on(event);
    }
  };
}

const start: SimEvent = { kind: 'start', life };

function check(trigger: Trigger): SimEvent {
  return { kind: 'log', life, level: 'debug', message: 'check', fields: { trigger } };
}

function ask(family: Family, source: string): SimEvent {
  return { kind: 'ask', life, family, operator: source, source };
}

function answer(family: Family, operator: string, address: string): SimEvent {
  const parts = { own: false, trusted: true, unreachable: false, honest: true };
  return { kind: 'answer', life, family, operator, address, ...parts };
}

function word(family: Family, by: 'gateway' | 'interface', address: string): SimEvent {
  return { kind: 'word', life, family, by, address, honest: true };
}

describe('the rule that services are spared', () => {
  const play = (trigger: Trigger) => {
    const happen = judgedBy(spared);
    const own = word('ipv6', 'interface', homeV6.text);
    const two = ['a', 'b'].map((one) => answer('ipv6', one, homeV6.text));
    happen(start, check('start'), own, ...two);
    time += 20 * minute;
    happen(check(trigger), own, ask('ipv6', 'c'));
    time += 4 * minute;
    happen(check('timer'), own, ask('ipv6', 'c'));
  };

  it('finds who is asked again although an interface says what is known', () => {
    play('timer');
    expect(broken).toEqual(['c is asked for ipv6 again after 240 s']);
  });

  it('lets a check try again after the user asked the Internet and had no answer', () => {
    play('user');
    expect(broken).toEqual([]);
  });
});

describe('the rule that nobody is asked for what is known', () => {
  const happens = (...events: readonly SimEvent[]) => {
    const happen = judgedBy(budget);
    happen(start, check('start'), ...events);
    return happen;
  };
  const gateway = (address: string) => word('ipv4', 'gateway', address);

  it('lets the first address of all have two sources beside the gateway, which is not waited for', () => {
    const happen = happens(gateway(homeV4.text), answer('ipv4', 'a', homeV4.text));
    happen(ask('ipv4', 'b'));
    expect(broken).toEqual([]);
    happen(answer('ipv4', 'b', homeV4.text), ask('ipv4', 'c'));
    expect(broken).toEqual(['c is asked for ipv4, which is known already']);
  });

  it('counts the gateway for each address after it', () => {
    const two = ['a', 'b'].map((one) => answer('ipv4', one, homeV4.text));
    const happen = happens(gateway(homeV4.text), ...two);
    happen(check('timer'), gateway(nextV4.text), answer('ipv4', 'a', nextV4.text));
    expect(broken).toEqual([]);
    happen(ask('ipv4', 'b'));
    expect(broken).toEqual(['b is asked for ipv4, which is known already']);
  });
});

describe('the rule of evidence', () => {
  const published = { address: homeV4, at: 1 };
  const known: RecordState = { failures: 0, published, evidence: 'authoritative' };
  const shown = (state: RecordState): SimEvent => ({
    kind: 'state',
    life,
    state: { ...emptyState, records: { [www.id]: state } },
  });
  const said = `${www.id} counts as confirmed at ${homeV4.text}, but no name server said so`;

  it('judges no record while a call for it is under way, and judges it when that is over', () => {
    const happen = judgedBy(evidence);
    happen(start, shown({ ...known, inFlight: published }));
    expect(broken).toEqual([]);
    happen(shown(known));
    expect(broken).toEqual([said]);
  });

  it('finds a call without an answer that leaves what was confirmed before', () => {
    judgedBy(evidence)(start, shown({ ...known, unconfirmed: published }));
    expect(broken).toEqual([said]);
  });
});
