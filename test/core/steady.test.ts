import { describe, expect, it } from 'vitest';
import type { Address } from '../../electron/core/address.ts';
import { day, hour, minute } from '../../electron/core/duration.ts';
import type { GatewayClient, GatewayWord } from '../../electron/core/gateway/client.ts';
import type { Network } from '../../electron/core/network.ts';
import type { InterfaceAddress } from '../../electron/core/ports.ts';
import { quietNetwork } from '../../electron/core/quiet-network.ts';
import type { NetworkRules, SourceSpec } from '../../electron/core/settings.ts';
import type { Source } from '../../electron/core/source.ts';
import { nextAskAgain } from '../../electron/core/steady.ts';
import type { Updater } from '../../electron/core/updater.ts';
import { addr } from '../support/address.ts';
import { type CoreWorld, coreWorld } from '../support/core-world.ts';
import {
  account,
  echoIds,
  fakeSource,
  homeV4,
  homeV6,
  nextV4,
  nextV6,
  record,
  settingsOf,
  thirdV4,
} from '../support/core-world-parts.ts';

const www = record('www.example.com');
const six = record('www.example.com', 'AAAA');
const specs: readonly SourceSpec[] = ['gateway', ...echoIds].map((id) => ({ kind: 'builtIn', id }));
const free: NetworkRules = { approved: [], ignore: [], tunnels: false };
const here = '192.168.1.1';

function says(address: Address): GatewayWord {
  return { kind: 'address', protocol: 'natPmp', gateway: here, address };
}

/** A computer behind a gateway, on one interface; all of it can be changed by hand. */
interface Home {
  readonly world: CoreWorld;
  word: GatewayWord | 'hangs';
  /** Milliseconds that its word takes. */
  wordTakes: number;
  egress: string | undefined;
  /** This computer's own address on it. */
  address: string;
  /** The interface that is taken by what is sent from an address of the user's choice. */
  taken: string | undefined;
  /** Milliseconds that the system takes to tell of it. */
  egressTakes: number;
  addresses: readonly InterfaceAddress[];
  identity: string | undefined | 'hangs';
  /** How often the gateway was asked. */
  asked: number;
  open(rules?: Partial<NetworkRules>, records?: (typeof www)[]): Promise<Updater>;
}

function home(): Home {
  const world = coreWorld();
  const gateway: Source = fakeSource('gateway', { transport: 'gateway' });
  const never = new Promise<never>(() => undefined);
  const client: GatewayClient = {
    ask: async () => {
      at.asked += 1;
      if (at.wordTakes > 0) await world.clock.sleep(at.wordTakes);
      return at.word === 'hangs' ? never : at.word;
    },
    forget: () => undefined,
  };
  const network: Network = {
    ...quietNetwork,
    addresses: async () => at.addresses,
    egress: async (_, from) => {
      if (from !== undefined) return { address: from, interface: at.taken };
      if (at.egressTakes > 0) await world.clock.sleep(at.egressTakes);
      return at.egress === undefined ? undefined : { address: at.address, interface: at.egress };
    },
    identity: async () =>
      at.identity === 'hangs' ? never : { gateway: at.identity, profiles: [] },
  };
  const { source } = world.ports;
  Object.assign(world.ports, {
    gateway: client,
    network,
    source: (spec: SourceSpec) =>
      spec.kind === 'builtIn' && spec.id === 'gateway' ? gateway : source(spec),
  });
  const at: Home = {
    world,
    word: says(homeV4),
    wordTakes: 0,
    egress: 'eth0',
    address: '192.168.1.7',
    taken: undefined,
    egressTakes: 0,
    addresses: [],
    identity: undefined,
    asked: 0,
    open: (rules = {}, records = [www]) =>
      world.open(
        settingsOf(records, [account('home')], {
          sources: { ipv4: specs, ipv6: specs.slice(1) },
          networks: { ...free, ...rules },
        }),
      ),
  };
  return at;
}

const own = (address: string, name = 'eth0', temporary = false): InterfaceAddress => ({
  interface: name,
  address,
  internal: false,
  state: { temporary, deprecated: false, tentative: false },
});

