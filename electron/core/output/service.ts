import * as z from 'zod';
import { oneOf, time } from './fields.ts';

/** What `service` prints: how it stands, or that it is removed. */
export const serviceOutput = z.union([
  z.object({
    ok: z.boolean(),
    manager: oneOf(['systemd', 'launchd', 'task']),
    reach: oneOf(['system', 'user', 'session']),
    place: z.string(),
    installed: oneOf(['no', 'ours', 'foreign']),
    running: z.boolean().optional(),
    since: time.optional(),
    exit: z.number().int().optional(),
    lingers: z.boolean().optional(),
    beside: z.string().optional(),
  }),
  z.object({ ok: z.literal(true), removed: z.boolean(), place: z.string() }),
]);
