import * as z from 'zod';
import { families, parseAddress } from './address.ts';
import { failureKinds } from './outcome.ts';
import type { SourceFailureKind } from './source.ts';
import type { AppState } from './state.ts';

/** Milliseconds since 1970, up to the last that a date can hold (ECMA-262 21.4.1.1). */
const time = z.number().min(0).max(8.64e15);
const count = z.number().int().min(0);

/** A provider's words, or ours in every language. */
const detail = z.union([z.string(), z.object({ en: z.string(), 'zh-CN': z.string() })]);

const address = z
  .object({ family: z.enum(families), text: z.string() })
  .refine(({ family, text }) => {
    const parsed = parseAddress(text);
    return parsed?.text === text && parsed.family === family;
  });

const voices = z.array(
  z.object({ source: z.string(), operator: z.string(), address, evidence: z.string() }),
);
const silenceKinds = {
  offline: 'offline',
  timeout: 'timeout',
  network: 'network',
  tls: 'tls',
  hijacked: 'hijacked',
  status: 'status',
  limited: 'limited',
  captive: 'captive',
  form: 'form',
  family: 'family',
  notGlobal: 'notGlobal',
  missing: 'missing',
} as const satisfies { readonly [Kind in SourceFailureKind]: Kind };

const silent = z.array(z.object({ source: z.string(), kind: z.enum(silenceKinds), detail }));

const detection = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('known'),
    address,
    voices,
    silent,
    by: z.enum(['steady', 'local', 'quorum', 'own']),
  }),
  z.object({
    kind: z.literal('unavailable'),
    why: z.enum(['offline', 'noAnswer', 'single', 'tunnel', 'elsewhere']),
    voices,
    silent,
  }),
  z.object({ kind: z.literal('disagree'), voices, silent }),
  z.object({ kind: z.literal('off') }),
]);

const family = z.object({
  address: address.optional(),
  since: time.optional(),
  seen: time.optional(),
  askAgain: time.optional(),
  last: detection.optional(),
  turn: count,
});

const stop = z.object({ kind: z.enum(failureKinds), detail, at: time });
const sent = z.object({ address, at: time });
const evidence = z.enum(['accepted', 'provider', 'authoritative']);

const record = z.object({
  published: sent.optional(),
  evidence: evidence.optional(),
  inFlight: sent.optional(),
  unconfirmed: sent.optional(),
  failures: count,
  failingSince: time.optional(),
  nextTry: time.optional(),
  stopped: stop.optional(),
  last: z
    .object({
      kind: z.enum([...failureKinds, 'updated', 'created', 'alreadyRight']),
      detail: detail.optional(),
      unconfirmed: z.boolean().optional(),
      at: time,
    })
    .optional(),
  checked: time.optional(),
  fingerprint: z.string().optional(),
  verification: z
    .object({
      kind: z.enum(['pending', 'matches', 'differs', 'missing', 'proxied', 'alias', 'unknown']),
      at: time,
      next: time.optional(),
      tries: count,
    })
    .optional(),
  proxied: z.boolean().optional(),
});

const account = z.object({
  provider: z.string(),
  fingerprint: z.string(),
  stopped: stop.optional(),
  nextTry: time.optional(),
  failures: count,
  memory: z.record(z.string(), z.string()),
});

const affected = { at: time, records: z.array(z.string()), count };

const timelineEntry = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('address'), at: time, address, before: address.optional() }),
  z.object({
    kind: z.literal('written'),
    how: z.enum(['updated', 'created', 'alreadyRight']),
    address,
    evidence,
    ...affected,
  }),
  z.object({
    kind: z.literal('failed'),
    failure: z.enum(failureKinds),
    account: z.string(),
    provider: z.string(),
    ...affected,
  }),
  z.object({ kind: z.literal('recovered'), ...affected }),
]);

