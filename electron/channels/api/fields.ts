import * as z from 'zod';
import type { FieldMeta } from '../../core/provider.ts';

/** What can stand in a header, and unencoded in no need of guessing: printable ASCII without spaces. */
const printable = /^[\x21-\x7e]+$/;

/** A secret that travels in a header, a path or a signature. A space or a line break in it is a slip of copying. */
export function tokenField(meta: FieldMeta): z.ZodString {
  return z
    .string()
    .regex(printable)
    .meta({ ...meta, secret: true });
}