async function settledHome(rules?: Partial<NetworkRules>, records?: (typeof www)[]) {
  const at = home();
  const updater = await at.open(rules, records);
  await updater.check('start');
  return {
    at,
    updater,
    last: (family: 'ipv4' | 'ipv6' = 'ipv4') => updater.state.families[family].last,
  };
}

describe('behind a gateway that says that nothing changed', () => {
  it('the Internet is asked once in ten to twenty minutes', async () => {
    const { at, updater } = await settledHome();
    const { world } = at;
    const begun = world.asked();
    let before = begun;
    let gap = 0;
    for (let passed = 0; passed < 180; passed += 1) {
      world.clock.jump(minute);
      gap += 1;
      await updater.check('timer');
      expect(world.asked() - before).toBeLessThanOrEqual(1);
      if (world.asked() > before) {
        expect(gap).toBeGreaterThanOrEqual(10);
        gap = 0;
      }
      before = world.asked();
    }
    expect(before - begun).toBeGreaterThanOrEqual(8);
    expect(before - begun).toBeLessThanOrEqual(18);
  });

  it('the check says how it knows, and signals ask nobody either', async () => {
    const { at, updater, last } = await settledHome();
    const before = at.world.asked();
    for (const trigger of ['network', 'resume', 'timer', 'start'] as const) {
      await updater.check(trigger);
      expect(last()).toMatchObject({ kind: 'known', by: 'local', voices: [{ source: 'gateway' }] });
    }
    expect(at.world.asked()).toBe(before);
  });

  it('a user who wants to know hears it from the Internet', async () => {
    const { at, updater, last } = await settledHome();
    const before = at.world.asked();
    await updater.check('user');
    expect(last()).toMatchObject({ kind: 'known', by: 'steady' });
    expect(at.world.asked()).toBe(before + 1);
  });

  it('it is nothing to hurry for that the Internet cannot be reached', async () => {
    const { at, updater, last } = await settledHome();
    const { world } = at;
    world.say('ipv4', 'offline');
    world.clock.jump(20 * minute);
    const report = await updater.check('timer');
    expect(report.offline).toBe(false);
    expect(last()).toMatchObject({ kind: 'known', by: 'local', silent: [{ kind: 'offline' }, {}] });
    const before = world.asked();
    for (let passed = 0; passed < 9; passed += 1) {
      world.clock.jump(minute);
      await updater.check('timer');
    }
    expect(world.asked()).toBe(before);
  });

  it('is no word for a computer whose settings do not name it', async () => {
    const at = home();
    const updater = await at.world.open(settingsOf([www]));
    await updater.check('start');
    expect(at.asked).toBe(0);
  });

  it('a clock that was set back does not keep it quiet for long', async () => {
    const { at, updater } = await settledHome();
    at.world.clock.jump(-30 * day);
    const before = at.world.asked();
    await updater.check('timer');
    expect(at.world.asked()).toBe(before + 1);
  });
});

