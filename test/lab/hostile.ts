import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { describeLab } from './describe-lab.ts';
import { type Lab, openLab, untouched } from './lab.ts';
import { zone } from './plan.ts';
import { type Situation, silentRouter } from './situations/situation.ts';

/** Checks after which one of four sources would have been asked but for a chance in ten thousand. */
const mostTurns = 32;

/** Runs situations in a laboratory of their own: none may bring a wrong address into the zone, and each is told. */
export function describeSituations(
  title: string,
  groups: Readonly<Record<string, readonly Situation[]>>,
): void {
  describeLab(title, () => {
    let lab: Lab;
    beforeAll(async () => {
      lab = await openLab(silentRouter);
    }, 60_000);
    afterAll(() => lab?.close());

    /** Everything that was written since, by the words of the server itself. */
    function writtenSince(begin: number): readonly string[] {
      const own = new Set<string>(Object.values(untouched));
      const all = lab.internet.taken.slice(begin).map(({ address }) => address);
      return all.filter((address) => !own.has(address));
    }

    const recordOf = async ({ settings }: Situation) => {
      const type = settings?.types?.[0] ?? 'A';
      const [address] = await lab.internet.call('record', { name: zone.record, type });
      return address;
    };

    async function prepare(situation: Situation) {
      await lab.reset(situation.protocols ?? silentRouter);
      await situation.before?.(lab);
      return lab.home.install(situation.settings);
    }

    async function endure(situation: Situation, installation: Awaited<ReturnType<typeof prepare>>) {
      await situation.set(lab);
      await lab.internet.call('arrivals', undefined);
      if (situation.live === undefined) {
        for (let left = situation.checks ?? 2; left > 0; left -= 1) await installation.update();
      } else await situation.live(lab, installation);
      const { heard } = situation;
      if (heard === undefined) return;
      // Whose turn it is, is left to chance.
      const asked: string[] = [];
      for (let left = mostTurns; left > 0 && !asked.includes(heard); left -= 1) {
        await installation.update();
        const arrivals = await lab.internet.call('arrivals', undefined);
        asked.push(...arrivals.map(({ service }) => service));
      }
      expect(asked).toContain(heard);
    }

    for (const [group, situations] of Object.entries(groups)) {
      describe(group, () => {
        const check = async (situation: Situation) => {
          const installation = await prepare(situation);
          if (situation.fresh !== true) await installation.update();
          const before = await recordOf(situation);
          const isUntouched = Object.values<unknown>(untouched).includes(before);
          expect(isUntouched).toBe(situation.fresh === true);
          const begin = lab.internet.taken.length;
          await endure(situation, installation);
          expect(await recordOf(situation)).toBe(situation.must ?? before);
          const may = new Set(situation.may);
          expect(writtenSince(begin).filter((address) => !may.has(address))).toEqual([]);
          const told = await installation[situation.by ?? 'status']();
          const { verdicts } = told as { readonly verdicts: readonly { readonly kind: string }[] };
          const kinds = [situation.verdict].flat();
          const seen = verdicts.length === 0 ? [undefined] : verdicts.map(({ kind }) => kind);
          expect(seen.filter((kind) => kinds.some((one) => one === kind))).not.toEqual([]);
        };
        // One by one, because `it.each` cuts long names.
        for (const situation of situations) it(situation.name, () => check(situation), 90_000);
      });
    }
  });
}
