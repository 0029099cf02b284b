import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Address, classify } from '../electron/core/address.ts';
import { day, hour, minute } from '../electron/core/duration.ts';
import { type FailureKind, failure, type Outcome } from '../electron/core/outcome.ts';
import { createRedactor } from '../electron/core/redact.ts';
import { readSettings, type SettingsWorld } from '../electron/core/settings/reader.ts';
import { addr } from './support/address.ts';
import { type CoreWorld, coreWorld } from './support/core-world.ts';
import {
  account,
  homeV4,
  homeV6,
  nextV4,
  nextV6,
  record,
  type Saying,
  settingsOf,
  takes,
  thirdV4,
} from './support/core-world-parts.ts';

const www = record('www.example.com');
const six = record('www.example.com', 'AAAA');
const hard = record('www.example.org', 'A', { account: 'hard' });
const hooked = record('www.example.net', 'A', { account: 'hook' });
const accounts = [
  account('home'),
  account('hard', { provider: 'punishing' }),
  account('hook', { provider: 'writing' }),
];
const settings = settingsOf([www, six, hard, hooked], accounts);

function isSaid(said: Saying, address: Address): boolean {
  return typeof said === 'object' && 'text' in said && said.text === address.text;
}

/** Everything that any provider was told. */
function allTold(world: CoreWorld): readonly string[] {
  return (['reading', 'punishing', 'writing'] as const).flatMap((id) => world.told(id));
}

async function published(of = settings) {
  const world = coreWorld();
  const updater = await world.open(of);
  await updater.check('start');
  for (const { calls } of Object.values(world.providers)) calls.length = 0;
  world.events.length = 0;
  world.notices.length = 0;
  world.log.length = 0;
  return { world, updater };
}

