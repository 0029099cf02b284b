import { describe, expect, it } from 'vitest';
import type { HistoryEntry, ProviderCall } from '../../../electron/core/history.ts';
import { failure } from '../../../electron/core/outcome.ts';
import type { Settings } from '../../../electron/core/settings.ts';
import { Updater } from '../../../electron/core/updater.ts';
import { coreWorld } from '../../support/core-world.ts';
import { homeV4, nextV4, record, settingsOf, takes } from '../../support/core-world-parts.ts';

const settings = settingsOf([record('a.example.com'), record('b.example.com')]);

function world() {
  const core = coreWorld();
  const kept: HistoryEntry[] = [];
  const calls: ProviderCall[] = [];
  core.say('ipv4', homeV4);
  core.say('ipv6', 'offline');
  const open = (with_: Settings = settings) =>
    Updater.open(
      {
        ...core.ports,
        history: { add: (entry) => void kept.push(entry) },
        onCall: (call) => calls.push(call),
      },
      with_,
    );
  return { ...core, kept, calls, open };
}

describe('what a check tells the history', () => {
  it('is the new address first, and then each record with how it went', async () => {
    const { open, kept, say, providers } = world();
    const updater = await open();
    await updater.check('user');
    say('ipv4', nextV4);
    providers.reading.reply = ({ record: { name } }) =>
      name.startsWith('b') ? failure('server', 'it is down', { unconfirmed: true }) : takes;
    await updater.check('user');
    expect(kept.slice(3)).toMatchObject([
      { kind: 'address', address: nextV4, before: homeV4 },
      {
        kind: 'call',
        record: 'home/a.example.com/A',
        account: 'home',
        provider: 'reading',
        address: nextV4,
      },
      { kind: 'call', outcome: 'server', detail: 'it is down', unconfirmed: true },
    ]);
    expect(kept.slice(0, 3).map(({ kind }) => kind)).toEqual(['address', 'call', 'call']);
  });

  it('is nothing where nothing changed, and nothing of a rehearsal', async () => {
    const { open, kept } = world();
    const updater = await open();
    await updater.check('user', { dryRun: true });
    expect(kept).toEqual([]);
    await updater.check('user');
    const { length } = kept;
    await updater.check('user');
    expect(kept).toHaveLength(length);
  });

  it('is no address that was known before a restart', async () => {
    const { open, kept } = world();
    await (await open()).check('user');
    const { length } = kept;
    await (await open()).check('start');
    expect(kept.slice(length).filter(({ kind }) => kind === 'address')).toEqual([]);
  });
});

describe('whoever listens to calls', () => {
  it('hears of each one with all its records, and how long it took', async () => {
    const { open, calls, clock } = world();
    const begin = clock.now();
    await (await open()).check('user');
    expect(calls).toMatchObject([
      { account: 'home', provider: 'reading', results: [{ address: homeV4 }, { address: homeV4 }] },
    ]);
    expect(calls[0]?.at).toBeGreaterThanOrEqual(begin);
    expect(calls[0]?.took).toBeGreaterThanOrEqual(0);
  });

  it('may break without breaking the check', async () => {
    const { ports, say } = coreWorld();
    say('ipv4', homeV4);
    const onCall = () => {
      throw new Error('no');
    };
    const updater = await Updater.open({ ...ports, onCall }, settings);
    expect((await updater.check('user')).outcomes.size).toBe(2);
  });
});
