import { expect, it } from 'vitest';
import { createWitness } from '../../../electron/core/doctor/witness.ts';
import { fixedClock, testNow } from '../../support/provider-context.ts';

const minute = 60_000;

/** What a witness learns from these pages, whose clocks all say that it is so much later. */
async function witnessed(ahead: number, ...urls: readonly string[]) {
  const date = new Date(testNow + ahead).toUTCString();
  const http = { send: async () => ({ status: 200, headers: { date }, body: '' }) };
  const witness = createWitness(http, fixedClock());
  const signal = new AbortController().signal;
  for (const url of urls) {
    const rest = { proxy: 'never', timeout: 1, maxBytes: 1, signal } as const;
    await witness.http.send({ method: 'GET', url, ...rest });
  }
  return { skews: witness.skews(), names: witness.names() };
}

it('learns the time and the names of those who were asked over https', async () => {
  expect(await witnessed(9 * minute, 'https://a.example.net/')).toEqual({
    skews: [{ host: 'a.example.net', skew: -9 * minute }],
    names: ['a.example.net'],
  });
});

it('believes no clock that anybody on the way could have set', async () => {
  const urls = ['http://a.example.net/', 'https://81.2.69.142/', 'https://[2a02:8071::1]/'];
  expect(await witnessed(9 * minute, ...urls)).toEqual({ skews: [], names: [] });
});

it('takes a slow answer for no wrong clock, and remembers so many only', async () => {
  const { skews } = await witnessed(-50_000, 'https://a.example.net/');
  expect(skews).toEqual([{ host: 'a.example.net', skew: 0 }]);
  const many = Array.from({ length: 40 }, (_, at) => `https://h${at}.example.net/`);
  expect((await witnessed(0, ...many)).names).toHaveLength(16);
});
