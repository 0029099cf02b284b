/** As much as the largest request needs, and some more. */
const limits = { depth: 6, entries: 2500, letters: 2 ** 20 + 2 ** 18 } as const;

/** Keys with which a careless copy reaches the prototype of every object. */
const poison: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

/** Of an object literal, whatever realm it is from; not a Map, a Date or bytes. */
function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

/**
 * Whether a value from outside is data as JSON knows it, without poisonous keys, and small enough
 * to be looked at closely. Costs no more than the limits, whatever the value.
 */
export function isModest(value: unknown): boolean {
  let letters: number = limits.letters;
  let entries: number = limits.entries;
  const text = (one: string) => {
    letters -= one.length;
    return letters >= 0;
  };
  const modest = (one: unknown, depth: number): boolean => {
    entries -= 1;
    if (entries < 0 || depth > limits.depth) return false;
    switch (typeof one) {
      case 'string':
        return text(one);
      case 'number':
        return Number.isFinite(one);
      case 'boolean':
        return true;
      case 'object':
        return one === null || inside(one, depth + 1);
      default:
        return false;
    }
  };
  const inside = (one: object, depth: number): boolean => {
    if (Array.isArray(one)) {
      return one.length <= entries && one.every((each) => modest(each, depth));
    }
    if (!isPlain(one)) return false;
    for (const key in one) {
      if (!Object.hasOwn(one, key) || poison.has(key) || !text(key)) return false;
      if (!modest(Reflect.get(one, key), depth)) return false;
    }
    return true;
  };
  return modest(value, 0);
}
