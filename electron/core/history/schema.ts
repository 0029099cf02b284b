import * as z from 'zod';
import { channelEvents } from '../../contract/channel-event.ts';
import { families, parseAddress } from '../address.ts';
import type { HistoryEntry } from '../history.ts';
import { detailLimit, failureKinds } from '../outcome.ts';

/** Letters of a value that a settings change shows. */
export const longestValue = 200;
/** Changes of the settings that are kept one by one. */
export const mostChanges = 50;

/** Milliseconds since 1970, up to the last that a date can hold (ECMA-262 21.4.1.1). */
const at = z.number().min(0).max(8.64e15);
const id = z.string().max(1024);
const value = z.string().max(longestValue);
const words = z.string().max(2 * detailLimit);
/** A provider's words, or ours in every language. */
const detail = z.union([words, z.object({ en: words, 'zh-CN': words })]);
const alike = z.number().int().min(1).optional();

const address = z
  .object({ family: z.enum(families), text: z.string().max(64) })
  .refine(({ family, text }) => {
    const parsed = parseAddress(text);
    return parsed?.text === text && parsed.family === family;
  });

const change = z.union([
  z.object({
    kind: z.enum(['added', 'removed', 'changed']),
    what: z.enum(['account', 'channel', 'record']),
    id,
  }),
  z.object({
    kind: z.literal('set'),
    key: id,
    from: value.optional(),
    to: value.optional(),
  }),
]);

const entry = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('address'), at, address, before: address.optional() }),
  z.object({
    kind: z.literal('call'),
    at,
    took: z.number().min(0),
    account: id,
    provider: id,
    record: id,
    address,
    outcome: z.enum([...failureKinds, 'updated', 'created', 'alreadyRight']),
    evidence: z.enum(['accepted', 'provider', 'authoritative']).optional(),
    detail: detail.optional(),
    unconfirmed: z.boolean().optional(),
    alike,
  }),
  z.object({
    kind: z.literal('settings'),
    at,
    by: z.enum(['window', 'file', 'command', 'import', 'program']),
    changes: z.array(change).max(mostChanges),
    more: z.number().int().min(1).optional(),
  }),
  z.object({
    kind: z.literal('told'),
    at,
    channel: id,
    service: id,
    events: z.array(z.enum(channelEvents)).max(channelEvents.length),
    outcome: z.enum([...failureKinds, 'delivered']),
    detail: detail.optional(),
    alike,
  }),
]);

/** One line of the history; undefined for what is damaged, or of a newer version. */
export function readEntry(text: string): HistoryEntry | undefined {
  try {
    const { success, data } = entry.safeParse(JSON.parse(text));
    return success ? data : undefined;
  } catch {
    return undefined;
  }
}
