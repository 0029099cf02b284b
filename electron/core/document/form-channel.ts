import * as z from 'zod';
import { channelEvents } from '../../contract/channel-event.ts';
import { languages } from '../../contract/language.ts';
import type { Channel } from '../channel.ts';
import { isMap } from '../settings/reader-walk.ts';
import { type ShownAccount, showFields, shownNothing } from './form-account.ts';
import { type FormField, formFields } from './form-fields.ts';
import { type Kinds, ownerKey } from './owners.ts';

/** What every channel has besides the fields of its kind. */
const shared = z.object({
  events: z.array(z.enum(channelEvents)).optional(),
  quietHours: z.string().optional(),
  language: z.enum(languages).optional(),
});

/** The fields of a channel's form: those of its kind, then what every channel has. */
export function channelFields(channel: Channel): readonly FormField[] {
  return [...formFields(channel.account), ...formFields(shared)];
}

/** Shows a channel as `showAccount` does an account. One that wants every event has them all listed. */
export function showChannel(
  id: string,
  raw: unknown,
  { channels = [] }: Kinds,
  isKept: (id: string) => boolean,
): ShownAccount {
  const channel = isMap(raw) ? channels.find((each) => each.id === raw.channel) : undefined;
  if (!isMap(raw) || channel === undefined) return shownNothing(id);
  const { events = channelEvents } = raw;
  const fields = channelFields(channel);
  const key = ownerKey('channels', id);
  const { values, odd } = showFields(key, { ...raw, events }, 'channel', fields, isKept);
  const form = { id, service: channel.id, values };
  if (odd || !Array.isArray(events)) return { form, odd };
  // A list of choices has one on each line.
  const listed = { kind: 'text', text: events.join('\n') } as const;
  return { form: { ...form, values: { ...values, events: listed } }, odd };
}
