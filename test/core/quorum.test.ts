import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Address, sameAddress } from '../../electron/core/address.ts';
import { findAddress, type Question } from '../../electron/core/quorum.ts';
import { type Answer, SourceFailure, type SourceFailureKind } from '../../electron/core/source.ts';
import { addr } from '../support/address.ts';
import {
  fakeSource,
  homeV4,
  homeV6,
  nextV4,
  type Saying,
  thirdV4,
} from '../support/core-world-parts.ts';

type Script = Readonly<Record<string, Saying>>;

/** One round over sources `id` or `id@operator`, in this order, that say what the script says. */
function scripted(script: Script, more: Partial<Question> = {}) {
  const asked: string[] = [];
  const sources = Object.keys(script).map((key) =>
    fakeSource(key, { operator: key.split('@')[1] ?? key }),
  );
  const question: Question = {
    family: 'ipv4',
    sources,
    confirmed: undefined,
    turn: 0,
    ask: async ({ id }): Promise<Answer> => {
      asked.push(id);
      const said = script[id];
      if (typeof said === 'string') {
        throw new SourceFailure(said as SourceFailureKind, `${id}: ${said}`);
      }
      if (said === undefined || said instanceof Error) throw said;
      return { address: said, evidence: id };
    },
    ...more,
  };
  return { asked, round: findAddress(question) };
}

describe('the steady state', () => {
  it('is exactly one question', async () => {
    const { asked, round } = scripted({ a: homeV4, b: homeV4, c: homeV4 }, { confirmed: homeV4 });
    expect((await round).detection).toMatchObject({ kind: 'known', by: 'steady', address: homeV4 });
    expect(asked).toEqual(['a']);
  });

  it('asks another source each time, until every one had its turn', async () => {
    const seen: string[] = [];
    let turn = 0;
    for (let at = 0; at < 4; at++) {
      const { asked, round } = scripted(
        { a: homeV4, b: homeV4, c: homeV4, d: homeV4 },
        { confirmed: homeV4, turn },
      );
      turn = (await round).turn;
      seen.push(...asked);
    }
    expect(seen).toEqual(['a', 'b', 'c', 'd']);
    expect(turn).toBe(0);
  });

  it('takes any turn that an older list of sources left behind', async () => {
    const { asked, round } = scripted({ a: homeV4, b: homeV4 }, { confirmed: homeV4, turn: 7 });
    await round;
    expect(asked).toEqual(['b']);
  });
});

describe('a changed address', () => {
  it('costs exactly one confirming question', async () => {
    const { asked, round } = scripted({ a: nextV4, b: nextV4, c: nextV4 }, { confirmed: homeV4 });
    expect((await round).detection).toMatchObject({ kind: 'known', by: 'quorum', address: nextV4 });
    expect(asked).toEqual(['a', 'b']);
  });

  it('is not believed of one source alone (ddns-updater #351: one bad source flips the record)', async () => {
    const { round } = scripted({ a: nextV4, b: 'status', c: 'timeout' }, { confirmed: homeV4 });
    expect((await round).detection).toMatchObject({ kind: 'unavailable', why: 'single' });
  });

  it('is decided by a third where two contradict each other', async () => {
    const { asked, round } = scripted({ a: nextV4, b: homeV4, c: homeV4 }, { confirmed: homeV4 });
    expect((await round).detection).toMatchObject({ kind: 'known', by: 'quorum', address: homeV4 });
    expect(asked).toEqual(['a', 'b', 'c']);
  });

  it('is nobody’s word when three say three things', async () => {
    const { asked, round } = scripted(
      { a: nextV4, b: homeV4, c: thirdV4, d: nextV4 },
      { confirmed: addr('8.8.4.4') },
    );
    const { detection } = await round;
    expect(detection.kind).toBe('disagree');
    expect(asked).toEqual(['a', 'b', 'c']);
  });

  it('disagrees where two contradict each other and nobody is left', async () => {
    const { round } = scripted({ a: nextV4, b: thirdV4 }, { confirmed: homeV4 });
    expect((await round).detection.kind).toBe('disagree');
  });
});

