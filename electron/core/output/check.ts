import * as z from 'zod';
import { whichRecord } from './fields.ts';

/** What `check` prints. */
export const checkOutput = z.object({
  ok: z.literal(true),
  file: z.string(),
  accounts: z.array(z.string()),
  channels: z.array(z.string()),
  records: z.array(
    z.object({
      ...whichRecord,
      provider: z.string(),
      host: z.object({ suffix: z.string(), prefix: z.number().int() }).optional(),
    }),
  ),
});
