import type { AccountEntry, RecordEntry } from '../../electron/contract/forms.ts';
import type { RequestName, Requests } from '../../electron/contract/ipc.ts';

/** An account of the sandbox server, with a secret that no log may show. */
function account(secret: string): AccountEntry {
  return { id: 'web', service: 'powerdns', values: { url: { keep: true }, apiKey: secret } };
}

const records: RecordEntry = {
  names: ['new.example.com'],
  account: 'web',
  types: ['A'],
  ttl: '5m',
  proxied: null,
  zone: null,
  host: null,
  prefix: null,
};

/** For each request an argument that would do something. `secret` stands wherever one may be typed. */
export function requestArguments(secret: string): {
  readonly [Name in RequestName]: Requests[Name]['argument'];
} {
  const edit = { kind: 'setup', isNew: false, account: account(secret), records } as const;
  return {
    snapshot: null,
    history: { language: 'en' },
    place: null,
    check: { force: true, records: null },
    verify: { records: ['web/new.example.com/A'] },
    doctor: { on: true, language: 'en' },
    pause: { minutes: null },
    unpause: null,
    copyAddress: { family: 'ipv4' },
    settingsText: null,
    saveSettings: { text: 'version: 1' },
    settingsForm: null,
    services: { language: 'en' },
    serviceForm: { service: 'powerdns', language: 'en' },
    channels: { language: 'en' },
    channelForm: { channel: 'ntfy', language: 'en' },
    apiForm: { language: 'en' },
    watchingChoices: { language: 'en' },
    checkEdit: { edit },
    saveEdit: { edit: { kind: 'account', isNew: false, account: account(secret) } },
    testAccount: { account: account(secret), isNew: false },
    testChannel: { channel: account(secret), isNew: true },
    listRecords: { account: account(secret), isNew: false, zone: 'example.com' },
    preview: { edit },
    keepDraft: { draft: JSON.stringify({ secret }) },
    draft: null,
    exportSettings: { passphrase: null },
    openImport: null,
    unsealImport: { id: '', passphrase: 'x' },
    confirmImport: { id: '' },
    savePreferences: {
      language: 'zh-CN',
      theme: 'dark',
      notifications: {
        changed: false,
        action: false,
        failed: false,
        disagree: false,
        recovered: false,
        release: false,
      },
      quietHours: { from: '22:00', to: '07:00' },
      releases: false,
      releaseChannel: 'nightly',
    },
    setLoginStart: { on: true },
    openLog: null,
    openLogFolder: null,
    watchLog: { on: true },
    saveDiagnostics: { hideNames: false },
    copyText: { text: 'of the window' },
    testNotification: null,
    openSystem: { place: 'clock' },
    openSignIn: null,
    release: { action: 'look' },
    licences: null,
    openLink: { link: 'https://www.powerdns.com/' },
  };
}