describe('a gateway with another address', () => {
  it('is followed with one voice from the Internet, two being asked at once', async () => {
    const { at, updater, last } = await settledHome();
    const { world } = at;
    at.word = says(nextV4);
    world.say('ipv4', nextV4);
    await updater.check('timer');
    expect(last()).toMatchObject({ kind: 'known', by: 'quorum', address: nextV4 });
    expect(world.told('reading').at(-1)).toContain(nextV4.text);
  });

  it('is a veto against what the sources say (a VPN’s exit, another provider)', async () => {
    const { at, updater, last } = await settledHome();
    at.world.say('ipv4', thirdV4);
    at.world.clock.jump(hour);
    await updater.check('timer');
    expect(last()).toMatchObject({ kind: 'disagree' });
    expect(at.world.told('reading')).toHaveLength(1);
    const before = at.world.asked();
    await updater.check('timer');
    expect(last()).toMatchObject({ kind: 'disagree' });
    expect(at.world.asked()).toBe(before);
    expect(at.world.notices.filter(({ kind }) => kind === 'problem')).toHaveLength(1);
  });

  it('is a veto against a new address although it is slow, where it has spoken before', async () => {
    const { at, updater, last } = await settledHome();
    at.wordTakes = 1200;
    at.world.say('ipv4', thirdV4);
    at.world.clock.jump(hour);
    const check = updater.check('start');
    await at.world.clock.advance(500);
    await at.world.clock.advance(700);
    await check;
    expect(last()).toMatchObject({ kind: 'disagree' });
    expect(updater.state.families.ipv4.address).toEqual(homeV4);
  });

  it('is no veto where this computer has the public address itself', async () => {
    const at = home();
    at.address = homeV4.text;
    at.addresses = [own(homeV4.text)];
    at.word = says(thirdV4);
    const updater = await at.open();
    await updater.check('start');
    expect(updater.state.families.ipv4.address).toEqual(homeV4);
    const before = at.world.asked();
    await updater.check('timer');
    expect(updater.state.families.ipv4.last).toMatchObject({ kind: 'known', by: 'local' });
    expect(at.world.asked()).toBe(before);
  });

  it('is a veto against the very first address, too, where it tells in time', async () => {
    const at = home();
    at.word = says(thirdV4);
    const updater = await at.open();
    await updater.check('start');
    expect(updater.state.families.ipv4).toMatchObject({ last: { kind: 'disagree' } });
    expect(updater.state.families.ipv4.address).toBeUndefined();
  });

  it('does not make a stale answer enough', async () => {
    const { at, updater, last } = await settledHome();
    at.word = says(nextV4);
    await updater.check('timer');
    expect(last()).toMatchObject({ kind: 'known', by: 'quorum', address: homeV4 });
    const before = at.world.asked();
    at.world.clock.jump(6 * minute);
    await updater.check('timer');
    expect(at.world.asked()).toBe(before + 1);
    expect(last()).toMatchObject({ kind: 'known', by: 'steady' });
  });

  it('is asked about in vain no more often than anybody else, where it goes on contradicting', async () => {
    const { at, updater } = await settledHome();
    at.word = says(nextV4);
    at.world.say('ipv4', thirdV4);
    await updater.check('timer');
    at.world.clock.jump(hour);
    const before = at.world.asked();
    for (let passed = 0; passed < 60; passed += 1) {
      at.world.clock.jump(minute);
      await updater.check('timer');
    }
    expect(at.world.asked() - before).toBeLessThanOrEqual(60);
    expect(at.world.told('reading')).toHaveLength(1);
    at.world.say('ipv4', nextV4);
    at.world.clock.jump(6 * minute);
    await updater.check('timer');
    expect(updater.state.families.ipv4.address).toEqual(nextV4);
  });

  it.each([
    ['a private address', '10.0.0.7'],
    ['carrier-grade NAT', '100.64.0.7'],
  ])('that nobody can reach (%s) is no voice and no veto', async (_, text) => {
    const { at, updater, last } = await settledHome();
    at.word = says(addr(text));
    await updater.check('timer');
    expect(last()).toMatchObject({ kind: 'known', by: 'steady' });
    at.world.say('ipv4', nextV4);
    await updater.check('network');
    expect(last()).toMatchObject({ kind: 'known', by: 'quorum', address: nextV4 });
    expect(updater.state.surroundings?.gateway).toMatchObject({ address: addr(text) });
  });

  it('that tells too late changes nothing, and nothing waits for it for long', async () => {
    const { at, updater, last } = await settledHome();
    at.word = 'hangs';
    const check = updater.check('timer');
    await at.world.clock.advance(500);
    await check;
    expect(last()).toMatchObject({ kind: 'known', by: 'steady' });
  });
});

