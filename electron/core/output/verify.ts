import * as z from 'zod';
import type { VerifyData } from '../views/verify.ts';
import { addressText, detection, oneOf, status, whichRecord } from './fields.ts';
import { describing } from './same.ts';

const server = z.object({
  server: z.string(),
  address: z.string().optional(),
  answer: z.array(z.string()).optional(),
  alias: z.string().optional(),
  ttl: z.number().int().min(0).optional(),
  right: z.boolean(),
  failure: oneOf([
    'offline',
    'notFound',
    'refused',
    'reset',
    'timeout',
    'tls',
    'proxyAuth',
    'proxy',
    'tooLarge',
    'other',
    'format',
    'noAddress',
    'lame',
    'servfail',
  ]).optional(),
});

const record = z.object({
  ...whichRecord,
  result: oneOf([
    'matches',
    'differs',
    'missing',
    'proxied',
    'alias',
    'unknown',
    'noAddress',
    'notNeeded',
  ]),
  ok: z.boolean(),
  wanted: addressText.optional(),
  zone: z.string().optional(),
  splitHorizon: z.boolean(),
  servers: z.array(server),
  resolvers: z.array(server),
});

/** What `verify` prints. */
export const verifyOutput = describing<VerifyData>()(
  z.object({
    ok: z.boolean(),
    status,
    addresses: z.object({ ipv4: detection.optional(), ipv6: detection.optional() }),
    records: z.array(record),
  }),
);
