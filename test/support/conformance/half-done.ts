import { describe, expect, it } from 'vitest';
import { isFailure } from '../../../electron/core/outcome.ts';
import type { Change } from '../../../electron/core/provider.ts';
import type { EmulatedReply } from '../emulator.ts';
import { home, old, type Trial } from './trial.ts';
import { itWhere } from './where.ts';
import { change } from './world.ts';

/** What becomes of a write that takes several requests, where not all of them come through. */
export function describeHalfDone(trial: Trial): void {
  const { harness, apply, applyOne, values } = trial;
  const [kept, set] = harness.ttls || [1234, 600];
  const add = (value: string) =>
    trial.world().addRecord({ name: 'home.example.com', type: 'A', value, ttl: kept });

  const ttl = harness.ttls === false ? {} : { ttl: set };
  const cases: readonly (readonly [string, () => Change])[] = [
    ['a new record', () => change('home.example.com', home, ttl)],
    [
      'another address and TTL',
      () => {
        add(old);
        return change('home.example.com', home, ttl);
      },
    ],
    ...(harness.duplicates
      ? [
          [
            'one record of several',
            () => {
              add('81.2.69.1');
              add(old);
              add('81.2.69.3');
              return change('home.example.com', home, { from: old });
            },
          ] as const,
        ]
      : []),
  ];
  const faults: readonly (readonly [string, EmulatedReply])[] = [
    ['is refused', { status: 429, body: '' }],
    ['is lost', { reset: true }],
  ];

  describe('half done', () => {
    it.each(
      cases.flatMap(([what, prepare]) =>
        faults.flatMap(([how, reply]) =>
          [2, 3].map((nth) => [what, nth, how, prepare, reply] as const),
        ),
      ),
    )('says that %s is in doubt, not undone: request %i %s', async (_, nth, __, prepare, reply) => {
      const wanted = prepare();
      let writes = 0;
      const when = () => {
        writes += 1;
        return writes === nth;
      };
      trial.world().answer(reply, 'write', { when });
      const outcome = await applyOne(wanted);
      if (writes >= nth) {
        expect(outcome).toMatchObject({ unconfirmed: true });
        expect(values('home.example.com')).toContain(home);
        trial.reopen({ remembered: trial.context().remembered });
        expect(isFailure(await applyOne(wanted))).toBe(false);
      } else expect(isFailure(outcome)).toBe(false);
      expect(values('home.example.com')).toEqual([home]);
    });

    itWhere(harness.duplicates)(
      'never leaves a name empty: the right one of several went after it was seen',
      async () => {
        add(old);
        add(home);
        await apply(change('example.com', home));
        trial.world().vanish?.('home.example.com', home);
        const outcome = await applyOne(change('home.example.com', home));
        expect(isFailure(outcome)).toBe(false);
        expect(values('home.example.com')).toEqual([home]);
      },
    );
  });
}
