import * as z from 'zod';
import { oneOf } from './fields.ts';

/** What `import` prints. */
export const importOutput = z.object({
  ok: z.boolean(),
  status: z.union([z.literal(0), z.literal(2)]),
  from: oneOf(['ddnsGo', 'ddclient', 'inadyn', 'ddnsUpdater']),
  file: z.string(),
  written: z.boolean(),
  output: z.string(),
  settings: z.record(z.string(), z.unknown()),
  accounts: z.array(z.object({ id: z.string(), provider: z.string() })),
  records: z.array(z.record(z.string(), z.unknown())),
  secrets: z.array(
    z.object({
      account: z.string(),
      field: z.string(),
      file: z.string().optional(),
      env: z.string().optional(),
    }),
  ),
  understood: z.array(z.object({ line: z.number().int(), text: z.string() })),
  losses: z.array(
    z.object({
      line: z.number().int(),
      key: z.string(),
      kind: z.string(),
      message: z.string(),
    }),
  ),
});
