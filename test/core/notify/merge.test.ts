import { describe, expect, it } from 'vitest';
import { knownAfter, merged } from '../../../electron/core/notify/merge.ts';
import type { WaitingNotice } from '../../../electron/core/state.ts';
import type { Notice } from '../../../electron/core/views/notices.ts';
import { homeV4, homeV6, nextV4, thirdV4 } from '../../support/core-world-parts.ts';

function problem(key: string): Notice {
  const [, account = ''] = key.split('/');
  return {
    kind: 'problem',
    problem: {
      kind: 'failure',
      key,
      account,
      failure: 'auth',
      detail: '',
      records: ['home/www.example.com/A'],
      since: 0,
      stopped: true,
    },
  };
}

const disagree: Notice = {
  kind: 'problem',
  problem: { kind: 'disagree', key: 'sources/ipv4', family: 'ipv4' },
};
const agree: Notice = { kind: 'recovered', key: 'sources/ipv4' };
const auth = problem('account/home/auth');
const retrying = problem('account/home/retrying');
const homeWorks: Notice = { kind: 'recovered', key: 'account/home/auth', account: 'home' };
const otherWorks: Notice = { kind: 'recovered', key: 'account/other/auth', account: 'other' };

function published(
  before: typeof homeV4 | undefined,
  address: typeof homeV4,
  ...records: readonly string[]
): Notice {
  return { kind: 'published', address, ...(before && { before }), records };
}

function waiting(...notices: readonly Notice[]): readonly WaitingNotice[] {
  return notices.map((notice, at) => ({ at, notice }));
}

function left(all: readonly Notice[], known: readonly string[] = []): readonly Notice[] {
  return merged(waiting(...all), known).map(({ notice }) => notice);
}

describe('what waits for a channel', () => {
  it('stays as it is and in its order where nothing belongs together', () => {
    const all = waiting(auth, published(homeV4, nextV4, 'a'), disagree);
    expect(merged(all)).toEqual(all);
  });

  it('loses a problem that was never told, with its recovery', () => {
    expect(left([auth, disagree, homeWorks])).toEqual([disagree]);
    expect(left([disagree, agree])).toEqual([]);
  });

  it('loses every problem of an account that works again, and none of another', () => {
    expect(left([auth, retrying, homeWorks])).toEqual([]);
    expect(left([auth, otherWorks])).toEqual([auth, otherWorks]);
    expect(left([problem('account/homes/auth'), homeWorks])).toHaveLength(2);
  });

  it('keeps the recovery of a problem that was told', () => {
    expect(left([homeWorks], ['account/home/auth'])).toEqual([homeWorks]);
    expect(left([retrying, homeWorks], ['account/home/auth'])).toEqual([homeWorks]);
  });

  it('keeps one recovery and the problem that came after it, however often it came and went', () => {
    const flapping = [homeWorks, auth, homeWorks, auth, homeWorks, auth];
    expect(left(flapping, ['account/home/auth'])).toEqual([homeWorks, auth]);
    expect(left([...flapping, homeWorks], ['account/home/auth'])).toEqual([homeWorks]);
  });

  it('tells a problem once that came again without a word of its end', () => {
    expect(left([auth, auth])).toEqual([auth]);
  });

  it('makes one change of several of the same record', () => {
    const all = [published(homeV4, nextV4, 'a', 'b'), published(nextV4, thirdV4, 'a', 'b')];
    expect(left(all)).toEqual([published(homeV4, thirdV4, 'a', 'b')]);
  });

  it('tells nothing of an address that came back', () => {
    expect(left([published(homeV4, nextV4, 'a'), published(nextV4, homeV4, 'a')])).toEqual([]);
    expect(left([published(undefined, homeV4, 'a'), published(homeV4, homeV4, 'a')])).toEqual([
      published(undefined, homeV4, 'a'),
    ]);
  });

  it('tells records apart that went different ways', () => {
    const all = [published(homeV4, nextV4, 'a', 'b'), published(nextV4, thirdV4, 'a')];
    expect(left(all)).toEqual([published(homeV4, nextV4, 'b'), published(homeV4, thirdV4, 'a')]);
    expect(
      left([published(undefined, homeV4, 'a'), published(undefined, homeV6, 'c')]),
    ).toHaveLength(2);
  });

  it('calls a change no news only where each step of it was none', () => {
    const late: Notice = { ...published(homeV4, nextV4, 'a'), late: true } as Notice;
    expect(left([late])).toEqual([late]);
    expect(left([published(undefined, homeV4, 'a'), late])).toEqual([
      published(undefined, nextV4, 'a'),
    ]);
  });

  it('comes out the same when it is merged again', () => {
    const all = waiting(homeWorks, auth, published(homeV4, nextV4, 'a'), disagree, otherWorks);
    const once = merged(all, ['account/home/auth']);
    expect(merged(once, ['account/home/auth'])).toEqual(once);
  });
});

describe('what is known to be open there', () => {
  it('follows what is told', () => {
    const first = knownAfter([], waiting(auth, disagree, published(undefined, homeV4, 'a')));
    expect(first).toEqual(['account/home/auth', 'sources/ipv4']);
    expect(knownAfter(first, waiting(retrying, homeWorks))).toEqual(['sources/ipv4']);
  });
});
