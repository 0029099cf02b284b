import * as z from 'zod';
import { oneOf } from './fields.ts';

/** What every command prints where it did not come to its result. */
export const errorOutput = z.object({
  ok: z.literal(false),
  status: z.union([z.literal(1), z.literal(2), z.literal(3)]),
  error: z.object({
    kind: oneOf(['settings', 'usage', 'state', 'locked', 'service', 'interrupted', 'fault']),
    message: z.string(),
    problems: z.array(
      z.object({
        file: z.string(),
        line: z.number().int(),
        column: z.number().int(),
        field: z.string(),
        message: z.string(),
      }),
    ),
  }),
});
