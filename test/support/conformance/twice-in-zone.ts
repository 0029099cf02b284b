import { describe, expect, it } from 'vitest';
import { home, old, type Trial } from './trial.ts';
import { change } from './world.ts';

/** `home.example.com.example.com` is shown as `home.example.com` where names are relative: it is not that name. */
export function describeTwiceInZone(trial: Trial): void {
  const { harness, apply, applyOne, values } = trial;
  const add = (name: string) => trial.world().addRecord({ name, type: 'A', value: old });

  describe('names that end with the zone’s name twice', () => {
    const twice = ['example.com.example.com', 'home.example.com.example.com'];
    const once = ['example.com', 'home.example.com'];
    const takes = harness.twiceInZone !== false;
    const fill = Array.from({ length: 4 }, (_, at) => `h${at}.example.com`);
    const others = (name: string) =>
      trial
        .world()
        .records()
        .filter((each) => each.name !== name && !fill.includes(each.name));

    it.each([
      { seen: 'alone', with: [] },
      { seen: 'among many', with: fill },
    ])('are not those that end with it once, seen $seen', async ({ with: more }) => {
      for (const name of [...twice, ...once]) add(name);
      for (const name of takes ? [...once, ...twice] : once) {
        const before = others(name);
        const [outcome] = await apply(...[name, ...more].map((each) => change(each, home)));
        expect(outcome).toMatchObject({ kind: 'updated', previous: { text: old } });
        expect(values(name)).toEqual([home]);
        expect(others(name)).toEqual(before);
      }
    });

    it.each([
      { there: once, made: twice },
      { there: twice, made: once },
    ])('do not stand for them: $made.0 is made beside $there.0', async ({ there, made }) => {
      for (const name of there) add(name);
      for (const name of made) {
        const before = others(name);
        const outcome = await applyOne(change(name, home));
        const refused = made === twice && !takes;
        expect(outcome.kind).toBe(refused ? 'invalid' : 'created');
        expect(values(name)).toEqual(refused ? [] : [home]);
        expect(others(name)).toEqual(before);
      }
    });
  });
}
