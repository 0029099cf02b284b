import { describe, expect, it } from 'vitest';
import { nothingAround } from '../../electron/core/around.ts';
import { detect, freshAnswers, isOffline, neededFamilies } from '../../electron/core/detect.ts';
import { quietNetwork } from '../../electron/core/quiet-network.ts';
import { rememberDetections } from '../../electron/core/remember-found.ts';
import type { SourceContext } from '../../electron/core/source.ts';
import { type AppState, type Detection, emptyState } from '../../electron/core/state.ts';
import {
  type FakeSource,
  fakeSource,
  homeV4,
  homeV6,
  nextV4,
  record,
  settingsOf,
} from '../support/core-world-parts.ts';
import { manualClock } from '../support/manual-clock.ts';
import { type LogLine, rememberingLog } from '../support/remembering-log.ts';

const now = Date.UTC(2026, 10, 22);
const offline: Detection = { kind: 'unavailable', why: 'offline', voices: [], silent: [] };
const noAnswer: Detection = { ...offline, why: 'noAnswer' };
const off: Detection = { kind: 'off' };
const known = (address = homeV4): Detection => ({
  kind: 'known',
  address,
  voices: [],
  silent: [],
  by: 'steady',
});

const lines: LogLine[] = [];

function ask(sources: readonly FakeSource[], signal = new AbortController().signal) {
  const network = quietNetwork;
  const context = { network, timeout: 1, signal, random: () => 0 } as unknown as SourceContext;
  return detect({
    needed: ['ipv4', 'ipv6'],
    state: emptyState,
    sources: () => sources,
    context,
    clock: manualClock(),
    log: rememberingLog(lines),
    trigger: 'timer',
    around: nothingAround,
    interval: 60_000,
  });
}

describe('a gateway among the sources', () => {
  const gateway: FakeSource = { ...fakeSource('gateway'), transport: 'gateway' };
  const asksIt = async (address: string) => {
    const own = fakeSource('a');
    own.says = { ipv4: homeV4, ipv6: 'offline' };
    let asked = 0;
    const context = {
      timeout: 1,
      signal: new AbortController().signal,
      random: () => 0,
      gateway: {
        async ask() {
          asked += 1;
          return { kind: 'silent', gateway: '192.168.1.1' };
        },
      },
      network: { egress: async () => undefined },
    } as unknown as SourceContext;
    await detect({
      needed: ['ipv4'],
      state: emptyState,
      sources: () => [own, gateway],
      context,
      clock: manualClock(),
      log: rememberingLog(lines),
      trigger: 'timer',
      around: { ...nothingAround, egress: { ipv4: { address, interface: 'eth0' } } },
      interval: 60_000,
    });
    return asked;
  };

  it('is asked by a computer behind it, and by none that has a public address of its own', async () => {
    expect(await asksIt('192.168.1.5')).toBe(1);
    expect(await asksIt(homeV4.text)).toBe(0);
  });
});

describe('the families that are asked for', () => {
  it('are those of the records, less what the user switched off', () => {
    const both = [record('a.example.com'), record('a.example.com', 'AAAA')];
    const { sources } = settingsOf([]);
    expect(neededFamilies(settingsOf(both))).toEqual(['ipv4', 'ipv6']);
    expect(neededFamilies(settingsOf(both.slice(1)))).toEqual(['ipv6']);
    const without = { sources: { ...sources, ipv6: 'off' as const } };
    expect(neededFamilies(settingsOf(both, undefined, without))).toEqual(['ipv4']);
  });

  it('do not hide each other', async () => {
    const sources = [fakeSource('a'), fakeSource('b')];
    for (const source of sources) source.says = { ipv4: 'offline', ipv6: homeV6 };
    const { detections } = await ask(sources);
    expect(detections).toMatchObject({
      ipv4: { kind: 'unavailable', why: 'offline' },
      ipv6: { kind: 'known', address: homeV6 },
    });
  });
});

describe('a source that throws what it may not', () => {
  it('is a silent one, and the log says so', async () => {
    const sources = [fakeSource('a'), fakeSource('b'), fakeSource('c')];
    const [first] = sources;
    if (first) first.says = { ipv4: new TypeError('oops'), ipv6: homeV6 };
    const { detections } = await ask(sources);
    expect(detections.ipv4).toMatchObject({ kind: 'known', silent: [{ source: 'a' }] });
    expect(lines).toMatchObject([{ level: 'error', fields: { source: 'a' } }]);
  });

  it('is the end of the round when the program ends', async () => {
    const ending = new AbortController();
    const source = fakeSource('a');
    source.says = { ipv4: 'hangs', ipv6: 'hangs' };
    const round = ask([source], ending.signal);
    ending.abort(new Error('the program ends'));
    await expect(round).rejects.toThrow('the program ends');
  });
});

describe('offline', () => {
  it.each<[string, boolean, Detection, Detection]>([
    ['both can send nothing', true, offline, offline],
    ['one is known', false, known(), offline],
    ['one had an answer that is none', false, offline, noAnswer],
  ])('when %s: %s', (_, expected, ipv4, ipv6) => {
    expect(isOffline(['ipv4', 'ipv6'], { ipv4, ipv6 })).toBe(expected);
  });

  it('asks only the families that are needed', () => {
    expect(isOffline(['ipv4'], { ipv4: offline, ipv6: off })).toBe(true);
    expect(isOffline([], { ipv4: off, ipv6: off })).toBe(false);
  });
});

describe('what is remembered', () => {
  const before: AppState = {
    ...emptyState,
    families: { ipv4: { address: homeV4, since: 1, seen: 2, turn: 2 }, ipv6: { turn: 0 } },
  };
  const remembered = (ipv4: Detection) =>
    rememberDetections(before, { ipv4, ipv6: off }, now).families;

  it.each<[string, Detection]>([
    ['silence', noAnswer],
    ['no link', offline],
    ['a quarrel', { kind: 'disagree', voices: [], silent: [] }],
  ])('keeps the confirmed address through %s', (_, detection) => {
    expect(remembered(detection).ipv4).toEqual({
      address: homeV4,
      since: 1,
      seen: 2,
      last: detection,
      turn: 2,
    });
  });

  it('dates a new address anew, and an old one as it was', () => {
    expect(remembered(known()).ipv4).toMatchObject({ since: 1, seen: now });
    expect(remembered(known(nextV4)).ipv4).toMatchObject({ address: nextV4, since: now });
  });

  it('leaves a family alone that was not asked for', () => {
    expect(remembered(known()).ipv6).toBe(before.families.ipv6);
  });
});

describe('an answer is fresh', () => {
  const at = (seen: number, last: Detection = known()): AppState => ({
    ...emptyState,
    families: { ipv4: { seen, last, turn: 0 }, ipv6: { turn: 0 } },
  });

  it('for one interval', () => {
    expect(freshAnswers(['ipv4'], at(now - 59_999), now, 60_000)).toEqual({
      ipv4: known(),
      ipv6: off,
    });
    expect(freshAnswers(['ipv4'], at(now - 60_000), now, 60_000)).toBeUndefined();
  });

  it('not when it lies in the future, is none, or a needed family has none', () => {
    expect(freshAnswers(['ipv4'], at(now + 1), now, 60_000)).toBeUndefined();
    expect(freshAnswers(['ipv4'], at(now, noAnswer), now, 60_000)).toBeUndefined();
    expect(freshAnswers(['ipv4', 'ipv6'], at(now), now, 60_000)).toBeUndefined();
  });
});
