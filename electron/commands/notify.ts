import { catalogue } from '../contract/i18n/catalogue.ts';
import { listText } from '../contract/i18n/format.ts';
import { resumed, withChannel } from '../core/notify/queue.ts';
import { tryChannel } from '../core/notify/try-channel.ts';
import { nearestWord } from '../core/settings/problem.ts';
import type { ChannelSettings, Settings } from '../core/settings.ts';
import { type AppState, emptyState } from '../core/state.ts';
import { type DeliveryData, deliveryData, deliveryLine } from '../core/views/channel-delivery.ts';
import { line } from '../core/views/page.ts';
import { systemClock, systemRandom } from '../node/clock.ts';
import { createAgentHttp, createChannelPorts } from '../node/engine-ports.ts';
import { createLog } from '../node/log.ts';
import { isStateError } from '../node/state-error.ts';
import type { Context } from './context.ts';
import { errorResult, type Result } from './result.ts';
import { loadSettings, stateFolder } from './settings.ts';
import { lookAtState, openState } from './state.ts';

export interface NotifyOptions {
  readonly config: string;
  readonly state?: string | undefined;
}

const actions = ['test'];

function usage(sentence: string, hint: string, { output }: Context): Result {
  return errorResult(2, 'usage', catalogue(output.language).cli.usage.together(sentence, hint));
}

/** The channels that the user means, or what is wrong with the name. */
function chosen(
  { channels = {} }: Settings,
  only: string | undefined,
  context: Context,
): readonly ChannelSettings[] | Result {
  const { language } = context.output;
  const texts = catalogue(language).cli.usage;
  const known = Object.keys(channels);
  if (known.length === 0) return usage(texts.noChannels, '', context);
  if (only === undefined) return Object.values(channels);
  const found = Object.hasOwn(channels, only) ? channels[only] : undefined;
  if (found !== undefined) return [found];
  const nearest = nearestWord(only, known);
  const hint = nearest === undefined ? '' : texts.nearest(nearest);
  return usage(texts.channel(only, listText(language, known)), hint, context);
}

async function presentState(folder: string): Promise<AppState> {
  try {
    return (await lookAtState(folder)) ?? emptyState;
  } catch (error) {
    if (isStateError(error)) return emptyState;
    throw error;
  }
}

/**
 * Lifts the stops of channels that work, where the state is nobody else's at the moment.
 *
 * @returns the channels that stay stopped
 */
async function resume(
  stopped: readonly string[],
  folder: string,
  { output }: Context,
): Promise<readonly string[]> {
  if (stopped.length === 0) return [];
  const opened = openState(folder, output.language, () => undefined);
  if ('error' in opened) return stopped;
  try {
    const state = (await opened.store.load()) ?? emptyState;
    await opened.store.save(stopped.reduce((so, id) => withChannel(so, id, resumed), state));
    return [];
  } catch (error) {
    if (isStateError(error)) return stopped;
    throw error;
  } finally {
    opened.release();
  }
}

/** `ddns-tray notify test [CHANNEL]`: sends a test message through all channels now, or through one. */
export async function notify(
  action: string | undefined,
  only: string | undefined,
  options: NotifyOptions,
  context: Context,
): Promise<Result> {
  const { world, output, signal } = context;
  const { language } = output;
  const texts = catalogue(language);
  if (action === undefined || !actions.includes(action)) {
    const hint = texts.cli.usage.seeHelp('ddns-tray notify');
    return usage(texts.cli.usage.notifyAction(action), hint, context);
  }
  const folder = stateFolder(world, options.state);
  const loaded = await loadSettings(context, { file: options.config, folder, salt: 'look' });
  if ('error' in loaded) return loaded;
  const { settings, secrets } = loaded;
  const meant = chosen(settings, only, context);
  if ('status' in meant) return meant;
  const state = await presentState(folder);
  const console = { stream: world.stderr, format: 'text' } as const;
  const ports = {
    channels: createChannelPorts(world, { language: () => language, actions: 'cli' }),
    http: createAgentHttp(world, () => settings.proxy),
    clock: systemClock,
    random: systemRandom,
    // Only a fault of ours is worth a line beside what is shown.
    log: createLog({ level: 'error', secrets, console }),
    state,
    signal,
  };
  const find = (id: string) => world.channels.find((one) => one.id === id);
  const told: DeliveryData[] = [];
  for (const channel of meant) {
    const name = find(channel.channel)?.name[language] ?? channel.channel;
    output.progress(texts.cli.progress.channel(name, channel.id));
    told.push(deliveryData({ channel, delivery: await tryChannel(settings, channel.id, ports) }));
  }
  const works = told.flatMap(({ ok, id }) => (ok ? [id] : []));
  const stopped = works.filter((id) => state.channels?.[id]?.stopped !== undefined);
  const left = await resume(stopped, folder, context);
  const ok = works.length === told.length;
  return {
    status: ok ? 0 : 1,
    data: { ok, channels: told },
    page: [
      ...told.map((one) => deliveryLine(one, find, language)),
      ...left.map((id) => line(texts.notify.stillStopped(id), 'warn')),
    ],
  };
}
