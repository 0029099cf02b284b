import type { AccountEntry } from '../contract/forms.ts';
import { catalogue } from '../contract/i18n/catalogue.ts';
import type { Language } from '../contract/language.ts';
import type { TestResult } from '../contract/setup.ts';
import type { EnginePorts } from '../core/engine.ts';
import type { ChannelPorts } from '../core/notify/ports.ts';
import { tryChannel } from '../core/notify/try-channel.ts';
import { createRedactor } from '../core/redact.ts';
import { secretParts } from '../core/settings/reader-secrets.ts';
import { secretTexts } from '../core/settings/schema-fields.ts';
import type { AppState } from '../core/state.ts';
import { channelSentence } from '../core/views/channel-failure.ts';
import { discreetLog } from './discreet-log.ts';
import type { SettingsSession } from './settings-session.ts';
import { createTurns } from './turns.ts';
import { UserError } from './user-error.ts';

export interface ChannelTrialOptions {
  readonly session: Pick<SettingsSession, 'judgeEdit' | 'current'>;
  readonly ports: Pick<EnginePorts, 'http' | 'clock' | 'log' | 'random' | 'channels'>;
  readonly state: () => AppState;
  readonly language: () => Language;
  /** Takes out the secrets of the app. */
  readonly redact: (text: string) => string;
  /** The channel works, as it is saved. */
  readonly onDelivered: (id: string) => void;
}

/** Sends a message through a channel as it is entered, before anything is saved. */
export interface ChannelTrial {
  test(channel: AccountEntry, isNew: boolean): Promise<TestResult>;
  /** Ends what is under way: nobody waits for it any more. */
  cancel(): void;
}

export function createChannelTrial(options: ChannelTrialOptions): ChannelTrial {
  const { session, ports, state, language, redact, onDelivered } = options;
  const turns = createTurns<'test'>(() => new UserError(catalogue(language()).setup.givenUp));

  async function send(
    entry: AccountEntry,
    isNew: boolean,
    channels: ChannelPorts,
    signal: AbortSignal,
  ): Promise<TestResult> {
    const words = catalogue(language()).edits.channel;
    const judged = session.judgeEdit({ kind: 'channel', channel: entry, isNew });
    if (!judged.ok) return { kind: 'problems', problems: judged.problems };
    const { settings } = judged;
    const id = entry.id.trim();
    const channel = settings.channels?.[id];
    if (channel === undefined) throw new Error('an edited channel is not among the settings');
    if (channel.locked !== undefined) {
      return { kind: 'failed', sentence: words.state.locked, actions: [] };
    }
    const kind = channels.find(channel.channel);
    // What is typed is not among the app's own secrets as long as it is not saved.
    const typed = secretTexts(kind.account, channel.fields).flatMap(secretParts);
    const redactor = createRedactor(typed, { mark: '…' });
    const log = discreetLog(ports.log, redactor);
    const from = { ...ports, channels, log, state: state(), signal };
    const delivery = await tryChannel(settings, id, from);
    if (delivery.kind === 'delivered') {
      const saved = session.current.settings?.channels?.[id];
      if (saved?.fingerprint === channel.fingerprint) onDelivered(id);
      return { kind: 'works', zones: null, sentence: words.tested };
    }
    const { detail, unconfirmed } = delivery;
    const failure = { id, service: kind, kind: delivery.kind, detail, unconfirmed, stopped: false };
    const sentence = redact(redactor.text(channelSentence(failure, language(), 'desktop')));
    return { kind: 'failed', sentence, actions: ['tryAgain'] };
  }

  return {
    async test(channel, isNew) {
      const { channels } = ports;
      if (channels === undefined) throw new Error('nobody can be told');
      return turns.take('test', (signal) => send(channel, isNew, channels, signal));
    },
    cancel: turns.cancel,
  };
}
