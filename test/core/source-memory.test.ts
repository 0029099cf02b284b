import { describe, expect, it } from 'vitest';
import type { Address } from '../../electron/core/address.ts';
import { day, hour, minute } from '../../electron/core/duration.ts';
import type { Ask } from '../../electron/core/hedge.ts';
import { SourceFailure, type SourceFailureKind } from '../../electron/core/source.ts';
import {
  onlyNamed,
  presentMemory,
  remembered,
  type SourceMemories,
} from '../../electron/core/source-memory.ts';
import type { Detection } from '../../electron/core/state.ts';
import { fakeSource, homeV4, nextV4 } from '../support/core-world-parts.ts';

const now = Date.UTC(2026, 10, 22);
const known: Detection = { kind: 'known', address: homeV4, by: 'quorum', voices: [], silent: [] };
const nobody: Detection = { kind: 'unavailable', why: 'noAnswer', voices: [], silent: [] };

type Said = Address | SourceFailureKind | undefined;

function ask(id: string, said: Said, more: Partial<Ask> = {}, own = false): Ask {
  const result =
    typeof said === 'string'
      ? new SourceFailure(said, id)
      : said && { address: said, evidence: id };
  return { source: fakeSource(id, { own }), at: now, took: 100, result, ...more };
}

function learn(asks: readonly Ask[], before: SourceMemories = {}, detection = known) {
  return remembered(before, { family: 'ipv4', asks, detection, now, random: () => 1 });
}

/** The same again and again: how long each rest is, in minutes. */
function rests(said: Said, times: number): readonly number[] {
  let so: SourceMemories = {};
  return Array.from({ length: times }, () => {
    so = learn([ask('a', said), ask('b', homeV4)], so);
    return ((so['ipv4/a']?.restUntil ?? now) - now) / minute;
  });
}

describe('what is remembered of a source', () => {
  it('is when it was asked, and how long it takes, smoothed', () => {
    const once = learn([ask('a', homeV4, { took: 100 })]);
    expect(once['ipv4/a']).toMatchObject({ asked: now, latency: 100, failures: 0, lies: 0 });
    const twice = learn([ask('a', homeV4, { took: 1_100 })], once);
    expect(twice['ipv4/a']?.latency).toBe(400);
  });

  it('is no time that a clock jumped over, whatever stands in the file', () => {
    const jumped = learn([ask('a', homeV4, { took: 365 * day })]);
    expect(jumped['ipv4/a']?.latency).toBe(minute);
    const absurd = { 'ipv4/a': { asked: 0, failures: 0, lies: 0, latency: 1e308 } };
    expect(learn([ask('a', homeV4)], absurd)['ipv4/a']?.latency).toBeLessThan(minute);
  });

  it('is kept by family', () => {
    const so = learn([ask('a', homeV4)]);
    expect(Object.keys(so)).toEqual(['ipv4/a']);
  });

  it('is that it is slow where it was given up, and no failure', () => {
    const so = learn([ask('a', undefined, { took: 3_000 }), ask('b', homeV4)]);
    expect(so['ipv4/a']).toEqual({ asked: now, failures: 0, lies: 0, latency: 3_000 });
    const quick = learn([ask('a', undefined, { took: 10 })], so);
    expect(quick['ipv4/a']?.latency).toBe(3_000);
  });
});

describe('a source is left alone', () => {
  it('for an hour when it asks for that, and then twice as long each time, up to a day', () => {
    expect(rests('limited', 7)).toEqual([60, 120, 240, 480, 960, 1440, 1440]);
  });

  it('for an hour when a majority contradicts it, and then twice as long, up to a day', () => {
    expect(rests(nextV4, 6)).toEqual([60, 120, 240, 480, 960, 1440]);
  });

  it('for five minutes when it fails where others answer, and then twice as long, up to six hours', () => {
    expect(rests('status', 8)).toEqual([5, 10, 20, 40, 80, 160, 320, 360]);
  });

  it('not quite so long as many others that failed at the same time', () => {
    const lesson = { family: 'ipv4', detection: known, now } as const;
    const asks = [ask('a', 'timeout'), ask('b', homeV4)];
    const rest = (random: number) =>
      remembered({}, { ...lesson, asks, random: () => random })['ipv4/a']?.restUntil;
    expect([rest(0), rest(0.5)]).toEqual([now + 3.75 * minute, now + 4.375 * minute]);
  });

  it('not where nobody answered: the fault may be here', () => {
    const so = learn([ask('a', 'timeout'), ask('b', 'tls')], {}, nobody);
    expect(so['ipv4/a']).toEqual({ asked: now, failures: 0, lies: 0 });
    const shunned = learn([ask('a', 'limited')], {}, nobody);
    expect(shunned['ipv4/a']?.restUntil).toBe(now + hour);
  });

  it('not where this computer could send nothing', () => {
    const so = learn([ask('a', 'offline'), ask('b', homeV4)]);
    expect(so['ipv4/a']?.failures).toBe(0);
  });

  it('never where it is the user’s own', () => {
    for (const said of ['limited', 'status', nextV4] as const) {
      const so = learn([ask('a', said, {}, true), ask('b', homeV4)]);
      expect(so['ipv4/a']?.restUntil).toBeUndefined();
    }
  });

  it('no longer once it says what the others say', () => {
    const bad = learn([ask('a', nextV4), ask('b', homeV4)]);
    const good = learn([ask('a', homeV4)], bad);
    expect(good['ipv4/a']).toMatchObject({ lies: 0, failures: 0, restUntil: undefined });
  });

  it('not for what nobody could decide', () => {
    const disagree: Detection = { kind: 'disagree', voices: [], silent: [] };
    const so = learn([ask('a', nextV4), ask('b', homeV4)], {}, disagree);
    expect(so['ipv4/a']?.lies).toBe(0);
  });
});

describe('what is kept', () => {
  it('is of sources that the settings name, and of no others', () => {
    const so = learn([ask('a', homeV4), ask('b', homeV4)]);
    const [a, b] = [fakeSource('a'), fakeSource('b')];
    expect(Object.keys(onlyNamed(so, { ipv4: [a], ipv6: [b] }))).toEqual(['ipv4/a']);
  });
});

describe('a clock that was ahead', () => {
  const memory = { asked: now, failures: 1, lies: 0, restUntil: now + hour };

  it('lets nobody rest for longer than they would have', () => {
    const before = now - 30 * day;
    expect(presentMemory(memory, before)).toMatchObject({
      asked: before,
      restUntil: before + hour,
    });
    const far = { ...memory, asked: before, restUntil: now };
    expect(presentMemory(far, before).restUntil).toBe(before + day);
  });

  it('changes nothing where it was not', () => {
    expect(presentMemory(memory, now)).toBe(memory);
  });
});
