import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Address, sameAddress } from '../../electron/core/address.ts';
import { findAddress, type Question } from '../../electron/core/quorum.ts';
import { type Answer, SourceFailure, type SourceFailureKind } from '../../electron/core/source.ts';
import type { Voice } from '../../electron/core/state.ts';
import { addr } from '../support/address.ts';
import {
  aborted,
  fakeSource,
  homeV4,
  homeV6,
  nextV4,
  type Saying,
  thirdV4,
} from '../support/core-world-parts.ts';
import { manualClock } from '../support/manual-clock.ts';

type Script = Readonly<Record<string, Saying>>;

const clock = manualClock();
const never = new AbortController().signal;
const usual = { clock, signal: never, patience: () => 1_000 } as const;
/** How a source is reached that is named so. */
const transports = { d: 'dns', u: 'stun', h: 'http' } as const;

/**
 * One round over sources `id` or `id@operator`, in this order, that say what the script says. One
 * whose id begins with `d-`, `u-` or `h-` is reached over DNS, STUN or plain HTTP, the others over https.
 */
function scripted(script: Script, more: Partial<Question> = {}) {
  const asked: string[] = [];
  const given: string[] = [];
  const sources = Object.keys(script).map((key) =>
    fakeSource(key, {
      operator: key.split('@')[1] ?? key,
      transport: transports[key.match(/^([duh])-/)?.[1] as 'd'] ?? 'https',
    }),
  );
  const question: Question = {
    ...usual,
    family: 'ipv4',
    sources,
    confirmed: undefined,
    ask: async ({ id }, signal): Promise<Answer> => {
      asked.push(id);
      const said = script[id];
      if (said === 'hangs') {
        signal.addEventListener('abort', () => given.push(id), { once: true });
        return aborted(signal);
      }
      if (typeof said === 'string') {
        throw new SourceFailure(said as SourceFailureKind, `${id}: ${said}`);
      }
      if (said === undefined || said instanceof Error) throw said;
      return { address: said, evidence: id };
    },
    ...more,
  };
  return { asked, given, round: findAddress(question) };
}

const gateway = (address = homeV4): Voice => ({
  source: 'gateway',
  operator: 'gateway',
  address,
  evidence: 'natPmp',
});

describe('the steady state', () => {
  it('is exactly one question', async () => {
    const { asked, round } = scripted({ a: homeV4, b: homeV4, c: homeV4 }, { confirmed: homeV4 });
    expect((await round).detection).toMatchObject({ kind: 'known', by: 'steady', address: homeV4 });
    expect(asked).toEqual(['a']);
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
    expect(asked).toEqual(['a', 'b', 'c', 'd']);
  });

  it('is decided by most of five', async () => {
    const { asked, round } = scripted(
      { a: nextV4, b: homeV4, c: thirdV4, d: nextV4, e: nextV4, f: homeV4 },
      { confirmed: addr('8.8.4.4') },
    );
    expect((await round).detection).toMatchObject({ kind: 'known', by: 'quorum', address: nextV4 });
    expect(asked).toEqual(['a', 'b', 'c', 'd', 'e']);
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
      asks: [],
    });
  });

  it('are told of, with those who answered', async () => {
    const { round } = scripted({ a: 'status', b: homeV4, c: homeV4 }, { confirmed: homeV4 });
    const { asks } = await round;
    expect(asks.map(({ source }) => source.id)).toEqual(['a', 'b']);
    expect(asks.map(({ result }) => result instanceof SourceFailure)).toEqual([true, false]);
  });
});

