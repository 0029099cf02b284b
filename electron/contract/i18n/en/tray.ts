import type { FailurePlace } from './outcomes.ts';

const force = 'Force update';

/** The tray icon, its menu, and how things stand in the desktop app. */
export const tray = {
  name: (sandbox: boolean): string => (sandbox ? 'DDNS Tray (sandbox)' : 'DDNS Tray'),
  state: {
    upToDate: 'Up to date',
    working: 'Checking…',
    attention: 'Needs attention',
    paused: 'Paused',
    offline: 'Offline',
  },
  pausedUntil: (when: string) => `Paused until ${when}`,
  /** The first line of the tooltip. */
  titled: (name: string, state: string) => `${name}: ${state}`,

  /** The whole in one sentence. */
  headline: {
    paused: 'Paused until you resume it. Nothing is checked or written by itself.',
    pausedUntil: (when: string) => `Paused until ${when}. Nothing is checked or written by itself.`,
    offline: (since: string) =>
      `Offline since ${since}. The checks go on when the connection is back.`,
    checking: 'Checking the public address and the records…',
    writing: (record: string) => `Writing ${record}…`,
    writingMany: (count: number) => `Writing ${count} records…`,
    notSetUp: 'Nothing is set up yet. Add an account and a record in the settings.',
    locked: (account: string) =>
      `The credentials of the account “${account}” cannot be read. Enter them again in the settings.`,
    lockedMany: (count: number) =>
      `The credentials of ${count} accounts cannot be read. Enter them again in the settings.`,
    stopped: (record: string) => `${record} is stopped until you do something about it.`,
    stoppedMany: (stopped: number, count: number) =>
      `${stopped} of ${count} records are stopped until you do something about it.`,
    failed: (record: string) => `${record} is not up to date.`,
    failedMany: (bad: number, count: number) => `${bad} of ${count} records are not up to date.`,
    disagree: (family: string) =>
      `The sources disagree about the public ${family} address, so the records stay as they are.`,
    upToDate: (count: number) =>
      count === 1 ? 'The record is up to date.' : `All ${count} records are up to date.`,
    /** Where this network lacks what some of them are for. */
    everything: 'Everything is up to date.',
    waiting: (good: number, count: number) =>
      count === 1
        ? 'The record is not up to date yet; it is tried again by itself.'
        : `${good} of ${count} records are up to date; the others are tried again by themselves.`,
    notChecked: 'Nothing was checked yet.',
  },

  /** How a record stands, in a word or two. */
  standing: {
    upToDate: 'Up to date',
    working: 'Writing…',
    waiting: 'Waiting',
    failed: 'Not up to date',
    stopped: 'Stopped',
    locked: 'Credentials needed',
    unknown: 'Not checked yet',
    noAddress: 'No address found',
    notHere: 'No such address here',
  },
  /** How a record is known to be right. */
  evidence: {
    authoritative: "The zone's name servers answer with it.",
    provider: "The provider's API says so.",
    accepted: 'The provider accepted it.',
  },
  /** Why a record waits that was not written yet. */
  notWritten: 'It was not written yet; the next check does it.',
  notHere: (family: string) =>
    `This network has no ${family} address. Nothing is missing: once it has one, that is written too.`,

  address: {
    steady: 'The last check found it unchanged.',
    local: 'The last check found it unchanged, by this computer and its router alone.',
    quorum: (sources: string) => `Confirmed by ${sources}.`,
    own: 'Told by your own source.',
    never: 'Not checked yet.',
    unused: 'No record needs it.',
    keeps: (sentence: string) => `${sentence} The records stay as they are.`,
  },

  mark: {
    upToDate: '✓',
    working: '…',
    waiting: '…',
    failed: '!',
    stopped: '!',
    locked: '!',
    unknown: '–',
  },
  /** A record in the menu and in the tooltip. */
  record: (mark: string, record: string, standing: string) => `${mark} ${record}: ${standing}`,
  nextCheck: (when: string) => `Next check ${when}`,

  menu: {
    copy: (family: string, address: string) => `Copy ${family} address: ${address}`,
    noAddress: (family: string) => `${family} address: not known`,
    more: (count: number) => (count === 1 ? 'And 1 more…' : `And ${count} more…`),
    check: 'Update now',
    force,
    pause: 'Pause for 1 hour',
    pauseUntilResumed: 'Pause until resumed',
    resume: 'Resume',
    resumePaused: (until: string) => `Resume (paused until ${until})`,
    settings: 'Settings…',
    log: 'Open log',
    quit: 'Quit',
  },

  /** What to do next, where the command line says it in its own words. */
  steps: {
    stopped: `Nothing more is sent for it until you change the settings or choose “${force}”.`,
    failure: {
      proxyAuth: ({ provider }: FailurePlace) =>
        `Ask whoever runs this network to let ${provider} through without it, or use another network.`,
      unknown: ({ docs }: FailurePlace) =>
        docs === undefined
          ? 'Set the level debug in the settings: the log then has the whole story.'
          : `See ${docs} for what it means; with the level debug in the settings, the log has the whole story.`,
    },
    noAnswer: (family: string) =>
      `No source told the public ${family} address. Check the connection, the firewall and the sources in the settings; the log says what each of them answered.`,
    disagree: (family: string, answers: string) =>
      `The sources disagree about the public ${family} address (${answers}), so nothing was changed. If it lasts, look for a VPN or a proxy, and remove the source that is wrong in the settings.`,
  },
};
