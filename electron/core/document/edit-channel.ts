import { channelEvents } from '../../contract/channel-event.ts';
import type { AccountEntry } from '../../contract/forms.ts';
import { editOwner, type OwnerKind, ownersIn, withoutOwner } from './edit-owner.ts';
import { type EditStep, type EditWorld, plainStep, refusedStep } from './edit-step.ts';
import { channelFields } from './form-channel.ts';

/** A new channel, or one with other values. One that wants every event names none in the settings. */
export function editChannel(entry: AccountEntry, isNew: boolean, world: EditWorld): EditStep {
  const { kinds, words, document } = world;
  const channel = kinds.channels?.find(({ id }) => id === entry.service);
  if (channel === undefined) return refusedStep(document, words.channel.unknown);
  const kind: OwnerKind = {
    section: 'channels',
    head: 'channel',
    kind: channel.id,
    fields: channelFields(channel),
    fixed: {},
    asked: channelFields(channel),
    words: words.channel,
  };
  const { events = '' } = entry.values;
  const chosen = new Set(typeof events === 'string' ? events.split('\n') : channelEvents);
  const all = channelEvents.every((event) => chosen.has(event));
  const { events: _, ...others } = entry.values;
  const values = all ? others : entry.values;
  const step = editOwner({ ...entry, values }, isNew, kind, world);
  if (channelEvents.some((event) => chosen.has(event))) return step;
  return { ...step, problems: [...step.problems, { field: 'events', message: words.choose }] };
}

/** Takes a channel out. */
export function removeChannel(id: string, { document, words }: EditWorld): EditStep {
  if (!Object.hasOwn(ownersIn(document, 'channels'), id)) {
    return refusedStep(document, words.channel.gone);
  }
  return plainStep(withoutOwner(document, 'channels', id));
}
