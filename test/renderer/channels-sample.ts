import type { AccountForm, KindForm } from '../../electron/contract/forms.ts';
import type { Language } from '../../electron/contract/language.ts';
import type { TestResult } from '../../electron/contract/setup.ts';
import type { ChannelView } from '../../electron/contract/snapshot.ts';
import { channelCards, channelForm } from '../../electron/core/views/channel-form.ts';
import { testChannels } from '../support/settings-world.ts';

export function channelCardsSample(language: Language) {
  return channelCards(testChannels, language);
}

export function channelFormSample(channel: string, language: Language): KindForm {
  const form = channelForm(channel, testChannels, language);
  if (form === undefined) throw new Error(`there is no channel ${channel}`);
  return form;
}

export const channelTestSample: TestResult = {
  kind: 'works',
  zones: null,
  sentence: 'The service took the test message. See whether it arrived.',
};

/** Two channels of the settings: a good one, and one that waits for the user. */
export const channelFormsSample: readonly AccountForm[] = [
  {
    id: 'phone',
    service: 'loud',
    values: {
      key: { kind: 'kept' },
      events: { kind: 'text', text: 'changed\naction' },
      quietHours: { kind: 'text', text: '22:00-07:00' },
    },
  },
  {
    id: 'team',
    service: 'quiet',
    values: {
      topic: { kind: 'text', text: 'addresses' },
      events: { kind: 'text', text: 'changed\naction\nfailed\ndisagree\nrecovered' },
    },
  },
];

export const channelViewsSample: readonly ChannelView[] = [
  {
    id: 'phone',
    name: 'loud',
    standing: 'upToDate',
    sentence: 'Last delivered: 9/14/2026, 10:31.',
  },
  {
    id: 'team',
    name: 'quiet',
    standing: 'stopped',
    sentence: 'quiet (channel “team”) refused the credentials. Enter them again.',
  },
];
