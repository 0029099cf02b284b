import * as z from 'zod';
import type { UpdateData } from '../views/update.ts';
import { delivery } from './channel.ts';
import {
  addressText,
  callFailure,
  detection,
  evidence,
  oneOf,
  status,
  time,
  verification,
  whichRecord,
} from './fields.ts';
import { describing } from './same.ts';

const record = z.object({
  ...whichRecord,
  provider: z.string(),
  state: oneOf([
    'updated',
    'created',
    'upToDate',
    'failed',
    'waiting',
    'stopped',
    'locked',
    'noAddress',
    'notNeeded',
    'notTried',
    'write',
  ]),
  ok: z.boolean(),
  address: addressText.optional(),
  previous: addressText.optional(),
  reason: oneOf([
    'first',
    'addressChanged',
    'retry',
    'interrupted',
    'settingsChanged',
    'recheck',
    'keepAlive',
    'forced',
  ]).optional(),
  evidence: evidence.optional(),
  verification: verification.optional(),
  rest: oneOf([
    'upToDate',
    'waiting',
    'stopped',
    'locked',
    'noAddress',
    'notGlobal',
    'repeatPunished',
  ]).optional(),
  failure: callFailure.optional(),
  nextTry: time.optional(),
});

/** What `update` prints, and `POST /api/update` answers. */
export const updateOutput = describing<UpdateData>()(
  z.object({
    ok: z.boolean(),
    status,
    dryRun: z.boolean(),
    offline: z.boolean(),
    addresses: z.object({ ipv4: detection, ipv6: detection }),
    records: z.array(record),
    channels: z.array(delivery).optional(),
  }),
);
