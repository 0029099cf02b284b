import * as z from 'zod';
import type { FailureKind } from '../outcome.ts';
import { failureKinds } from '../outcome.ts';
import { recordTypes } from '../record.ts';

declare module 'zod' {
  // zod's own way to type what .meta() takes.
  interface GlobalMeta {
    /** New values may come with a new version: its JSON Schema takes any text. */
    open?: boolean;
  }
}

/** One of these texts, of which a later version may have more. */
export function oneOf<const Values extends readonly string[]>(values: Values) {
  return z.enum(values).meta({ open: true });
}

/** ISO 8601, in UTC. */
export const time = z.iso.datetime();
/** An IPv4 or IPv6 address in its canonical form. */
export const addressText = z.string();
/** Milliseconds. */
export const milliseconds = z.number().min(0);

/** A provider's words, or ours: those in every language as well. */
export const detail = {
  detail: z.string().optional(),
  localized: z.object({ en: z.string(), 'zh-CN': z.string() }).optional(),
};

export const recordType = z.enum(recordTypes as readonly ['A', 'AAAA']);

/** Which record: `id` is `account/name/type`. */
export const whichRecord = {
  id: z.string(),
  name: z.string(),
  type: recordType,
  account: z.string(),
};

export const failureKind = oneOf(failureKinds satisfies readonly FailureKind[]);

/** A failure in a service's call. */
export const callFailure = z
  .object({
    kind: failureKind,
    ...detail,
    unconfirmed: z.boolean(),
    stopped: z.boolean(),
  })
  .meta({ id: 'failure' });

export const evidence = oneOf(['accepted', 'provider', 'authoritative']);
export const verification = oneOf([
  'pending',
  'matches',
  'differs',
  'missing',
  'proxied',
  'alias',
  'unknown',
]);

/** What was found out about one family's address. */
export const detection = z
  .union([
    z.object({
      state: z.literal('known'),
      address: addressText,
      by: oneOf(['steady', 'local', 'quorum', 'own']),
      sources: z.array(z.string()),
    }),
    z.object({
      state: z.literal('disagree'),
      answers: z.array(z.object({ source: z.string(), address: addressText })),
    }),
    z.object({ state: oneOf(['offline', 'noAnswer', 'single', 'tunnel', 'elsewhere', 'off']) }),
  ])
  .meta({ id: 'detection' });

export const family = z.enum(['ipv4', 'ipv6']);

/** What stands between this computer and the Internet. */
export const verdict = z
  .object({
    kind: oneOf([
      'carrierGradeNat',
      'doubleNat',
      'noPublicAddress',
      'otherExit',
      'tunnel',
      'captivePortal',
      'ipv6Only',
      'noIpv6',
      'clockWrong',
      'dnsHijacked',
      'disagree',
      'offline',
      'elsewhere',
    ]),
    family: family.optional(),
    evidence: z.array(z.object(detail)),
    title: z.string(),
    meaning: z.string(),
    next: z.string(),
  })
  .meta({ id: 'verdict' });

/** The exit status where a command came to its result. */
export const status = z.union([z.literal(0), z.literal(1), z.literal(3)]);
