import { describe, expect, it } from 'vitest';
import { hour, minute } from '../../electron/core/duration.ts';
import type { EnginePorts } from '../../electron/core/engine.ts';
import { failure } from '../../electron/core/outcome.ts';
import { type CoreWorld, coreWorld } from '../support/core-world.ts';
import { checks, held, started, www } from '../support/core-world-daemon.ts';
import { account, nextV4, record, settingsOf } from '../support/core-world-parts.ts';
import { settle } from '../support/manual-clock.ts';

const nas = record('nas.example.com');
const both = settingsOf([www, nas]);

/** A daemon whose records are all well, and that has nothing to do for a while. */
async function calm(settings = both) {
  const world = coreWorld();
  const parts = await started(world, settings);
  world.events.length = 0;
  return { world, ...parts };
}

const lookups = ({ events }: CoreWorld) => events.filter((event) => event.startsWith('verify'));

describe('asking the name servers because the user wants to know', () => {
  it('asks for every published record, or for these, although nothing is due', async () => {
    const { world, updater } = await calm();
    await updater.verify();
    await updater.verify(new Set([nas.id, 'home/gone.example.com/A']));
    expect(lookups(world)).toEqual([`verify ${www.id} ${nas.id}`, `verify ${nas.id}`]);
    expect(checks(world)).toEqual(['start']);
  });

  it('keeps what they say, and tells', async () => {
    const { world, updater } = await calm();
    const shown: unknown[] = [];
    Object.assign(world.ports, { onState: (state: unknown) => shown.push(state) });
    world.looks = ({ record: { id } }) => (id === nas.id ? 'differs' : 'matches');
    await updater.verify();
    const { records, timeline } = updater.state;
    expect(records[nas.id]).toMatchObject({
      evidence: 'accepted',
      verification: { kind: 'differs', at: world.clock.now() },
    });
    expect(records[www.id]).toMatchObject({ evidence: 'authoritative' });
    expect(world.saved()?.records).toEqual(JSON.parse(JSON.stringify(records)));
    expect(shown.at(-1)).toBe(updater.state);
    // What they say makes no record wrong, and is no event.
    expect(records[nas.id]).toMatchObject({ failures: 0, last: { kind: 'updated' } });
    expect(timeline).toHaveLength(2);
    expect(world.notices).toHaveLength(1);
  });

  it('leaves out what holds nothing, is locked, or that no name server can tell', async () => {
    const locked = record('locked.example.com', 'A', { account: 'work' });
    const proxied = record('proxied.example.com');
    const bad = record('bad.example.com');
    const world = coreWorld();
    const { reply } = world.providers.reading;
    world.providers.reading.reply = (change, context) => {
      if (change.record.id === bad.id) return failure('conflict', 'a CNAME');
      if (change.record.id !== proxied.id) return reply(change, context);
      return { kind: 'updated', evidence: 'provider', proxied: true };
    };
    const records = [www, locked, proxied, bad];
    const { updater } = await started(
      world,
      settingsOf(records, [account('home'), account('work')]),
    );
    await updater.replaceSettings(
      settingsOf(records, [account('home'), account('work', { locked: ['token'] })]),
    );
    world.events.length = 0;
    await updater.verify();
    expect(lookups(world)).toEqual([`verify ${www.id}`]);
    world.events.length = 0;
    await updater.verify(new Set([bad.id]));
    expect(world.events).toEqual([]);
  });

  it('asked for often does not put off when they are asked again', async () => {
    const { world, updater } = await calm();
    world.looks = () => 'differs';
    for (let count = 0; count < 20; count += 1) await updater.verify();
    const { now } = world.clock;
    expect(updater.state.records[www.id]?.verification?.next).toBeLessThanOrEqual(now() + minute);
    world.looks = () => 'matches';
    await world.clock.advance(minute);
    expect(updater.state.records[www.id]?.evidence).toBe('authoritative');
  });

  it('waits for the check under way, and is one where it was asked for twice', async () => {
    const { world, updater } = await calm();
    world.say('ipv4', nextV4);
    const open = held(world);
    const check = updater.check('timer');
    const one = updater.verify(new Set([www.id]));
    expect(updater.verify(new Set([nas.id]))).toBe(one);
    await settle();
    expect(lookups(world)).toEqual([]);
    open();
    await Promise.all([check, one]);
    // The check asks after its write, and the user's wish comes after that.
    expect(lookups(world)).toEqual([`verify ${www.id} ${nas.id}`, `verify ${www.id} ${nas.id}`]);
  });

  it('never overlaps a check, whoever asks at the moment one ends', async () => {
    const { world, updater } = await calm();
    let inside = 0;
    let most = 0;
    const busy = async <Result>(work: () => Promise<Result>) => {
      most = Math.max(most, ++inside);
      await settle();
      inside--;
      return work();
    };
    const { verify } = world.ports;
    Object.assign(world.ports, {
      verify: (...args: Parameters<typeof verify>) => busy(() => verify(...args)),
    });
    for (const source of world.sources) {
      const { ask } = source;
      source.ask = (family, context) => busy(() => ask(family, context));
    }
    const first = updater
      .check('timer')
      .then(() => Promise.all([updater.verify(), updater.check('user')]));
    const asked = [updater.verify(), updater.check('network'), updater.verify()];
    const replaced = updater.replaceSettings(settingsOf([www, nas], undefined, { interval: hour }));
    const again = updater
      .verify()
      .then(() => Promise.all([updater.check('user'), updater.verify()]));
    await Promise.all([first, ...asked, replaced, again]);
    await settle();
    // One check asks two sources at the same time where it expects a change.
    expect(most).toBe(2);
  });

  it('is shown as work under way', async () => {
    const { world, updater } = await calm();
    const seen: unknown[] = [];
    const onActivity: EnginePorts['onActivity'] = (activity) => seen.push(activity?.trigger);
    Object.assign(world.ports, { onActivity });
    await updater.verify();
    expect(seen).toEqual(['user', undefined]);
  });

  it('is done while paused as well, and nothing after it', async () => {
    const { world, updater } = await calm();
    await updater.pause();
    world.looks = () => 'differs';
    world.events.length = 0;
    await updater.verify();
    await world.clock.advance(8 * hour);
    expect(lookups(world)).toHaveLength(1);
    expect(updater.state.paused).toBeDefined();
  });

  it('survives a verifier that breaks its promise', async () => {
    const { world, updater } = await calm();
    world.looks = () => {
      throw new Error('no servers');
    };
    await updater.verify();
    expect(updater.state.records[www.id]).toMatchObject({
      evidence: 'authoritative',
      verification: { kind: 'unknown' },
    });
  });

  it('ends with the program', async () => {
    const { world, updater, running } = await calm();
    world.looks = () => undefined;
    const asked = updater.verify();
    await settle();
    updater.stop();
    await expect(asked).rejects.toThrow('the program ends');
    await running;
    world.looks = () => 'matches';
    await expect(updater.verify()).rejects.toThrow('the program ends');
    expect(lookups(world)).toHaveLength(1);
  });
});
