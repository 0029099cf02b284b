import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isFailure, type Outcome } from '../../../electron/core/outcome.ts';
import { type Change, capabilitiesOf } from '../../../electron/core/provider.ts';
import { secretTexts } from '../../../electron/core/settings/schema-fields.ts';
import { addr } from '../address.ts';
import type { EmulatedRequest } from '../emulator.ts';
import type { TestContext } from '../provider-context.ts';
import { describeDeclaration } from './declaration.ts';
import type { HostHarness, HostWorld } from './host-world.ts';
import { describeHostFailing } from './hosts-failing.ts';
import { home, home6, kinds, old, old6 } from './trial.ts';
import { itWhere } from './where.ts';
import { change } from './world.ts';

/** A world of its own for each row, and short ways to use it. */
export interface HostTrial {
  readonly harness: HostHarness;
  world(): HostWorld;
  context(): TestContext;
  renew(): HostWorld;
  reopen(parts?: Parameters<HostWorld['context']>[0]): TestContext;
  apply(...changes: Change[]): Promise<readonly Outcome[]>;
}

function createTrial(harness: HostHarness): HostTrial {
  let world: HostWorld;
  let context: TestContext;
  const trial: HostTrial = {
    harness,
    world: () => world,
    context: () => context,
    renew: () => {
      world = harness.makeWorld();
      for (const name of harness.names) world.addHost(name, { ipv4: old });
      context = world.context();
      return world;
    },
    reopen: (parts) => {
      context = world.context(parts);
      return context;
    },
    apply: (...changes) => world.provider.apply(changes, world.account, context),
  };
  beforeEach(() => void trial.renew());
  afterEach(() => {
    expect(world.violations()).toEqual([]);
  });
  return trial;
}

/**
 * The promises that every provider of a service with an update URL keeps, tried against an emulator
 * of the service. Call it once in the provider's test file.
 */
