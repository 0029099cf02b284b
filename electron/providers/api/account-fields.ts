import * as z from 'zod';
import type { FieldMeta } from '../../core/provider.ts';

/** What can stand in a header: printable ASCII without spaces. */
const printable = /^[\x21-\x7e]+$/;

/** A secret that travels in a header or a signature. A space or a line break in it is a slip of copying. */
export function tokenField(meta: FieldMeta): z.ZodString {
  return z
    .string()
    .regex(printable)
    .meta({ ...meta, secret: true });
}

/** Like a token, but no secret: the id of a key, an account's name. */
export function idField(meta: FieldMeta): z.ZodString {
  return z
    .string()
    .regex(printable)
    .meta({ ...meta });
}
