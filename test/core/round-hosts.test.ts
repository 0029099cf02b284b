import { describe, expect, it } from 'vitest';
import { hour, minute } from '../../electron/core/duration.ts';
import { addr } from '../support/address.ts';
import { coreWorld } from '../support/core-world.ts';
import { account, homeV6, nextV6, record, settingsOf } from '../support/core-world-parts.ts';

const own = record('home.example.com', 'AAAA');
const nas = record('nas.example.com', 'AAAA', { host: { suffix: '::10', prefix: 64 } });
const printer = record('printer.example.com', 'AAAA', {
  account: 'hard',
  host: { suffix: '::211:22ff:fe33:4455', prefix: 64 },
});
const accounts = [account('home'), account('hard', { provider: 'punishing' })];
const household = settingsOf([own, nas, printer], accounts);

/** Everything that was written, each provider's in its order. */
function told(world: ReturnType<typeof coreWorld>) {
  return [...world.told('reading'), ...world.told('punishing')];
}

async function atHome() {
  const world = coreWorld();
  const updater = await world.open(household);
  await updater.check('start');
  return { world, updater, before: told(world).length };
}

describe('the names of a household', () => {
  it('each get the address of their own device', async () => {
    const { world } = await atHome();
    expect(told(world)).toEqual([
      `${own.id} ${homeV6.text}`,
      `${nas.id} 2a02:8071:1:2::10`,
      `${printer.id} 2a02:8071:1:2:211:22ff:fe33:4455`,
    ]);
  });

  it('all move with the prefix', async () => {
    const { world, updater } = await atHome();
    world.say('ipv6', nextV6);
    world.clock.jump(10 * minute);
    await updater.check('network');
    expect(told(world)).toEqual(
      expect.arrayContaining([
        `${own.id} ${nextV6.text}`,
        `${nas.id} 2a02:8071:9:2::10`,
        `${printer.id} 2a02:8071:9:2:211:22ff:fe33:4455`,
      ]),
    );
  });

  it('stay where only this computer’s own end changes', async () => {
    const { world, updater, before } = await atHome();
    const moved = addr('2a02:8071:1:2::99');
    world.say('ipv6', moved);
    world.clock.jump(10 * minute);
    await updater.check('network');
    expect(told(world)).toHaveLength(before + 1);
    expect(told(world)).toContain(`${own.id} ${moved.text}`);
  });

  it('stay where nothing is known of the address', async () => {
    const { world, updater, before } = await atHome();
    world.say('ipv6', 'network');
    world.clock.jump(hour);
    await updater.check('timer');
    expect(told(world)).toHaveLength(before);
  });

  it('are settled at their own address after a call that was cut off', async () => {
    const { world, updater } = await atHome();
    const { state } = updater;
    updater.stop();
    const known = state.records[printer.id];
    const open = { address: addr('2a02:8071:9:2:211:22ff:fe33:4455'), at: world.clock.now() };
    world.put({
      ...state,
      records: { ...state.records, [printer.id]: { failures: 0, ...known, inFlight: open } },
    });
    // The prefix is the old one again, and the name servers show that host's old address.
    world.looks = ({ wanted }) =>
      wanted.text === known?.published?.address.text ? 'matches' : 'differs';
    world.clock.jump(2 * hour);
    const again = await world.open(household);
    const before = world.told('punishing').length;
    await again.check('start');
    expect(world.told('punishing')).toHaveLength(before);
    expect(again.state.records[printer.id]?.inFlight).toBe(undefined);
  });
});
