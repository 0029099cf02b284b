import * as z from 'zod';
import type { AccountsData } from '../views/connection.ts';
import { detail, failureKind, oneOf, recordType, status } from './fields.ts';
import { describing } from './same.ts';

const failure = z.object({ kind: failureKind, ...detail });

const record = z.object({
  id: z.string(),
  name: z.string(),
  type: recordType,
  ok: z.boolean(),
  values: z.array(z.string()).optional(),
  ttl: z.number().optional(),
  failure: failure.optional(),
});

const account = z.object({
  id: z.string(),
  provider: z.string(),
  result: oneOf(['works', 'failed', 'untestable']),
  ok: z.boolean(),
  zones: z.array(z.string()).optional(),
  records: z.array(record),
  failure: failure.optional(),
});

/** What `accounts` prints. */
export const accountsOutput = describing<AccountsData>()(
  z.object({ ok: z.boolean(), status, accounts: z.array(account) }),
);
