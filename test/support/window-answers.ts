import type { ImportPreview, Reply, RequestName, Requests } from '../../electron/contract/ipc.ts';
import type { WindowPlace } from '../../electron/contract/place.ts';
import type { Snapshot } from '../../electron/contract/snapshot.ts';
import { apiForm } from '../../electron/core/views/channel-form.ts';
import {
  channelCardsSample,
  channelFormSample,
  channelTestSample,
} from '../renderer/channels-sample.ts';
import {
  listResultSample,
  logLinesSample,
  previewSample,
  settingsFormSample,
  testResultSample,
} from '../renderer/forms-sample.ts';
import {
  serviceCardsSample,
  serviceFormSample,
  watchingChoicesSample,
} from '../renderer/services-sample.ts';

type Answer<Name extends RequestName> = (
  argument: Requests[Name]['argument'],
) => Reply<Requests[Name]['result']> | Promise<Reply<Requests[Name]['result']>>;

/** Answers of the main process, by request; the rest have harmless ones. */
export type Answers = { readonly [Name in RequestName]?: Answer<Name> };

export function ok<Value>(value: Value): Reply<Value> {
  return { ok: true, value };
}

const importSample: ImportPreview = {
  id: 'import-1',
  file: 'settings.yaml',
  needsPassphrase: false,
  accounts: ['home'],
  channels: [],
  records: ['home.example.com (A)'],
  missing: ['home: token'],
  removed: [],
  powers: { runs: [], reads: [], tells: [], asks: [], writes: [] },
  problems: [],
};

const done = () => ok(null);
const saved = () => ok({ saved: true } as const);

/** What a main process with that snapshot answers where nothing goes wrong. */
export function usualAnswers(
  snapshot: Snapshot,
  place: WindowPlace,
): { readonly [Name in RequestName]: Answer<Name> } {
  return {
    snapshot: () => ok(snapshot),
    history: () => ok(snapshot.timeline),
    place: () => ok(place),
    check: done,
    verify: done,
    doctor: () => ok([]),
    pause: done,
    unpause: done,
    copyAddress: done,
    settingsText: () => ok({ text: 'version: 1\naccounts: {}\nrecords: []\n' }),
    saveSettings: saved,
    settingsForm: () => ok(settingsFormSample()),
    services: (argument) => ok(serviceCardsSample(argument.language)),
    serviceForm: (argument) => ok(serviceFormSample(argument.service, argument.language)),
    channels: ({ language }) => ok(channelCardsSample(language)),
    channelForm: ({ channel, language }) => ok(channelFormSample(channel, language)),
    apiForm: ({ language }) => ok(apiForm(language)),
    watchingChoices: () => ok(watchingChoicesSample()),
    checkEdit: () => ok({ problems: [] }),
    saveEdit: saved,
    testAccount: () => ok(testResultSample),
    testChannel: () => ok(channelTestSample),
    listRecords: () => ok(listResultSample),
    preview: () => ok(previewSample),
    keepDraft: done,
    draft: () => ok({ draft: null }),
    exportSettings: done,
    openImport: done,
    unsealImport: () => ok(importSample),
    confirmImport: saved,
    savePreferences: done,
    setLoginStart: done,
    openLog: done,
    openLogFolder: done,
    watchLog: ({ on }) => ok({ lines: on ? logLinesSample() : [] }),
    saveDiagnostics: done,
    copyText: done,
    testNotification: done,
    openSystem: done,
    openSignIn: done,
    release: done,
    licences: () => ok({ text: 'preact 11.2.0\nMIT License\n' }),
    openLink: done,
  };
}
