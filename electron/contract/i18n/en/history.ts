import type { ChannelEvent } from '../../channel-event.ts';

/** A number of things. */
const of = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`;

const events: Readonly<Record<ChannelEvent, string>> = {
  changed: 'a new address',
  action: 'something to do',
  failed: 'a failure',
  disagree: 'sources that disagree',
  recovered: 'a recovery',
};

/** What happened, as `history` and the Status page tell it. */
export const history = {
  since: (since: string) => `What happened since ${since}:`,
  between: (since: string, until: string) => `What happened from ${since} to ${until}:`,
  nothing: 'Nothing happened that is kept.',
  noHistory: (folder: string) =>
    `There is no history in ${folder} yet. “ddns-tray run” and “ddns-tray update” write it there; --state names another folder.`,
  unreadable: (folder: string, why: string) =>
    `The history in ${folder} cannot be read (${why}). Check who may read the files there.`,
  omitted: (count: number) =>
    `${of(count, 'older entry is', 'older entries are')} left out; a larger --limit shows more.`,
  skipped: (count: number) =>
    `${of(count, 'line', 'lines')} of the history could not be read: damaged, or of a newer version.`,
  moment: (option: string, found: string) =>
    `“${found}” is no time that ${option} takes. Use 7d, 36h, 2w, today, yesterday, 2026-11-16 or 2026-11-16T09:30.`,
  order: 'The time of --since is after that of --until. Swap them.',
  kind: (found: string, known: string) => `“${found}” is no kind of entry. Use ${known}.`,
  limit: (found: string, most: number) =>
    `“${found}” is no number of entries. Use a whole number from 1 to ${most}.`,
  name: (found: string) => `“${found}” is no host name. Use one such as home.example.com.`,
  first: (family: string, address: string) => `${family} found: ${address}`,
  changed: (family: string, before: string, address: string) =>
    `${family} changed: ${before} → ${address}`,
  call: {
    updated: (record: string, address: string) => `${record}: ${address} written`,
    created: (record: string, address: string) => `${record}: created with ${address}`,
    alreadyRight: (record: string, address: string) => `${record}: held ${address} already`,
  },
  /** `how` it is known, at which provider and account, and how long it took. */
  known: (call: string, how: string, provider: string, account: string, took: string) =>
    `${call}; ${how} (${provider}, account “${account}”, ${took})`,
  failed: (record: string, cause: string) => `${record}: not written. ${cause}`,
  seconds: (seconds: string) => `${seconds} s`,
  repeats: (text: string, count: number) =>
    `${text}, and ${of(count, 'more time', 'more times')} just so`,
  told: (channel: string, service: string, what: string) =>
    `${channel} (${service}) was told of ${what}`,
  notTold: (channel: string, service: string, what: string, cause: string) =>
    `${channel} (${service}) could not be told of ${what}. ${cause}`,
  events,
  /** Who changed settings, before the list of what changed. */
  by: {
    window: (changes: string) => `Settings changed in the window: ${changes}`,
    file: (changes: string) => `Settings file changed: ${changes}`,
    command: (changes: string) => `Settings changed by a command: ${changes}`,
    import: (changes: string) => `Settings imported: ${changes}`,
    program: (changes: string) =>
      `Settings differ since another version of the program: ${changes}`,
  },
  what: {
    account: (id: string) => `account “${id}”`,
    channel: (id: string) => `channel “${id}”`,
    record: (name: string) => name,
  },
  change: {
    added: (what: string) => `${what} added`,
    removed: (what: string) => `${what} removed`,
    changed: (what: string) => `${what} changed`,
  },
  set: {
    fromTo: (key: string, from: string, to: string) => `${key} ${from} → ${to}`,
    to: (key: string, to: string) => `${key} set to ${to}`,
    unset: (key: string, from: string) => `${key} no longer ${from}`,
    other: (key: string) => `${key} changed`,
  },
  /** What the keys of the settings are called, and their values that are words. */
  keys: {
    interval: 'check interval',
    timeout: 'request timeout',
    proxy: 'proxy',
    'log.level': 'log level',
    'log.file': 'log file',
    'sources.ipv4': 'IPv4 sources',
    'sources.ipv6': 'IPv6 sources',
    'networks.approved': 'approved networks',
    'networks.ignore': 'ignored adapters',
    'networks.bind': 'adapter to ask by',
    'networks.tunnels': 'addresses behind a VPN',
    'verify.resolvers': 'resolvers',
    'verify.publicResolvers': 'public resolvers',
    'api.listen': 'local interface',
    'api.token': 'token of the local interface',
    language: 'language',
    theme: 'appearance',
    releases: 'looking for new versions',
    releaseChannel: 'release channel',
    quietHours: 'quiet hours',
    'notifications.changed': 'notifications of a new address',
    'notifications.action': 'notifications of what needs you',
    'notifications.failed': 'notifications of failures',
    'notifications.disagree': 'notifications of sources that disagree',
    'notifications.recovered': 'notifications of recoveries',
    'notifications.release': 'notifications of new versions',
  } as Readonly<Record<string, string>>,
  values: {
    true: 'on',
    false: 'off',
    off: 'off',
    system: 'the system’s',
    light: 'light',
    dark: 'dark',
    en: 'English',
    'zh-CN': 'Simplified Chinese',
    stable: 'stable',
    beta: 'beta',
    nightly: 'nightly',
  } as Readonly<Record<string, string>>,
  more: (count: number) => `${count} more`,
  joint: '; ',
  sum: {
    address: (count: number) => of(count, 'address change', 'address changes'),
    call: (count: number, failed: number) =>
      `${of(count, 'call', 'calls')}${failed === 0 ? '' : ` (${failed} failed)`}`,
    settings: (count: number) => of(count, 'settings change', 'settings changes'),
    told: (count: number) => of(count, 'message', 'messages'),
  },
};
