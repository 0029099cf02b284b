import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isModest } from '../../electron/desktop/argument-size.ts';

function nested(depth: number): unknown {
  return depth === 0 ? null : { in: nested(depth - 1) };
}

function endless(): unknown {
  const one: Record<string, unknown> = {};
  one.self = one;
  return one;
}

const withOwn = (key: string) =>
  Object.defineProperty({}, key, { value: {}, enumerable: true, configurable: true });

const places = Array.from({ length: 500 }, (_, entry) => ({ entry, name: 'a', account: 'b' }));

describe('an argument', () => {
  it.each([
    ['nothing', null],
    ['a flag', { force: true }],
    ['a list', { a: [1, 'two', null] }],
    ['without a prototype', Object.assign(Object.create(null), { a: 1 })],
    ['the longest text', { text: 'x'.repeat(2 ** 20) }],
    ['as deep as any of ours', nested(6)],
    ['as many records as may go at once', { edit: { kind: 'removeRecords', places } }],
    ['as many ids as may be checked at once', { force: true, records: Array(2000).fill('id') }],
  ])('is let in: %s', (_what, value) => {
    expect(isModest(value)).toBe(true);
  });

  it.each([
    ['nothing at all', undefined],
    ['a function', () => 1],
    ['a symbol', Symbol('x')],
    ['a bigint', 1n],
    ['not a number', Number.NaN],
    ['endless', Number.POSITIVE_INFINITY],
    ['a date', new Date()],
    ['a map', new Map([['a', 1]])],
    ['a set', new Set([1])],
    ['bytes', new Uint8Array(4)],
    ['a buffer', new ArrayBuffer(4)],
    ['an error', new Error('x')],
    ['a regular expression', /x/],
    ['an instance', new (class Thing {})()],
    ['too long a text', 'x'.repeat(2 ** 21)],
    ['long texts that are too long together', Array(3).fill('x'.repeat(2 ** 19))],
    ['too long a name', { ['x'.repeat(2 ** 21)]: 1 }],
    ['too many entries', Array(3000).fill(0)],
    ['too many of many', Array(100).fill(Array(100).fill(0))],
    ['an array of holes', Array(2 ** 32 - 1)],
    ['too deep', nested(8)],
    ['a circle', endless()],
    ['an own __proto__', JSON.parse('{"__proto__":{"admin":true}}')],
    ['an own __proto__ further in', { a: [JSON.parse('{"__proto__":1}')] }],
    ['an own constructor', withOwn('constructor')],
    ['an own prototype', withOwn('prototype')],
    ['a prototype of its own', Object.create({ inherited: 1 })],
  ])('is not let in: %s', (_what, value) => {
    expect(isModest(value)).toBe(false);
  });

  it('is judged without a fault, whatever it is', () => {
    fc.assert(
      fc.property(fc.anything({ withMap: true, withDate: true, withTypedArray: true }), (value) => {
        expect(typeof isModest(value)).toBe('boolean');
      }),
    );
  });
});
