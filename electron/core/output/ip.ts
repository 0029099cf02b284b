import * as z from 'zod';
import type { IpData } from '../views/ip.ts';
import { addressText, detail, detection, family, milliseconds, oneOf, status } from './fields.ts';
import { describing } from './same.ts';

const source = z.object({
  source: z.string(),
  operator: z.string(),
  family,
  latency: milliseconds,
  address: addressText.optional(),
  agreement: oneOf(['majority', 'minority', 'alone']).optional(),
  failure: z
    .object({
      kind: oneOf([
        'offline',
        'timeout',
        'network',
        'tls',
        'hijacked',
        'status',
        'limited',
        'captive',
        'form',
        'family',
        'notGlobal',
        'missing',
      ]),
      ...detail,
    })
    .optional(),
});

/** What `ip` prints. */
export const ipOutput = describing<IpData>()(
  z.object({
    ok: z.boolean(),
    status,
    addresses: z.object({ ipv4: detection.optional(), ipv6: detection.optional() }),
    sources: z.array(source).optional(),
  }),
);
