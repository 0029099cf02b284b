import { describe, expect, it } from 'vitest';
import { listRecords, mostListed, namedRecords, parseZone } from '../../electron/core/listing.ts';
import { failure, ownFault } from '../../electron/core/outcome.ts';
import type { Provider } from '../../electron/core/provider.ts';
import { fakeProvider, reading } from '../support/core-world-parts.ts';
import { testContext } from '../support/provider-context.ts';

describe('the host names of a zone', () => {
  it('are those with an address, once each, sorted', () => {
    const held = [
      { name: 'www.example.com', type: 'AAAA' },
      { name: 'example.com', type: 'MX' },
      { name: 'www.example.com', type: 'A' },
      { name: 'www.example.com', type: 'A' },
      { name: '*.example.com', type: 'A' },
      { name: 'alias.example.com', type: 'CNAME' },
      { name: 'www.notexample.com', type: 'A' },
      { name: '', type: 'A' },
      { name: 'example.com', type: 'A' },
    ];
    expect(namedRecords('example.com', held)).toEqual([
      { name: '*.example.com', types: ['A'] },
      { name: 'example.com', types: ['A'] },
      { name: 'www.example.com', types: ['A', 'AAAA'] },
    ]);
  });

  it('are cut where a zone is huge', () => {
    const held = Array.from({ length: mostListed + 7 }, (_, at) => ({
      name: `h${at}.example.com`,
      type: 'A',
    }));
    expect(namedRecords('example.com', held)).toHaveLength(mostListed);
  });
});

describe('the name of a zone', () => {
  it.each([
    ['example.com', 'example.com'],
    ['Example.COM.', 'example.com'],
    ['bücher.example', 'xn--bcher-kva.example'],
    ['test', 'test'],
    ['', undefined],
    ['a b', undefined],
    ['*.example.com', undefined],
    ['https://example.com', undefined],
    ['81.2.69.142', undefined],
    ['..', undefined],
  ])('%j is %j', (text, name) => {
    expect(parseZone(text)).toBe(name);
  });
});

describe('listing the records of a zone', () => {
  const plain = fakeProvider('plain', reading);
  const list = (records: Provider['records'], outside = testContext()) =>
    listRecords({ ...plain, ...(records && { records }) }, {}, 'example.com', outside);

  it('is not possible where the service shows no whole zone', async () => {
    expect(await list(undefined)).toEqual({ kind: 'unlisted' });
  });

  it('tells what is there, or why that is not known', async () => {
    const named = { name: 'example.com', types: ['A'] } as const;
    expect(await list(async () => [named])).toEqual({ kind: 'listed', records: [named] });
    const why = failure('auth', 'no');
    expect(await list(async () => why)).toEqual({ kind: 'failed', failure: why });
  });

  it('leaves no trace in what the account remembers', async () => {
    const outside = testContext();
    const kept: unknown[] = [];
    await list(async (_, __, { memory }) => {
      memory.set('zone:example.com', '1');
      kept.push(memory.get('zone:example.com'));
      return [];
    }, outside);
    expect(kept).toEqual(['1']);
    expect([...outside.remembered]).toEqual([]);
  });

  it('takes a provider that throws for a fault of ours, and notes it', async () => {
    const outside = testContext();
    const broken = async () => Promise.reject(new TypeError('x is not iterable'));
    expect(await list(broken, outside)).toMatchObject({
      kind: 'failed',
      failure: { kind: 'unknown', detail: ownFault },
    });
    expect(JSON.stringify(outside.lines)).toContain('a provider broke its promise');
  });

  it('rejects with the reason of its signal', async () => {
    const reason = new Error('the window is closed');
    const outside = testContext({ signal: AbortSignal.abort(reason) });
    const refused = async () => Promise.reject(new Error('aborted'));
    await expect(list(refused, outside)).rejects.toBe(reason);
  });
});
