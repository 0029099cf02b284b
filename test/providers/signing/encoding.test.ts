import { describe, expect, it } from 'vitest';
import {
  basicTime,
  canonicalHeaders,
  canonicalPath,
  canonicalQuery,
  hex,
  hmacSha256,
  isoTime,
  sha256Hex,
} from '../../../electron/providers/signing/encoding.ts';

describe('the canonical query', () => {
  it.each([
    ['', ''],
    ['?', ''],
    ['?a', 'a='],
    ['?a=&&b', 'a=&b='],
    ['?=b', '=b'],
    ['?a=b=c', 'a=b%3Dc'],
    ['?b=1&a=2&B=3', 'B=3&a=2&b=1'],
    ['?a=2&a=10&a=1&a=1', 'a=1&a=1&a=10&a=2'],
    // By key, so that "=" is no part of the order.
    ['?a-b=1&a=2', 'a=2&a-b=1'],
    ['?x=%e4%b8%ad%7e%2d', 'x=%E4%B8%AD~-'],
    ["?*=!'()*", '%2A=%21%27%28%29%2A'],
    ['?a=b+c%20d%2Be', 'a=b%2Bc%20d%2Be'],
    ['?a=\u4e2d d', 'a=%E4%B8%AD%20d'],
    ['?a=%', 'a=%25'],
    ['?a=%zz%ff', 'a=%25zz%FF'],
  ])('of %j is %j', (query, canonical) => {
    expect(canonicalQuery(new URL(`https://a.test/${query}`))).toBe(canonical);
  });
});

it('a path is encoded once, however it came', () => {
  const url = new URL("https://a.test/a%2fb/(c)//%7e%20'/\u4e2d/?x");
  expect(canonicalPath(url)).toBe('/a%2Fb/%28c%29//~%20%27/%E4%B8%AD/');
});

it('headers are chosen, trimmed and sorted', () => {
  const headers = { 'x-b': ' 1  2\t', 'x-a-b': '', 'x-a': 'C', host: 'a.test', y: 'z' };
  expect(canonicalHeaders(headers, (name) => name !== 'y')).toEqual({
    lines: 'host:a.test\nx-a:C\nx-a-b:\nx-b:1  2\n',
    names: 'host;x-a;x-a-b;x-b',
  });
});

it('times are in UTC, without a fraction', () => {
  const at = Date.UTC(2026, 0, 2, 3, 4, 5, 999);
  expect([basicTime(at), isoTime(at)]).toEqual(['20260102T030405Z', '2026-01-02T03:04:05Z']);
});

it('hashes are those of FIPS 180-4 and RFC 4231', () => {
  const abc = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';
  expect(sha256Hex('abc')).toBe(abc);
  expect(sha256Hex(Uint8Array.of(97, 98, 99))).toBe(abc);
  const jefe = '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843';
  expect(hex(hmacSha256('Jefe', 'what do ya want for nothing?'))).toBe(jefe);
  const key = new Uint8Array(20).fill(0x0b);
  expect(hex(hmacSha256(key, 'Hi There'))).toBe(
    'b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7',
  );
});