describe('an interface that has the confirmed address', () => {
  const both = [www, six];

  it('is enough while it is there', async () => {
    const { at, updater, last } = await settledHome({}, both);
    at.addresses = [own(homeV6.text)];
    const before = at.world.asked();
    at.world.clock.jump(minute);
    await updater.check('timer');
    expect(last('ipv6')).toMatchObject({
      kind: 'known',
      by: 'local',
      voices: [{ evidence: 'eth0' }],
    });
    expect(at.world.asked()).toBe(before);
  });

  it('is missed at once when it is gone', async () => {
    const { at, updater, last } = await settledHome({}, both);
    at.addresses = [own(nextV6.text)];
    at.world.say('ipv6', nextV6);
    at.world.clock.jump(minute);
    await updater.check('timer');
    expect(last('ipv6')).toMatchObject({ kind: 'known', by: 'quorum', address: nextV6 });
  });

  it('is where the sources are asked from', async () => {
    const at = home();
    at.addresses = [own('2a02:8071:1:2::9', 'eth0', true), own(homeV6.text)];
    const locals: unknown[] = [];
    for (const source of at.world.sources) {
      const { ask } = source;
      source.ask = (family, context) => {
        locals.push(context.local);
        return ask(family, context);
      };
    }
    await (await at.open({}, [six])).check('start');
    expect(locals[0]).toEqual({ ipv6: homeV6.text });
  });
});

describe('behind a tunnel', () => {
  it('nothing new is believed, and little is asked', async () => {
    const { at, updater, last } = await settledHome();
    at.egress = 'wg0';
    at.word = { kind: 'none' };
    at.world.say('ipv4', thirdV4);
    at.world.clock.jump(hour);
    const before = at.world.asked();
    await updater.check('network');
    expect(last()).toMatchObject({ kind: 'unavailable', why: 'tunnel', voices: [{}] });
    expect(at.world.asked()).toBe(before + 1);
    expect(at.world.told('reading')).toHaveLength(1);
    expect(updater.state.families.ipv4.address).toEqual(homeV4);
    expect(updater.state.surroundings?.egress.ipv4).toBe('wg0');
  });

  it('what is confirmed stays known', async () => {
    const { at, updater, last } = await settledHome();
    at.egress = 'wg0';
    at.word = { kind: 'none' };
    await updater.check('network');
    expect(last()).toMatchObject({ kind: 'known', by: 'steady' });
  });

  it.each([
    ['tunnels are allowed', { tunnels: true }],
    ['the sources are bound to it', { bind: 'wg0' }],
  ])('the new address is believed where %s', async (_, rules) => {
    const { at, updater, last } = await settledHome({ ...rules });
    at.egress = 'wg0';
    at.addresses = [own('10.8.0.2', 'wg0')];
    at.world.say('ipv4', thirdV4);
    at.world.clock.jump(hour);
    await updater.check('network');
    expect(last()).toMatchObject({ kind: 'known', address: thirdV4 });
  });

  it.each([
    ['a tunnel', 'wg0', 'unavailable'],
    ['no tunnel', 'eth0', 'known'],
  ])('that the system is slow to tell of is waited for before a new address: %s', async (...of) => {
    const [, name, kind] = of;
    const { at, updater, last } = await settledHome();
    at.word = { kind: 'none' };
    at.egress = name;
    at.egressTakes = 3000;
    at.world.say('ipv4', thirdV4);
    at.world.clock.jump(hour);
    const check = updater.check('network');
    await at.world.clock.advance(1000);
    await at.world.clock.advance(3000);
    await check;
    expect(last()?.kind).toBe(kind);
    expect(at.world.told('reading')).toHaveLength(kind === 'known' ? 2 : 1);
  });

  it('that comes up while the sources are asked nothing is believed', async () => {
    const { at, updater, last } = await settledHome();
    at.word = { kind: 'none' };
    at.world.say('ipv4', thirdV4);
    for (const source of at.world.sources) {
      const { ask } = source;
      source.ask = (family, context) => {
        at.egress = 'wg0';
        return ask(family, context);
      };
    }
    await updater.check('network');
    expect(last()).toMatchObject({ kind: 'unavailable' });
    expect(at.world.told('reading')).toHaveLength(1);
  });
});

describe('an adapter that the user chose to ask by', () => {
  it.each([
    ['another adapter (a VPN that translates addresses)', 'wg0', homeV4],
    ['that adapter', 'eth0', thirdV4],
    ['nobody knows which', undefined, thirdV4],
  ])('and whose packets leave by %s', async (_, name, expected) => {
    const { at, updater } = await settledHome({ bind: 'eth0' });
    at.addresses = [own('192.168.1.7')];
    await updater.check('user');
    at.egress = 'wg0';
    at.taken = name;
    at.world.say('ipv4', thirdV4);
    at.world.clock.jump(hour);
    await updater.check('network');
    expect(updater.state.families.ipv4.address).toEqual(expected);
  });

  it('and that is not there is no connection: nobody is asked by another', async () => {
    const at = home();
    const updater = await at.open({ bind: 'eth7' });
    const report = await updater.check('start');
    expect(report.offline).toBe(true);
    expect(at.world.asked()).toBe(0);
  });
});