describe('a source of the user’s own', () => {
  const ownSource = fakeSource('mine', { own: true });
  const ask = async () => ({ address: nextV4, evidence: 'mine' });

  it('can be trusted beside one that cannot', async () => {
    const { detection } = await findAddress({
      family: 'ipv4',
      sources: [fakeSource('d', { transport: 'dns' }), { ...ownSource, transport: 'command' }],
      ...usual,
      confirmed: homeV4,
      ask,
    });
    expect(detection).toMatchObject({ kind: 'known', by: 'quorum', address: nextV4 });
  });

  it('is believed at once where it stands alone', async () => {
    const { detection } = await findAddress({
      family: 'ipv4',
      sources: [ownSource],
      ...usual,
      confirmed: homeV4,
      ask,
    });
    expect(detection).toMatchObject({ kind: 'known', by: 'own', address: nextV4 });
  });

  it('is one voice among others', async () => {
    const { detection } = await findAddress({
      family: 'ipv4',
      sources: [ownSource, fakeSource('other')],
      ...usual,
      confirmed: homeV4,
      ask: async ({ id }) => ({ address: id === 'mine' ? nextV4 : homeV4, evidence: id }),
    });
    expect(detection.kind).toBe('disagree');
  });

  it('has no such right when it is not the user’s', async () => {
    const { detection } = await findAddress({
      family: 'ipv4',
      sources: [fakeSource('theirs')],
      ...usual,
      confirmed: homeV4,
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
      ...usual,
      confirmed: addr(text),
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
      ...usual,
      confirmed: homeV6,
      ask: async ({ id }) => {
        asked.push(id);
        return { address: homeV6, evidence: id };
      },
    });
    expect(asked).toEqual(['both']);
  });
});

describe('an abort', () => {
  it('goes through', async () => {
    const { round } = scripted({ a: new Error('the program ends'), b: homeV4 });
    await expect(round).rejects.toThrow('the program ends');
  });

  it('ends all that is under way, and leaves no timer', async () => {
    const own = manualClock();
    const ending = new AbortController();
    const { given, round } = scripted(
      { a: 'hangs', b: 'hangs' },
      { atOnce: 2, signal: ending.signal, clock: own },
    );
    ending.abort(new Error('the program ends'));
    await expect(round).rejects.toThrow('the program ends');
    expect(given).toEqual(['a', 'b']);
    expect(own.waiting()).toBe(0);
  });
});

describe('what anybody on the way can have said', () => {
  it('is never enough, however many say it', async () => {
    const { asked, round } = scripted(
      { 'd-a': nextV4, 'u-b': nextV4, 'h-c': nextV4, 'd-d': nextV4, 'u-e': nextV4, 'd-f': nextV4 },
      { confirmed: homeV4, gateway: gateway(nextV4) },
    );
    expect((await round).detection).toMatchObject({ kind: 'unavailable', why: 'single' });
    expect(asked.length).toBeLessThanOrEqual(5);
  });

  it('is enough with one voice over https, which is asked next', async () => {
    const { asked, round } = scripted(
      { 'd-a': nextV4, 'd-b': nextV4, 'u-c': nextV4, e: nextV4 },
      { confirmed: homeV4 },
    );
    expect((await round).detection).toMatchObject({ kind: 'known', by: 'quorum', address: nextV4 });
    expect(asked).toEqual(['d-a', 'e']);
  });

  it('loses against two over https, however early it came', async () => {
    const { round } = scripted(
      { 'd-a': thirdV4, 'u-b': thirdV4, c: nextV4, e: nextV4, f: nextV4 },
      { confirmed: homeV4 },
    );
    expect((await round).detection).toMatchObject({ kind: 'known', address: nextV4 });
  });

  it('is a voice of the gateway’s, and one over https is enough beside it', async () => {
    const { asked, round } = scripted(
      { a: nextV4, b: nextV4 },
      { confirmed: homeV4, gateway: gateway(nextV4), doubted: true },
    );
    const { detection } = await round;
    expect(detection).toMatchObject({ kind: 'known', by: 'quorum', address: nextV4 });
    expect('voices' in detection && detection.voices.map(({ source }) => source)).toEqual([
      'gateway',
      'a',
    ]);
    expect(asked).toEqual(['a']);
  });

  it('makes one voice for the old address too few, where the gateway has another', async () => {
    const { asked, round } = scripted(
      { a: homeV4, b: nextV4, c: nextV4 },
      { confirmed: homeV4, gateway: gateway(nextV4), doubted: true },
    );
    expect((await round).detection).toMatchObject({ kind: 'known', address: nextV4 });
    expect(asked).toEqual(['a', 'b']);
  });

  it('says nothing where nobody else can be reached', async () => {
    const { round } = scripted({ a: 'offline', b: 'offline' }, { gateway: gateway() });
    expect((await round).detection).toMatchObject({ kind: 'unavailable', why: 'offline' });
  });
});