describe('The rules of the domain', () => {
  it('1. It never deletes or blanks a record because detection failed', async () => {
    const failures: Saying[] = ['offline', 'timeout', 'captive', 'form', 'status', 'notGlobal'];
    for (const said of failures) {
      const { world, updater } = await published();
      world.say('ipv4', said);
      world.say('ipv6', said);
      for (let at = 0; at < 3; at++) {
        world.clock.jump(day);
        await updater.check('timer', { force: true });
      }
      expect(allTold(world)).toEqual([]);
      expect(updater.state.families.ipv4.address).toEqual(homeV4);
      expect(updater.state.records[www.id]?.published?.address).toEqual(homeV4);
    }
  });

  it('2. It publishes only a global address that two operators agree on', async () => {
    const addresses = [homeV4, nextV4, thirdV4, addr('192.168.1.1'), addr('100.64.0.9')];
    const saying = fc.constantFrom<Saying>(...addresses, 'status', 'timeout');
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(saying, saying, saying), { maxLength: 5 }),
        async (days) => {
          const { world, updater } = await published();
          let confirmed: Address = homeV4;
          for (const said of days) {
            world.sources.forEach((source, at) => {
              source.says = { ...source.says, ipv4: said[at] ?? 'status' };
            });
            for (const { calls } of Object.values(world.providers)) calls.length = 0;
            await updater.check('timer');
            for (const line of allTold(world).filter((each) => each.includes('/A '))) {
              const address = addr(line.split(' ')[1] ?? '');
              const voices = said.filter((each) => isSaid(each, address));
              expect(classify(address)).toBe('global');
              expect(voices.length >= 2 || address.text === confirmed.text).toBe(true);
              confirmed = address;
            }
          }
        },
      ),
      { numRuns: 50 },
    );

    const { world, updater } = await published();
    world.sources.forEach((source, at) => {
      source.says = { ...source.says, ipv4: addr(`8.8.4.${at}`) };
    });
    await updater.check('timer');
    expect(allTold(world)).toEqual([]);
    expect(world.notices).toMatchObject([{ kind: 'problem', problem: { kind: 'disagree' } }]);
  });

  it('3. It touches only the name and type that the user listed', async () => {
    const listed = { ...www, ttl: 300 };
    const world = coreWorld();
    const updater = await world.open(settingsOf([listed], accounts));
    await updater.check('start', { force: true });
    world.say('ipv4', nextV4);
    world.say('ipv6', nextV6);
    await updater.check('timer', { force: true });
    const changes = world.providers.reading.calls.flat();
    expect(changes.map(({ record, address }) => [record, address])).toEqual([
      [listed, homeV4],
      [listed, nextV4],
    ]);
    expect(changes[0]?.record.proxied).toBeUndefined();
    expect(world.providers.punishing.calls).toEqual([]);
  });

  it('4. Families, accounts, zones and records are independent', async () => {
    const { world, updater } = await published();
    world.say('ipv4', 'captive');
    world.say('ipv6', nextV6);
    await updater.check('timer');
    expect(allTold(world)).toEqual([`${six.id} ${nextV6.text}`]);

    world.say('ipv4', nextV4);
    world.providers.punishing.reply = () => failure('blocked', 'abuse', { scope: 'account' });
    world.providers.reading.reply = ({ record }) =>
      record.id === www.id ? failure('conflict', 'CNAME') : takes;
    await updater.check('timer');
    const { records } = updater.state;
    expect(records[hooked.id]?.published?.address).toEqual(nextV4);
    expect(records[six.id]?.published?.address).toEqual(nextV6);
    expect([www, hard].map(({ id }) => records[id]?.published?.address)).toEqual([homeV4, homeV4]);
  });

  it('5. It never repeats an unchanged update to a host that punishes it, and stops across restarts', async () => {
    const { world, updater } = await published();
    for (let at = 0; at < 27; at++) {
      world.clock.jump(day - minute);
      await updater.check('timer');
    }
    expect(world.told('punishing')).toEqual([]);

    const refusals: FailureKind[] = ['auth', 'blocked', 'hostNotFound'];
    for (const scope of ['account', 'record'] as const) {
      for (const kind of refusals) {
        const fresh = coreWorld();
        fresh.providers.punishing.reply = () => failure(kind, 'no', { scope });
        for (let at = 0; at < 5; at++) {
          const restarted = await fresh.open(settings);
          await restarted.check('start');
          await restarted.save();
          fresh.clock.jump(30 * day);
          fresh.say('ipv4', at % 2 === 0 ? nextV4 : homeV4);
        }
        expect(fresh.told('punishing')).toHaveLength(1);
        expect(fresh.notices).toContainEqual(
          expect.objectContaining({
            kind: 'problem',
            problem: expect.objectContaining({ failure: kind, account: 'hard', stopped: true }),
          }),
        );
      }
    }
  });

  it('6. Offline is not an error', async () => {
    const { world, updater } = await published();
    const running = updater.run();
    await world.clock.advance(0);
    world.log.length = 0;
    world.say('ipv4', 'offline');
    world.say('ipv6', 'offline');
    await world.clock.advance(5 * hour);
    expect(allTold(world)).toEqual([]);
    expect(world.notices).toEqual([]);
    const said = () => world.log.filter(({ level }) => level !== 'debug');
    expect(said().map(({ level, message }) => `${level} ${message}`)).toEqual(['info offline']);
    world.say('ipv4', nextV4);
    world.say('ipv6', homeV6);
    world.log.length = 0;
    await world.clock.advance(63_000);
    expect(world.told('writing')).toEqual([`${hooked.id} ${nextV4.text}`]);
    expect(said()[0]).toMatchObject({ level: 'info', message: 'online again' });
    updater.stop();
    await running;
  });

  it('7. One problem is one notification, and one more on recovery', async () => {
    const many = Array.from({ length: 100 }, (_, at) => record(`h${at}.example.com`));
    const world = coreWorld();
    let kind: FailureKind = 'server';
    world.providers.reading.reply = () => failure(kind, 'down');
    const updater = await world.open(settingsOf(many));
    for (let at = 0; at < 100; at++) {
      kind = at % 3 === 0 ? 'network' : 'server';
      await updater.check('timer', { force: true });
      world.clock.jump(5 * minute);
    }
    expect(world.notices.map((each) => each.kind)).toEqual(['problem']);
    world.providers.reading.reply = () => takes;
    await updater.check('timer', { force: true });
    await updater.check('timer', { force: true });
    expect(world.notices.map((each) => each.kind)).toEqual(['problem', 'published', 'recovered']);
  });

  it('8. “Up to date” says how it is known', async () => {
    const world = coreWorld();
    const known = async (outcome: Outcome, looks: ReturnType<CoreWorld['looks']>) => {
      world.providers.writing.reply = () => outcome;
      world.looks = () => looks;
      const updater = await world.open(settingsOf([hooked], accounts));
      await updater.check('start', { force: true });
      return updater.state.records[hooked.id];
    };
    expect((await known(takes, 'unknown'))?.evidence).toBe('accepted');
    expect((await known({ kind: 'updated', evidence: 'provider' }, 'differs'))?.evidence).toBe(
      'provider',
    );
    expect((await known(takes, 'matches'))?.evidence).toBe('authoritative');
    const proxied = await known(
      { kind: 'updated', evidence: 'accepted', proxied: true },
      'matches',
    );
    expect(proxied).toMatchObject({ evidence: 'accepted', verification: { kind: 'proxied' } });
  });

  it('9. Secrets appear in no log', () => {
    const secret = 'tök&n "42"/+';
    const redactor = createRedactor([secret]);
    const shown = JSON.stringify(
      redactor.value({
        message: `the provider said ${secret}`,
        url: `https://example.com/?t=${encodeURIComponent(secret)}`,
        header: `Basic ${Buffer.from(`me:${secret}`).toString('base64')}`,
        error: new Error(`bad ${secret}`, { cause: { password: 'x', nested: [secret] } }),
      }),
    );
    const base64 = Buffer.from(secret).toString('base64').slice(2, -4);
    for (const trace of [secret, 'tök', encodeURIComponent(secret), '42', base64]) {
      expect(shown).not.toContain(trace);
    }
  });

  it('10. Killed at any instant, it loses nothing and repeats nothing harmful', async () => {
    // Every save is an instant at which the process may die; the next one starts from that disk.
    for (let instant = 0; instant < 8; instant++) {
      const world = coreWorld();
      const { save } = world.ports.store;
      let saves = 0;
      const dead = new Promise<never>(() => undefined);
      Object.assign(world.ports.store, {
        save: async (state: Parameters<typeof save>[0]) => {
          if (saves++ >= instant) return dead;
          return save(state);
        },
      });
      const killed = await world.open(settings);
      void killed.check('start');
      await world.clock.advance(0);
      const arrived = world.told('punishing').length;
      Object.assign(world.ports.store, { save });
      world.looks = () => (arrived > 0 ? 'matches' : 'missing');
      const updater = await world.open(settings);
      for (let at = 0; at < 10; at++) {
        await updater.check('timer');
        world.clock.jump(minute);
      }
      expect(world.told('punishing')).toEqual([`${hard.id} 81.2.69.142`]);
      for (const { id } of [www, hard, hooked]) {
        expect(updater.state.records[id]?.published?.address).toEqual(homeV4);
      }
    }
  });

  it('11. A setting that it does not understand is an error with its place', () => {
    const result = readSettings({ version: 1, intervall: '30s' }, emptyWorld);
    expect(result.ok).toBe(false);
    const problems = result.ok ? [] : result.problems;
    expect(problems).toContainEqual(
      expect.objectContaining({
        path: ['intervall'],
        problem: expect.objectContaining({ kind: 'unknownKey', field: 'intervall' }),
      }),
    );
  });
});

const emptyWorld = {
  providers: [],
  sources: [],
  resolveSecret: () => ({ ok: true, text: '' }),
  fingerprint: (text: string) => text,
} as unknown as SettingsWorld;
