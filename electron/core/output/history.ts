import * as z from 'zod';
import { channelEvents } from '../../contract/channel-event.ts';
import { failureKinds } from '../outcome.ts';
import type { HistoryData } from '../views/history.ts';
import { addressText, detail, evidence, family, milliseconds, oneOf, time } from './fields.ts';
import { describing } from './same.ts';

const address = z.object({
  kind: z.literal('address'),
  at: time,
  family,
  address: addressText,
  before: addressText.optional(),
});

const call = z.object({
  kind: z.literal('call'),
  at: time,
  took: milliseconds,
  id: z.string(),
  name: z.string(),
  type: z.string(),
  account: z.string(),
  provider: z.string(),
  address: addressText,
  ok: z.boolean(),
  outcome: oneOf(['updated', 'created', 'alreadyRight', ...failureKinds]),
  evidence: evidence.optional(),
  ...detail,
  unconfirmed: z.boolean(),
  repeats: z.number().int().min(0),
});

const how = oneOf(['added', 'removed', 'changed']);

const change = z.union([
  z.object({ kind: how, what: oneOf(['account', 'channel']), id: z.string() }),
  z.object({ kind: how, what: z.literal('record'), id: z.string() }),
  z.object({
    kind: z.literal('set'),
    key: z.string(),
    from: z.string().optional(),
    to: z.string().optional(),
  }),
]);

const settings = z.object({
  kind: z.literal('settings'),
  at: time,
  by: oneOf(['window', 'file', 'command', 'import', 'program']),
  changes: z.array(change),
  more: z.number().int().min(0),
});

const told = z.object({
  kind: z.literal('told'),
  at: time,
  channel: z.string(),
  service: z.string(),
  events: z.array(oneOf(channelEvents)),
  ok: z.boolean(),
  outcome: oneOf(['delivered', ...failureKinds]),
  ...detail,
  repeats: z.number().int().min(0),
});

/** What `history` prints. */
export const historyOutput = describing<HistoryData>()(
  z.object({
    ok: z.literal(true),
    known: z.boolean(),
    folder: z.string(),
    since: time,
    until: time,
    entries: z.array(z.union([address, call, settings, told])),
    omitted: z.number().int().min(0),
    skipped: z.number().int().min(0),
  }),
);