describe('in a network that the user did not approve', () => {
  const router = 'aa:bb:cc:dd:ee:ff';
  const said = ({ world }: Home) =>
    world.log.filter(({ level }) => level === 'info').map(({ message }) => message);

  it('nobody is asked and nothing written, and the log says so once each way', async () => {
    const at = home();
    at.identity = router.toUpperCase();
    const updater = await at.open({ approved: [router] });
    await updater.check('start');
    const [asked, told, gateway] = [at.world.asked(), at.world.told('reading'), at.asked];
    at.world.log.length = 0;
    at.identity = '11:22:33:44:55:66';
    at.word = says(nextV4);
    at.world.say('ipv4', nextV4);
    for (const trigger of ['network', 'timer', 'user'] as const) {
      at.world.clock.jump(hour);
      const report = await updater.check(trigger, { force: trigger === 'user' });
      expect(report).toMatchObject({ elsewhere: true, offline: false });
      expect(report.detections.ipv4).toMatchObject({ kind: 'unavailable', why: 'elsewhere' });
    }
    expect([at.world.asked(), at.world.told('reading'), at.asked]).toEqual([asked, told, gateway]);
    expect(updater.state.families.ipv4.address).toEqual(homeV4);
    expect(said(at)).toEqual(['not in an approved network']);
    at.identity = router;
    expect(await updater.check('network')).not.toHaveProperty('elsewhere');
    expect(said(at)).toContain('in an approved network again');
    expect(updater.state.elsewhereSince).toBeUndefined();
    expect(updater.state.families.ipv4.address).toEqual(nextV4);
  });

  it('or in one that cannot be told, neither', async () => {
    const at = home();
    at.identity = 'hangs';
    const updater = await at.open({ approved: [router] });
    const check = updater.check('start');
    await at.world.clock.advance(1_000);
    expect(await check).toMatchObject({ elsewhere: true });
    expect(at.world.asked()).toBe(0);
    expect(said(at)).toEqual(['cannot tell which network this is']);
  });

  it('a dry run shows it, and remembers nothing', async () => {
    const at = home();
    const updater = await at.open({ approved: [router] });
    const report = await updater.check('user', { dryRun: true });
    expect(report).toMatchObject({ elsewhere: true, plan: { groups: [] } });
    expect(updater.state.elsewhereSince).toBeUndefined();
  });
});

describe('when the Internet is asked again', () => {
  const draws = Array.from({ length: 1_000 }, (_, at) => (at + 0.5) / 1_000);

  it('is ten to twenty minutes later, evenly', () => {
    const waits = draws.map((random) => nextAskAgain(0, random, false) / minute);
    expect(Math.min(...waits)).toBeGreaterThanOrEqual(10);
    expect(Math.max(...waits)).toBeLessThanOrEqual(20);
  });

  it('is after an outage as if there had been none: as many in each minute as ever', () => {
    const first = draws.map((random) => nextAskAgain(0, random, true) / minute);
    // Each asks again and again; after an outage no minute may stand out.
    const perMinute = new Array<number>(40).fill(0);
    for (const start of first) {
      for (const random of draws.filter((_, at) => at % 40 === 0)) {
        const second = start + nextAskAgain(0, random, false) / minute;
        const slot = Math.floor(second);
        if (slot < 40) perMinute[slot] = (perMinute[slot] ?? 0) + 1 / 25;
      }
      const slot = Math.floor(start);
      perMinute[slot] = (perMinute[slot] ?? 0) + 1;
    }
    const mean = 1_000 / 15;
    for (const count of perMinute.slice(0, 20)) {
      expect(count / mean).toBeGreaterThan(0.85);
      expect(count / mean).toBeLessThan(1.15);
    }
  });
});