describe('where a change is expected', () => {
  it('two are asked at the same time', async () => {
    const { asked, given, round } = scripted({ a: 'hangs', b: 'hangs', c: nextV4 }, { atOnce: 2 });
    await clock.advance(0);
    expect(asked).toEqual(['a', 'b']);
    await clock.advance(2_000);
    expect(asked).toEqual(['a', 'b', 'c']);
    expect(given).toEqual([]);
    void round;
  });

  it('and the first that says what is confirmed ends it', async () => {
    const { given, round } = scripted(
      { a: 'hangs', b: homeV4, c: homeV4 },
      { atOnce: 2, confirmed: homeV4 },
    );
    const { detection, asks } = await round;
    expect(detection).toMatchObject({ kind: 'known', by: 'steady' });
    expect(given).toEqual(['a']);
    expect(asks.map(({ result }) => result === undefined)).toEqual([true, false]);
  });
});

describe('a source that takes its time', () => {
  it('is not waited for alone: another is asked beside it', async () => {
    const { asked, given, round } = scripted(
      { a: 'hangs', b: homeV4, c: homeV4 },
      { confirmed: homeV4, patience: () => 500 },
    );
    await clock.advance(499);
    expect(asked).toEqual(['a']);
    await clock.advance(1);
    expect((await round).detection).toMatchObject({ kind: 'known', by: 'steady' });
    expect(asked).toEqual(['a', 'b']);
    expect(given).toEqual(['a']);
  });

  it('still counts where it comes before the decision', async () => {
    const own = manualClock();
    const late = async (source: { readonly id: string }) => {
      if (source.id === 'slow') await own.sleep(800);
      if (source.id === 'slower') await own.sleep(5_000);
      return { address: nextV4, evidence: source.id };
    };
    const round = findAddress({
      ...usual,
      clock: own,
      patience: () => 500,
      family: 'ipv4',
      sources: ['slow', 'slower', 'third'].map((id) => fakeSource(id)),
      openers: 2,
      confirmed: homeV4,
      ask: late,
    });
    await own.advance(1_000);
    const { detection, asks } = await round;
    expect(detection).toMatchObject({ kind: 'known', by: 'quorum' });
    expect(asks.map(({ source, took }) => [source.id, took])).toEqual([
      ['slow', 800],
      ['slower', 500],
      ['third', 0],
    ]);
    expect(own.waiting()).toBe(1);
  });

  it('leaves no timer behind', async () => {
    const own = manualClock();
    const { round } = scripted({ a: nextV4, b: nextV4 }, { clock: own, atOnce: 2 });
    await round;
    expect(own.waiting()).toBe(0);
  });
});

describe('sources that were asked a moment ago', () => {
  it('are asked only once something speaks for a change', async () => {
    const calm = scripted({ a: homeV4, b: homeV4 }, { confirmed: homeV4, openers: 1 });
    await calm.round;
    expect(calm.asked).toEqual(['a']);
    const mute = scripted({ a: 'status', b: homeV4 }, { confirmed: homeV4, openers: 1 });
    expect((await mute.round).detection).toMatchObject({ kind: 'unavailable', why: 'noAnswer' });
    expect(mute.asked).toEqual(['a']);
    const change = scripted({ a: nextV4, b: nextV4 }, { confirmed: homeV4, openers: 1 });
    expect((await change.round).detection).toMatchObject({ kind: 'known', address: nextV4 });
  });
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
        fc.constantFrom<1 | 2>(1, 2),
        async (said, last, atOnce) => {
          const script = Object.fromEntries(said.map(([what, op], at) => [`s${at}@${op}`, what]));
          const { asked, round } = scripted(script, { confirmed: last, atOnce });
          const { detection } = await round;
          expect(asked.length).toBeLessThanOrEqual(8);
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
        fc.constantFrom<1 | 2>(1, 2),
        async (honest, at, last, atOnce) => {
          fc.pre(honest.filter((each) => each === 'truth').length >= 2);
          const lie = thirdV4;
          const said: Saying[] = honest.map((each) => (each === 'truth' ? nextV4 : 'status'));
          said.splice(at % (said.length + 1), 0, lie);
          const script = Object.fromEntries(said.map((what, index) => [`s${index}`, what]));
          const { detection } = await scripted(script, { confirmed: last, atOnce }).round;
          if (detection.kind === 'known') expect(detection.address).toEqual(nextV4);
        },
      ),
      { numRuns: 500 },
    );
  });
});
