import { describe, expect, it } from 'vitest';
import type { SourceFailureKind } from '../../../electron/core/source.ts';
import { allSourcesData, ipData, type SourceReply } from '../../../electron/core/views/ip.ts';
import { ipPage } from '../../../electron/core/views/ip-page.ts';
import { plainStyle, renderPage } from '../../../electron/core/views/page.ts';
import { addr } from '../../support/address.ts';

const here = '81.2.69.142';
const elsewhere = '89.160.20.112';

function says(source: string, text: string, operator = source): SourceReply {
  const result = { ok: true, address: addr(text) } as const;
  return { source, operator, trusted: true, family: 'ipv4', latency: 12.4, result };
}

function forged(source: string, text: string): SourceReply {
  return { ...says(source, text), trusted: false };
}

function silent(source: string, kind: SourceFailureKind): SourceReply {
  const result = { ok: false, kind, detail: 'why' } as const;
  return { source, operator: source, trusted: true, family: 'ipv4', latency: 3, result };
}

describe('all sources side by side', () => {
  it.each([
    ['two agree', [says('a', here), says('b', here)], 'known', 0],
    ['two agree against one', [says('a', elsewhere), says('b', here), says('c', here)], 'known', 0],
    ['one alone', [says('a', here), silent('b', 'timeout')], 'single', 1],
    ['two services of one operator', [says('a', here, 'x'), says('b', here, 'x')], 'single', 1],
    [
      'two that anybody on the way can answer for',
      [forged('a', here), forged('b', here)],
      'single',
      1,
    ],
    ['one of two over https', [forged('a', here), says('b', here)], 'known', 0],
    ['one against one', [says('a', here), says('b', elsewhere)], 'disagree', 1],
    [
      'two against two',
      [says('a', here), says('b', here), says('c', elsewhere), says('d', elsewhere)],
      'disagree',
      1,
    ],
    ['nobody reached', [silent('a', 'offline'), silent('b', 'timeout')], 'offline', 3],
    ['no gateway either', [silent('a', 'offline'), silent('gateway', 'missing')], 'offline', 3],
    ['answers that are none', [silent('a', 'captive'), silent('b', 'timeout')], 'noAnswer', 1],
  ] as const)('%s', (_, replies, state, status) => {
    const data = allSourcesData(replies, ['ipv4']);
    expect(data.addresses.ipv4?.state).toBe(state);
    expect(data.status).toBe(status);
    expect(data.ok).toBe(status === 0);
  });

  it.each([
    ['nobody knows it', [silent('a', 'captive'), silent('b', 'timeout')], /No source told/],
    ['they differ', [says('a', here), says('b', elsewhere)], /sources disagree/],
  ])('does not send whoever asked all to ask all: %s', (_, replies, words) => {
    const text = renderPage(ipPage(allSourcesData(replies, ['ipv4']), 'en'), plainStyle).join('\n');
    expect(text).toMatch(words);
    expect(text).not.toContain('--all');
  });

  it('counts the sources that agree where the table names more than a few', () => {
    const data = allSourcesData(
      [...'abcdef'].map((id) => says(id, here)),
      ['ipv4'],
    );
    const last = (language: 'en' | 'zh-CN') =>
      renderPage(ipPage(data, language), plainStyle).at(-1);
    expect(last('en')).toBe(`${here} (confirmed by 6 sources)`);
    expect(last('zh-CN')).toBe(`${here}（由 6 个来源共同确认）`);
  });

  it('marks who agrees with most, who differs, and why somebody is silent', () => {
    const replies = [
      says('a', here),
      says('b', here),
      says('c', elsewhere),
      silent('d', 'captive'),
    ];
    const data = allSourcesData(replies, ['ipv4']);
    expect(data.sources?.map(({ agreement }) => agreement)).toEqual([
      'majority',
      'majority',
      'minority',
      undefined,
    ]);
    const text = renderPage(ipPage(data, 'en'), plainStyle).join('\n');
    expect(text).toContain(`IPv4\tc\tc\t${elsewhere}\t12 ms\tdiffers`);
    expect(text).toContain(
      'IPv4\td\td\ta web page instead of an address (sign-in page?) (why)\t3 ms',
    );
    expect(text).toContain(`${here} (confirmed by a and b)`);
    const chinese = renderPage(ipPage(data, 'zh-CN'), plainStyle).join('\n');
    expect(chinese).toContain(`${here}（由 a 和 b 共同确认）`);
  });
});

describe('one address for each family', () => {
  it('is enough to be well, even where the other family has none', () => {
    const data = ipData({
      ipv4: { kind: 'known', address: addr(here), by: 'quorum', voices: [], silent: [] },
      ipv6: { kind: 'unavailable', why: 'offline', voices: [], silent: [] },
    });
    expect(data).toMatchObject({ ok: true, status: 0 });
  });

  it('is offline only where every family that was asked is', () => {
    const offline = { kind: 'unavailable', why: 'offline', voices: [], silent: [] } as const;
    const single = { kind: 'unavailable', why: 'single', voices: [], silent: [] } as const;
    expect(ipData({ ipv4: offline, ipv6: offline }).status).toBe(3);
    expect(ipData({ ipv4: offline, ipv6: single }).status).toBe(1);
  });
});
