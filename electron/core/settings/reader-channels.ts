import { type ChannelEvent, channelEvents } from '../../contract/channel-event.ts';
import { languages } from '../../contract/language.ts';
import type { QuietHours } from '../../contract/preferences.ts';
import type { Channel } from '../channel.ts';
import type { ChannelSettings } from '../settings.ts';
import type { AccountsWorld } from './reader-accounts.ts';
import { keptFields, readEntries, readFields, readKind } from './reader-entry.ts';
import { entries, expected, isMap, type Place, readOneOf, report, within } from './reader-walk.ts';
import { channelKeys } from './schema-channels.ts';
import { similarProviders } from './similar-provider.ts';

export interface ChannelsWorld extends Pick<AccountsWorld, 'resolveSecret' | 'fingerprint'> {
  /** Left out: none is known. */
  readonly channels?: readonly Channel[] | undefined;
}

export interface Channels {
  /** Those without a problem; undefined where the key is left out. */
  readonly settings?: Readonly<Record<string, ChannelSettings>> | undefined;
  readonly secrets: readonly string[];
}

function readChannelKind(place: Place, channels: readonly Channel[]): Channel | undefined {
  return readKind(place, 'channel', channelKeys, channels, (word, channel) => {
    const known = channels.map(({ id }) => id);
    const [nearest] = similarProviders(channel, channels);
    report(word, { kind: 'unknownChannel', channel, known, nearest });
  });
}

/** All events where the key is left out. */
function readEvents(place: Place): readonly ChannelEvent[] {
  if (place.value === undefined) return channelEvents;
  if (isMap(place.value)) return expected(place, 'list') ?? [];
  if (Array.isArray(place.value) && place.value.length === 0) {
    report(place, { kind: 'nothing', field: 'events' });
  }
  const events = new Set<ChannelEvent>();
  for (const entry of entries(place)) {
    const event = channelEvents.find((each) => each === entry.value);
    if (event === undefined) expected(entry, { oneOf: channelEvents });
    else if (events.has(event)) report(entry, { kind: 'duplicate', what: event });
    else events.add(event);
  }
  return channelEvents.filter((event) => events.has(event));
}

const spanForm = /^((?:[01]\d|2[0-3]):[0-5]\d)-((?:[01]\d|2[0-3]):[0-5]\d)$/;

function readQuietHours(place: Place): QuietHours | undefined {
  const { value } = place;
  if (value === undefined) return undefined;
  const [, from, to] = (typeof value === 'string' ? spanForm.exec(value) : null) ?? [];
  if (from === undefined || to === undefined || from === to) return expected(place, 'quietHours');
  return { from, to };
}

interface Read {
  readonly settings: ChannelSettings;
  readonly secrets: readonly string[];
}

function readChannel(place: Place, id: string, world: ChannelsWorld): Read | undefined {
  const channel = readChannelKind(place, world.channels ?? []);
  const before = place.problems.length;
  const events = readEvents(within(place, 'events'));
  const quietHours = readQuietHours(within(place, 'quietHours'));
  const language = readOneOf(within(place, 'language'), languages, undefined);
  if (channel === undefined) return undefined;
  const declared = { account: channel.account, owner: `channels:${id}`, keys: channelKeys };
  const of = { channel: channel.id };
  const fields = readFields(place, { ...declared, of }, world.resolveSecret);
  if (fields === undefined || place.problems.length > before) return undefined;
  const kept = keptFields(fields, channel.id, world.fingerprint);
  const settings = { id, channel: channel.id, ...kept, events, quietHours, language };
  return { settings, secrets: fields.secrets };
}

/** Reads `channels`: each by its kind's own schema, references resolved. */
export function readChannels(place: Place, world: ChannelsWorld): Channels {
  if (place.value === undefined) return { secrets: [] };
  const read = readEntries(place, 'channelId', (entry, id) => readChannel(entry, id, world));
  const good = read.flatMap(([, channel]) => (channel === undefined ? [] : [channel]));
  return {
    settings: Object.fromEntries(good.map(({ settings }) => [settings.id, settings])),
    secrets: good.flatMap(({ secrets }) => secrets),
  };
}
