/** The settings window: its pages, buttons, fields and messages. */
export const window = {
  title: 'DDNS Tray',
  navigation: 'Pages',
  pages: { status: 'Status', settings: 'Settings', general: 'General', about: 'About' },
  loading: 'Loading…',
  sandbox: 'Sandbox: a small Internet on this computer alone. Nothing here is real.',

  actions: {
    label: 'Actions',
    check: 'Update now',
    checking: 'Updating…',
    force: 'Force update',
    forceHelp:
      'A forced update lifts every stop and looks at each record. A service that punishes repetition is still not told the same address twice.',
    pauseHour: 'Pause for 1 hour',
    pauseUntilResumed: 'Pause until resumed',
    resume: 'Resume',
    copied: 'Copied',
    save: 'Save',
    cancel: 'Cancel',
    discard: 'Discard changes',
    tryAgain: 'Try again',
    show: 'Show',
    hide: 'Hide',
    export: 'Export…',
    import: 'Import…',
    openLog: 'Open log',
    openSettings: 'Open settings',
    openProvider: (provider: string) => `Open ${provider} in the browser`,
    copyAddress: (family: string) => `Copy the ${family} address`,
  },

  status: {
    states: {
      upToDate: 'Up to date',
      working: 'Working',
      attention: 'Needs attention',
      paused: 'Paused',
      offline: 'Offline',
    },
    unused: 'No record needs it',
    justNow: 'just now',
    due: 'due now',
    changedAt: (when: string) => `Last change: ${when}`,
    checkedAt: (when: string) => `Last check: ${when}`,
    openShort: (provider: string) => `Open ${provider}`,
    addresses: 'Public addresses',
    records: 'Records',
    troubles: 'Needs attention',
    notKnown: 'Not known',
    never: 'never',
    since: (when: string) => `Since ${when}`,
    seen: (when: string) => `Seen ${when}`,
    lastCheck: (when: string) => `Last check: ${when}`,
    noCheck: 'There was no check yet.',
    nextCheck: (when: string) => `Next check: ${when}`,
    nextTryAt: (when: string) => `Next try: ${when}`,
    offlineSince: (when: string) => `Offline since ${when}`,
    pausedSince: (when: string) => `Paused since ${when}`,
    pausedUntil: (when: string) => `Paused until ${when}`,
    count: (count: number) => (count === 1 ? '1 record' : `${count} records`),
    filter: 'Filter the records',
    noMatch: 'No record matches the filter.',
    emptyText:
      'First add an account at your DNS service, then the names that shall point at this computer.',
    emptyAction: 'Open settings',
  },

  settings: {
    heading: 'Settings',
    intro:
      'The same settings as in the file of the command ddns-tray. Passwords and tokens are kept encrypted on this computer and are not shown again.',
    text: 'Settings text',
    textHelp:
      'YAML. A secret that is kept here stands as { secret: … }; write a new value in its place to replace it. Comments are not kept.',
    unsaved: 'There are unsaved changes.',
    changedOutside:
      'The settings were changed elsewhere in the meantime. Saving puts yours in their place.',
    problemsStale: 'The places are those of the last attempt to save.',
    saved: 'Saved. The records are checked with the new settings.',
    problems: (count: number) =>
      count === 1
        ? 'There is a problem, so nothing was changed:'
        : `There are ${count} problems, so nothing was changed:`,
    problemAt: (line: number, column: number) => `Line ${line}, column ${column}`,
  },

  secrets: {
    heading: 'Credentials',
    kept: 'Kept encrypted on this computer',
    lost: 'Cannot be read; enter it again',
    elsewhere: 'Read from a variable or a file',
    lostTitle: 'Some credentials have to be entered again',
    lostText:
      'They were encrypted for another user or another computer, or the key of this user is gone. The records stay as they are until then.',
    account: (account: string) => `Account ${account}`,
    enter: 'Enter again',
    replace: 'Replace',
    save: 'Save credentials',
    saved: 'The credentials are saved.',
    empty: 'Fill in at least one field.',
    none: 'This account needs none.',
  },

  export: {
    heading: 'Export the settings',
    text: 'Writes the settings to a file, to keep or to take to another computer.',
    withSecrets: 'Take the credentials along, sealed with a passphrase',
    withoutSecrets:
      'Without a passphrase the credentials stay here, and are entered again after the import.',
    passphrase: 'Passphrase',
    repeat: 'Repeat the passphrase',
    passphraseHelp:
      'Whoever has the file and the passphrase can use the credentials. A forgotten passphrase cannot be recovered.',
    mismatch: 'The two passphrases differ.',
    short: (least: number) => `Use at least ${least} characters.`,
    strength: {
      weak: 'Weak: easy to guess for a computer. Several random words are better.',
      fair: 'Fair: a few more characters or words make it strong.',
      strong: 'Strong.',
    },
    done: (file: string) => `Written to ${file}.`,
  },

  import: {
    heading: 'Import settings',
    text: 'Nothing changes before you confirm it.',
    file: (file: string) => `From ${file}`,
    sealed: 'The credentials in this file are sealed. Enter its passphrase.',
    passphrase: 'Passphrase of the file',
    unseal: 'Open',
    accounts: (count: number) => (count === 1 ? '1 account' : `${count} accounts`),
    records: (count: number) => (count === 1 ? '1 record' : `${count} records`),
    missing: 'To be entered after the import',
    removed: 'No longer kept up to date',
    removedHelp: 'They are not in the file. At the provider they stay as they are.',
    runs: 'It would run these commands',
    reads: 'It would read these and send them to a service',
    powersHelp: 'Confirm only what you wrote yourself, or understand.',
    problems: 'The file cannot be used as it is:',
    replace: 'Replace my settings',
    done: 'The settings are imported.',
  },

  general: {
    look: 'Language and appearance',
    asSystem: 'As the system',
    start: 'Start',
    quietEmpty: 'Enter both times.',
    heading: 'General',
    language: 'Language',
    languageHelp: 'Of this window, the tray icon and the notifications.',
    theme: 'Appearance',
    themes: { light: 'Light', dark: 'Dark' },
    loginStart: 'Start when I sign in',
    loginStartHelp: 'Starts in the tray, without a window.',
    loginStartDisabled:
      'It is switched on here, but disabled in the Task Manager under Startup apps. Enable “DDNS Tray” there.',
    loginStartUnsupported: 'Not possible on this system, or with this copy of the program.',
    notifications: 'Notifications',
    notificationsHelp: 'Each problem is told once, and once more when it is over.',
    events: {
      changed: 'The address changed and was written',
      action: 'Something needs me, such as refused credentials',
      failed: 'A record could not be updated',
      disagree: 'The sources disagree about the address',
      recovered: 'A problem is over',
    },
    quietHours: 'Quiet hours',
    quietHoursHelp:
      'No notification within; what is still true is told afterwards. The tray icon shows it all the time.',
    quietOn: 'Keep quiet every day',
    from: 'From',
    to: 'To',
    quietSame: 'Both times are the same, so there are no quiet hours.',
    quietSpan: (from: string, to: string) => `Quiet from ${from} to ${to}.`,
    quietOvernight: (from: string, to: string) => `Quiet from ${from} to ${to} the next day.`,
    log: 'Log',
    logHelp: 'What happened and when, without any password or token.',
  },

  about: {
    heading: 'About',
    version: (version: string) => `Version ${version}`,
    text: 'Keeps DNS names pointing at this computer while its public address changes.',
    license: 'MIT License',
    platform: (platform: string) => `System: ${platform}`,
    privacy:
      'The program talks to your DNS service, to the sources that tell the public address, and to name servers; to nobody else.',
  },

  /** What did not work in the window itself. */
  errors: {
    title: 'That did not work',
    noConnection: 'The window lost its connection to the program. Close it and open it again.',
    passphrase: 'The passphrase does not fit this file. Check it and try again.',
  },
};
