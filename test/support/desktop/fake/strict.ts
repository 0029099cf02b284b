/// <reference types="electron" />

/** What runtimes and bundlers look for on any object, to learn what it is. */
const probed = new Set(['then', 'toJSON', 'default', '__esModule', '$$typeof', 'asymmetricMatch']);

/** Of a destroyed object, only this may still be used. */
const afterwards = new Set(['isDestroyed', 'id', 'on', 'once', 'off', 'removeListener']);

/**
 * The fake, loud: what it does not have throws instead of being undefined, so that a green test
 * never rests on an API that was not there. With `isDestroyed`, use after that throws as well, in
 * Electron's own words.
 */
export function strict<T extends object>(name: string, fake: T, isDestroyed?: () => boolean): T {
  const loud = new Proxy(fake, {
    get(target, key) {
      if (typeof key === 'string' && !(key in target) && !probed.has(key)) {
        throw new Error(`the fake electron has no ${name}.${key}`);
      }
      if (isDestroyed?.() && typeof key === 'string' && !afterwards.has(key)) {
        throw new TypeError('Object has been destroyed');
      }
      const value: unknown = Reflect.get(target, key, target);
      // Within its own methods, a thing that is being destroyed is still whole.
      return isDestroyed !== undefined && isMethod(value) ? within(value) : value;
    },
    set(target, key, value) {
      if (typeof key === 'string' && !(key in target)) {
        throw new Error(`the fake electron has no ${name}.${key}`);
      }
      return Reflect.set(target, key, value, target);
    },
  });

  function within(method: Method) {
    return (...args: unknown[]): unknown => {
      const result = Reflect.apply(method, fake, args);
      return result === fake ? loud : result;
    };
  }
  return loud;
}

type Method = (...args: unknown[]) => unknown;

const isMethod = (value: unknown): value is Method => typeof value === 'function';

/**
 * Passes a fake where Electron's own type is asked for. Its parts are checked against
 * electron.d.ts; that the rest is missing is safe, because {@link strict} throws for it. Event
 * methods are left out: their overloads return the full type, which no part can be.
 */
export function asElectron<T extends object>(part: Partial<Omit<T, keyof NodeJS.EventEmitter>>): T {
  return part as T;
}