describe('the first answer of all', () => {
  it('needs two operators', async () => {
    const { asked, round } = scripted({ a: homeV4, b: homeV4 });
    expect((await round).detection).toMatchObject({ kind: 'known', by: 'quorum' });
    expect(asked).toEqual(['a', 'b']);
  });

  it('never counts one operator twice, and does not even ask it again', async () => {
    const { asked, round } = scripted({ 'a@one': homeV4, 'b@one': homeV4, 'c@one': homeV4 });
    expect((await round).detection).toMatchObject({ kind: 'unavailable', why: 'single' });
    expect(asked).toEqual(['a@one']);
  });

  it('asks an operator’s second source when the first was silent', async () => {
    const { asked, round } = scripted({ 'a@one': 'status', 'b@one': homeV4, c: homeV4 });
    expect((await round).detection).toMatchObject({ kind: 'known', by: 'quorum' });
    expect(asked).toEqual(['a@one', 'b@one', 'c']);
  });
});

describe('silent sources', () => {
  it('are passed over (ddns-go: the search ended at the first page without an address)', async () => {
    const { round } = scripted({ a: 'captive', b: 'form', c: homeV4, d: homeV4 });
    const { detection } = await round;
    expect(detection).toMatchObject({ kind: 'known', address: homeV4 });
    expect('silent' in detection && detection.silent.map(({ kind }) => kind)).toEqual([
      'captive',
      'form',
    ]);
  });

  it('end the round at four, so that a bad day is no storm', async () => {
    const { asked, round } = scripted({
      a: 'status',
      b: 'status',
      c: 'form',
      d: 'tls',
      e: homeV4,
      f: homeV4,
    });
    expect((await round).detection).toMatchObject({ kind: 'unavailable', why: 'noAnswer' });
    expect(asked).toHaveLength(4);
  });

  it('mean offline after two that could send nothing', async () => {
    const { asked, round } = scripted({ a: 'offline', b: 'offline', c: 'offline', d: homeV4 });
    expect((await round).detection).toMatchObject({ kind: 'unavailable', why: 'offline' });
    expect(asked).toEqual(['a', 'b']);
  });

  it('mean offline when nobody can be reached', async () => {
    const { round } = scripted({ a: 'timeout', b: 'network', c: 'timeout', d: 'offline' });
    expect((await round).detection).toMatchObject({ kind: 'unavailable', why: 'offline' });
  });

  it.each<SourceFailureKind>(['captive', 'status', 'form', 'tls', 'limited', 'notGlobal'])(
    'do not mean offline when one of them answered (%s)',
    async (kind) => {
      const { round } = scripted({ a: 'timeout', b: kind, c: 'network' });
      expect((await round).detection).toMatchObject({ kind: 'unavailable', why: 'noAnswer' });
    },
  );

  it('do not mean offline when the only source is a server that is down', async () => {
    const { round } = scripted({ a: 'network' });
    expect((await round).detection).toMatchObject({ kind: 'unavailable', why: 'noAnswer' });
  });

  it('do not mean offline when there are none to ask', async () => {
    const { round } = scripted({});
    expect(await round).toMatchObject({
      detection: { kind: 'unavailable', why: 'noAnswer' },
      turn: 0,
    });
  });

  it('do not stop the rotation', async () => {
    const { round } = scripted({ a: 'status', b: homeV4, c: homeV4 }, { confirmed: homeV4 });
    expect((await round).turn).toBe(2);
  });
});

describe('a source of the user’s own', () => {
  const ownSource = fakeSource('mine', { own: true });
  const ask = async () => ({ address: nextV4, evidence: 'mine' });

  it('is believed at once where it stands alone', async () => {
    const { detection } = await findAddress({
      family: 'ipv4',
      sources: [ownSource],
      confirmed: homeV4,
      turn: 0,
      ask,
    });
    expect(detection).toMatchObject({ kind: 'known', by: 'own', address: nextV4 });
  });

  it('is one voice among others', async () => {
    const { detection } = await findAddress({
      family: 'ipv4',
      sources: [ownSource, fakeSource('other')],
      confirmed: homeV4,
      turn: 0,
      ask: async ({ id }) => ({ address: id === 'mine' ? nextV4 : homeV4, evidence: id }),
    });
    expect(detection.kind).toBe('disagree');
  });

  it('has no such right when it is not the user’s', async () => {
    const { detection } = await findAddress({
      family: 'ipv4',
      sources: [fakeSource('theirs')],
      confirmed: homeV4,
      turn: 0,
      ask,
    });
    expect(detection).toMatchObject({ kind: 'unavailable', why: 'single' });
  });
});

