import * as z from 'zod';

/** A text that some services write as a number: an id, a code. */
export const looseText = z.union([z.string(), z.number()]).transform(String);

/** A number that some services write as a text; undefined where there is none. */
export const looseNumber = z
  .union([z.number(), z.string()])
  .nullish()
  .transform((value) => {
    const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : value;
    return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
  });