const protocol = z.enum(['natPmp', 'pcp', 'igd']);
const spoken = {
  protocol,
  gateway: z.string(),
  epoch: z.number().optional(),
  events: z.object({ url: z.string(), gateway: z.string(), localAddress: z.string() }).optional(),
};
const gateway = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('address'), address, ...spoken }),
  z.object({ kind: z.literal('down'), ...spoken }),
  z.object({ kind: z.literal('silent'), gateway: z.string(), again: time.optional() }),
  z.object({ kind: z.literal('none') }),
]);

const surroundings = z.object({
  at: time,
  gateway,
  stale: z.literal(true).optional(),
  egress: z.object({ ipv4: z.string().optional(), ipv6: z.string().optional() }),
});

const sourceMemory = z.object({
  asked: time,
  latency: z.number().min(0).optional(),
  failures: count,
  lies: count,
  limited: count.optional(),
  restUntil: time.optional(),
});

const notice = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('published'),
    address,
    before: address.optional(),
    late: z.boolean().optional(),
    records: z.array(z.string()),
  }),
  z.object({
    kind: z.literal('problem'),
    problem: z.discriminatedUnion('kind', [
      z.object({
        kind: z.literal('failure'),
        key: z.string(),
        account: z.string(),
        failure: z.enum(failureKinds),
        detail,
        records: z.array(z.string()),
        since: time,
        stopped: z.boolean(),
      }),
      z.object({
        kind: z.literal('locked'),
        key: z.string(),
        account: z.string(),
        fields: z.array(z.string()),
        records: z.array(z.string()),
      }),
      z.object({ kind: z.literal('disagree'), key: z.string(), family: z.enum(families) }),
    ]),
  }),
  z.object({
    kind: z.literal('recovered'),
    key: z.string(),
    account: z.string().optional(),
  }),
]);

const waitingNotices = z.array(z.object({ at: time, notice }));

const channel = z.object({
  channel: z.string(),
  fingerprint: z.string(),
  waiting: waitingNotices,
  sending: z.object({ id: z.string(), at: time, notices: waitingNotices }).optional(),
  known: z.array(z.string()).optional(),
  failures: count,
  nextTry: time.optional(),
  stopped: stop.optional(),
  last: z
    .object({ kind: z.enum(['delivered', ...failureKinds]), detail: detail.optional(), at: time })
    .optional(),
});

/** What a stored state must look like to be used; {@link AppState} in zod's words. */
const stateSchema = z.object({
  version: z.literal(1),
  families: z.object({ ipv4: family, ipv6: family }),
  accounts: z.record(z.string(), account),
  records: z.record(z.string(), record),
  lastCheck: time.optional(),
  nextCheck: time.optional(),
  offlineSince: time.optional(),
  elsewhereSince: time.optional(),
  // What is learnt anew by the next check is no reason to forget what the hosts were told.
  surroundings: surroundings.optional().catch(undefined),
  sources: z.record(z.string(), sourceMemory).optional().catch(undefined),
  paused: z.object({ at: time, until: time.optional() }).optional(),
  told: z.record(z.string(), time),
  // Notices that cannot be read are lost: better than to tell the hosts everything anew.
  channels: z.record(z.string(), channel).optional().catch(undefined),
  // A history that cannot be read is no reason to forget what the hosts were told.
  timeline: z.array(timelineEntry).optional().catch(undefined),
});

type Stored = z.output<typeof stateSchema>;

/** Every level spelt out and read-only, so that two ways to write one type become the same. */
type Plain<T> = T extends object ? { readonly [Key in keyof T]: Plain<T[Key]> } : T;
type Same<A, B> =
  (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : never;

/** Does not compile when the type and the schema part ways, even by one optional field. */
const same: Same<Plain<Stored>, Plain<AppState>> = true;

/** Reads a stored value; undefined unless it is a whole state of this version. */
export function readState(value: unknown): AppState | undefined {
  const result = stateSchema.safeParse(value);
  return same && result.success ? result.data : undefined;
}