describe('what no source is believed', () => {
  it.each([
    ['a loopback address (ddns-updater accepted ::1)', '127.0.0.1'],
    ['a private address', '192.168.1.1'],
    ['carrier-grade NAT', '100.64.0.7'],
    ['a documentation address', '192.0.2.1'],
    ['an edge of Cloudflare', '104.16.0.1'],
  ])('%s, even when all say so and one is the user’s own', async (_, text) => {
    const { round } = scripted({ a: addr(text), b: addr(text), c: addr(text) });
    expect((await round).detection).toMatchObject({ kind: 'unavailable', why: 'noAnswer' });
    const alone = await findAddress({
      family: 'ipv4',
      sources: [fakeSource('mine', { own: true })],
      confirmed: addr(text),
      turn: 0,
      ask: async () => ({ address: addr(text), evidence: 'mine' }),
    });
    expect(alone.detection).toMatchObject({ kind: 'unavailable', silent: [{ kind: 'notGlobal' }] });
  });

  it('an address of the other family', async () => {
    const { round } = scripted({ a: homeV6, b: homeV6 });
    expect((await round).detection).toMatchObject({
      kind: 'unavailable',
      silent: [{ kind: 'family' }, { kind: 'family' }],
    });
  });
});

describe('sources that do not know the family', () => {
  it('are not asked', async () => {
    const asked: string[] = [];
    await findAddress({
      family: 'ipv6',
      sources: [fakeSource('v4', { families: ['ipv4'] }), fakeSource('both')],
      confirmed: homeV6,
      turn: 0,
      ask: async ({ id }) => {
        asked.push(id);
        return { address: homeV6, evidence: id };
      },
    });
    expect(asked).toEqual(['both']);
  });
});

it('lets an abort through', async () => {
  const { round } = scripted({ a: new Error('the program ends'), b: homeV4 });
  await expect(round).rejects.toThrow('the program ends');
});

describe('whatever the sources say', () => {
  const addresses = [homeV4, nextV4, thirdV4, addr('8.8.4.4')];
  const saying = fc.oneof(
    fc.constantFrom<Saying>(...addresses),
    fc.constantFrom<Saying>('offline', 'timeout', 'status', 'captive', 'form'),
  );
  const confirmed = fc.constantFrom<Address | undefined>(undefined, ...addresses);

  it('only the confirmed address, or one voiced by two operators, is ever known', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(saying, fc.integer({ min: 0, max: 3 })), { maxLength: 8 }),
        confirmed,
        fc.nat(20),
        async (said, last, turn) => {
          const script = Object.fromEntries(said.map(([what, op], at) => [`s${at}@${op}`, what]));
          const { asked, round } = scripted(script, { confirmed: last, turn });
          const { detection, turn: after } = await round;
          expect(asked.length).toBeLessThanOrEqual(6);
          expect(after).toBeLessThan(Math.max(said.length, 1));
          if (detection.kind !== 'known') return;
          const operators = new Set(
            detection.voices
              .filter(({ address }) => sameAddress(address, detection.address))
              .map(({ operator }) => operator),
          );
          const steady = sameAddress(detection.address, last);
          expect(operators.size).toBeGreaterThanOrEqual(steady ? 1 : 2);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('one liar is never believed while two honest operators answer', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom<'truth' | 'silence'>('truth', 'truth', 'silence'), {
          minLength: 2,
          maxLength: 7,
        }),
        fc.nat(7),
        fc.constantFrom<Address | undefined>(undefined, homeV4, nextV4),
        fc.nat(9),
        async (honest, at, last, turn) => {
          fc.pre(honest.filter((each) => each === 'truth').length >= 2);
          const lie = thirdV4;
          const said: Saying[] = honest.map((each) => (each === 'truth' ? nextV4 : 'status'));
          said.splice(at % (said.length + 1), 0, lie);
          const script = Object.fromEntries(said.map((what, index) => [`s${index}`, what]));
          const { detection } = await scripted(script, { confirmed: last, turn }).round;
          if (detection.kind === 'known') expect(detection.address).toEqual(nextV4);
        },
      ),
      { numRuns: 500 },
    );
  });
});