export function describeHostConformance(name: string, harness: HostHarness): void {
  const { provider, account } = harness.makeWorld();
  const capabilities = capabilitiesOf(provider, account);
  const hasIpv6 = capabilities.families.includes('ipv6');
  const [first, second, third] = harness.names;
  const { evidence } = harness;

  describe(`${name} keeps the promises of every host with an update URL`, () => {
    const trial = createTrial(harness);
    const { apply, world } = trial;

    it('declares what such a host can do', () => {
      const { reads, zones, proxied, keepAlive } = capabilities;
      expect({ reads, proxied }).toEqual({ reads: false, proxied: false });
      expect(zones).not.toBe('api');
      expect(provider.read).toBeUndefined();
      expect(provider.zones).toBeUndefined();
      if (keepAlive !== false) expect(keepAlive).toBeGreaterThanOrEqual(86_400_000);
    });

    it('marks its secrets', () => {
      const marked = secretTexts(provider.account, account);
      expect(marked.length).toBeGreaterThan(0);
      const texts = Object.values(account as Record<string, unknown>);
      const secret = texts.filter((text) => world().secrets.includes(String(text)));
      expect(marked.toSorted()).toEqual(secret.toSorted());
    });

    it('sets an address with as many requests as declared, and says how it knows', async () => {
      expect(await apply(change(first, home))).toEqual([{ kind: 'updated', evidence }]);
      expect(world().held(first)).toEqual({ ipv4: home });
      expect(world().requests()).toBe(capabilities.requestsPerChange);
    });

    it('is asked over https alone', async () => {
      await apply(change(first, home));
      for (const { protocol } of world().urls()) expect(protocol).toBe('https:');
    });

    it('takes an address that did not change for what it is', async () => {
      const [outcome] = await apply(change(first, old));
      expect(outcome?.kind).toBe(harness.unchanged);
      expect(world().held(first)).toEqual({ ipv4: old });
    });

    itWhere(hasIpv6)('sets both families', async () => {
      world().addHost(first, { ipv4: old, ipv6: old6 });
      const outcomes = await apply(change(first, home), change(first, home6));
      expect(kinds(outcomes)).toEqual(['updated', 'updated']);
      expect(world().held(first)).toEqual({ ipv4: home, ipv6: home6 });
    });

    itWhere(hasIpv6)(
      'leaves the other family as it was (openwrt #17875: Dyn deleted what was left out)',
      async () => {
        const along = (text: string) =>
          harness.omitted === 'lost' ? { sibling: addr(text) } : undefined;
        world().addHost(first, { ipv4: old, ipv6: old6 });
        await apply({ ...change(first, home), ...along(old6) });
        expect(world().held(first)).toEqual({ ipv4: home, ipv6: old6 });
        await apply({ ...change(first, home6), ...along(home) });
        expect(world().held(first)).toEqual({ ipv4: home, ipv6: home6 });
      },
    );

    itWhere(hasIpv6 && harness.omitted === 'kept')(
      'sets one family where the service refuses the other',
      async () => {
        world().addHost(first, { ipv4: old, ipv6: old6 });
        const refusal = { status: 400, headers: { 'content-type': 'text/plain' }, body: 'no IPv6' };
        const carriesIpv6 = ({ url, body }: EmulatedRequest) =>
          decodeURIComponent(`${url} ${body}`).includes(home6);
        world().answer(refusal, Number.POSITIVE_INFINITY, carriesIpv6);
        const outcomes = await apply(change(first, home), change(first, home6));
        expect(outcomes.map(isFailure)).toEqual([false, true]);
        expect(outcomes[1]).toMatchObject({ scope: 'record' });
        expect(world().held(first)).toEqual({ ipv4: home, ipv6: old6 });
      },
    );

    itWhere(!hasIpv6)('refuses AAAA before anything is sent', async () => {
      const outcomes = await apply(change(first, home6), change(first, home));
      expect(kinds(outcomes)).toEqual(['invalid', 'updated']);
      expect(world().requests()).toBe(1);
    });

    itWhere(harness.special.length > 0)('makes a name that is missing, as declared', async () => {
      const [missing = ''] = harness.special;
      const outcomes = await apply(change(missing, home));
      expect(outcomes.map(isFailure)).toEqual([!capabilities.creates]);
      expect(world().held(missing)?.ipv4).toBe(capabilities.creates ? home : undefined);
    });

    itWhere(harness.special.length > 0).each(harness.special)('sets %s', async (special) => {
      world().addHost(special, { ipv4: old });
      expect(kinds(await apply(change(special, home)))).toEqual(['updated']);
      expect(world().held(special)).toEqual({ ipv4: home });
      expect(world().held(first)).toEqual({ ipv4: special === first ? home : old });
    });

    itWhere(harness.foreign !== undefined).each(harness.foreign ?? [])(
      'refuses %s before anything is sent',
      async (foreign) => {
        const [outcome] = await apply(change(foreign, home));
        expect(outcome !== undefined && isFailure(outcome)).toBe(true);
        expect(outcome).toMatchObject({ scope: 'record' });
        expect(world().requests()).toBe(0);
      },
    );

    itWhere(second !== undefined && third !== undefined)(
      'sets the others where one name is refused (ddns-go: the rest was skipped silently)',
      async () => {
        world().refuse(second ?? '');
        const changes = harness.names.slice(0, 3).map((each) => change(each, home));
        const outcomes = await apply(...changes);
        expect(outcomes.map(isFailure)).toEqual([false, true, false]);
        expect(outcomes[1]).toMatchObject({ scope: 'record' });
        expect(harness.names.map((each) => world().held(each)?.ipv4)).toEqual([home, old, home]);
      },
    );

    itWhere(second !== undefined && hasIpv6)(
      'gives one outcome for each change, in order, however names and families are mixed',
      async () => {
        world().addHost(first, { ipv4: old, ipv6: old6 });
        world().refuse(second ?? '');
        const outcomes = await apply(
          change(first, home6),
          change(second ?? '', home),
          change(first, home),
        );
        expect(outcomes.map(isFailure)).toEqual([false, true, false]);
      },
    );

    describeDeclaration(provider);
    describeHostFailing(trial);
  });
}
