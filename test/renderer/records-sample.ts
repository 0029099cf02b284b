import type { SettingsForm } from '../../electron/contract/forms.ts';
import type { Snapshot } from '../../electron/contract/snapshot.ts';
import { recordSample, snapshotSample } from './snapshot-sample.ts';
import { type Answers, ok } from './window-driver.ts';

export const www = 'www.example.com';

/** A name whose IPv6 address this network does not have, one that waits and one that failed. */
export function recordsSnapshot(change: Partial<Snapshot> = {}): Snapshot {
  const notHere = { standing: 'unknown', label: 'not here', address: undefined } as const;
  return snapshotSample({
    records: [
      recordSample(),
      recordSample({ type: 'AAAA', ...notHere }),
      recordSample({ name: www, standing: 'waiting', label: 'waiting', actions: ['wait'] }),
      recordSample({ name: www, type: 'AAAA', ...notHere }),
      recordSample({
        name: 'nas.example.com',
        account: 'second',
        provider: 'dyndns2',
        standing: 'stopped',
        label: 'stopped',
        sentence: 'The password was refused.',
        actions: ['enterCredentials', 'tryAgain'],
      }),
    ],
    ...change,
  });
}

/** The answers of a main process with these settings. */
export function answering(form: SettingsForm, more: Answers = {}): Answers {
  return { settingsForm: () => ok(form), ...more };
}
