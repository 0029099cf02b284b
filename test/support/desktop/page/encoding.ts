/** A structured-cloned value as JSON text. */
export type Encoded = string;

/**
 * Structured clone over a channel that only carries text: JSON with tags for what JSON lacks.
 * This function also runs inside of pages (by its source text), hence everything is within.
 */
export function codec() {
  const tag = '\u0000type';
  type Tagged = { readonly [tag]: string; readonly value: unknown };

  function pack(value: unknown): unknown {
    if (value === undefined) return { [tag]: 'undefined', value: null };
    if (typeof value === 'bigint') return { [tag]: 'bigint', value: String(value) };
    if (typeof value === 'number' && !Number.isFinite(value)) {
      return { [tag]: 'number', value: String(value) };
    }
    if (typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) return value.map(pack);
    if (value instanceof Date) return { [tag]: 'date', value: value.getTime() };
    if (value instanceof Error) return { [tag]: 'error', value: value.message };
    if (value instanceof Uint8Array) return { [tag]: 'bytes', value: [...value] };
    if (value instanceof Map) return { [tag]: 'map', value: [...value].map(pack) };
    if (value instanceof Set) return { [tag]: 'set', value: [...value].map(pack) };
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, pack(one)]));
  }

  function unpack(value: unknown): unknown {
    if (typeof value !== 'object' || value === null) return value;
    if (Array.isArray(value)) return value.map(unpack);
    if (tag in value) return untag(value as Tagged);
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, unpack(one)]));
  }

  function untag({ [tag]: type, value }: Tagged): unknown {
    if (type === 'undefined') return undefined;
    if (type === 'bigint') return BigInt(value as string);
    if (type === 'number') return Number(value);
    if (type === 'date') return new Date(value as number);
    if (type === 'error') return new Error(value as string);
    if (type === 'bytes') return Uint8Array.from(value as number[]);
    if (type === 'map') return new Map(unpack(value) as [unknown, unknown][]);
    return new Set(unpack(value) as unknown[]);
  }

  return {
    /** Throws a DataCloneError for a function, as Electron's own channel does. */
    encode: (value: unknown): Encoded => JSON.stringify(pack(structuredClone(value))),
    decode: (text: Encoded): unknown => unpack(JSON.parse(text)),
  };
}
