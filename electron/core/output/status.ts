import * as z from 'zod';
import type { StatusData } from '../views/status.ts';
import {
  addressText,
  callFailure,
  detection,
  evidence,
  oneOf,
  time,
  verdict,
  verification,
  whichRecord,
} from './fields.ts';
import { describing } from './same.ts';

const record = z.object({
  ...whichRecord,
  provider: z.string().optional(),
  state: oneOf(['upToDate', 'outdated', 'failed', 'stopped', 'underWay', 'unknown']),
  ok: z.boolean(),
  address: addressText.optional(),
  wanted: addressText.optional(),
  evidence: evidence.optional(),
  verification: verification.optional(),
  lastChange: time.optional(),
  lastCheck: time.optional(),
  nextTry: time.optional(),
  failure: callFailure.optional(),
});

const family = z.object({
  address: addressText.optional(),
  since: time.optional(),
  seen: time.optional(),
  last: detection.optional(),
});

/** What `status` prints, and `GET /api/status` answers. */
export const statusOutput = describing<StatusData>()(
  z.object({
    ok: z.boolean(),
    known: z.boolean(),
    folder: z.string(),
    running: z.boolean(),
    pid: z.number().int().min(1).optional(),
    runningSince: time.optional(),
    lastCheck: time.optional(),
    nextCheck: time.optional(),
    offlineSince: time.optional(),
    pausedSince: time.optional(),
    pausedUntil: time.optional(),
    addresses: z.object({ ipv4: family, ipv6: family }),
    verdicts: z.array(verdict).optional(),
    records: z.array(record),
  }),
);
