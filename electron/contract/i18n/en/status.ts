/** How records, addresses and sources stand: the words of every table and summary. */
export const status = {
  head: {
    record: 'record',
    type: 'type',
    address: 'address',
    account: 'account',
    state: 'state',
    known: 'known by',
    changed: 'last change',
    checked: 'last check',
    next: 'next',
    why: 'why',
    family: 'family',
    source: 'source',
    operator: 'operator',
    answer: 'answer',
    time: 'time',
    agreement: 'agreement',
    server: 'server',
    ttl: 'TTL left',
    id: 'id',
    name: 'name',
    families: 'addresses',
    features: 'abilities',
    field: 'field',
    meaning: 'meaning',
  },
  family: { ipv4: 'IPv4', ipv6: 'IPv6' },
  none: '–',
  /** A provider and the account there. */
  place: (provider: string, account: string) => `${provider} (${account})`,

  state: {
    updated: 'updated',
    created: 'created',
    upToDate: 'up to date',
    failed: 'not up to date',
    outdated: 'not up to date',
    waiting: 'waiting',
    stopped: 'stopped',
    locked: 'locked',
    noAddress: 'no address found',
    notNeeded: 'no such address here',
    notTried: 'not tried',
    underWay: 'cut off',
    unknown: 'unknown',
    write: 'would be written',
  },
  reason: {
    first: 'not written by this program yet',
    addressChanged: 'the address changed',
    retry: 'the last attempt failed',
    interrupted: 'the last attempt was cut off',
    settingsChanged: 'its settings changed',
    recheck: 'it was time to compare',
    keepAlive: 'the host expires unless it is told again',
    forced: 'you asked for it',
  },
  rest: {
    upToDate: (known: string) => `Nothing to do: ${known}.`,
    waiting: (until: string) => `It is not tried before ${until}.`,
    repeatPunished: (until: string) =>
      `It holds this address already, and the host punishes a repetition. It can be sent again from ${until} on.`,
    stoppedRecord: 'It is stopped until you change its settings or run “ddns-tray update --force”.',
    locked: (account: string) =>
      `The credentials of the account “${account}” can no longer be read on this computer. Enter them again in the settings.`,
    notNeeded: (family: string) =>
      `This network has no ${family} address, and the settings do not insist on one. To say so for good, write “types” in the settings.`,
    notTried:
      'It was left alone, because the state could not be written and this host punishes a repetition. Make room on the disk, or check the permissions of the state folder.',
    underWay: 'A write is under way, or was cut off; the next check settles it.',
    nothing: 'It was never checked.',
    notGlobal:
      'Behind the present prefix this device has no public address. Check the suffix and the prefix length in the settings.',
    outdated: (address: string) => `The present address is ${address}; the next check writes it.`,
  },
  verification: {
    pending: 'The name servers have not been asked yet.',
    matches: '',
    differs: 'The name servers do not answer with it yet.',
    missing: 'The name servers do not know it yet.',
    proxied: "It is proxied: DNS shows the proxy's addresses.",
    alias: 'The name is an alias (CNAME) of another one, so this record is not what DNS shows.',
    unknown: 'The name servers could not be asked.',
  },
  detection: {
    offline: (family: string) => `No connection over ${family}.`,
    noAnswer: (family: string) =>
      `No source told the public ${family} address. Run “ddns-tray ip --all” to see why.`,
    single: (family: string) =>
      `Only one source told the public ${family} address, and nobody could confirm it. The next check asks again.`,
    tunnel: (family: string) =>
      `${family} leaves this computer through a VPN or another tunnel, so the address that sources see is not this network’s and is not used. End the VPN for this program, or allow tunnels in the network settings.`,
    elsewhere: (family: string) =>
      `This is not one of the networks that you approved, so the ${family} address was not looked up. Approve it in the network settings if its address is to be published.`,
    disagree: (family: string, answers: string) =>
      `The sources disagree about the public ${family} address (${answers}), so nothing was changed. Run “ddns-tray ip --all” to see who says what.`,
    off: (family: string) => `The ${family} sources are off.`,
    /** Below the table that says who said what. */
    asked: {
      noAnswer: (family: string) =>
        `No source told the public ${family} address. Check the connection, the firewall and the proxy or ad blocker of this network.`,
      disagree: (family: string) =>
        `The sources disagree about the public ${family} address, so none is believed. Look whether a VPN, a proxy or a second connection is in use.`,
    },
    keeps: (sentence: string, address: string) => `${sentence} The record stays at ${address}.`,
  },
  by: {
    steady: 'as before',
    local: 'as before, by this computer or its router',
    quorum: (operators: string) => `confirmed by ${operators}`,
    many: (count: number) => `confirmed by ${count} sources`,
    own: 'by your own source',
  },
  source: {
    offline: 'no connection',
    timeout: 'no answer in time',
    network: 'not reached',
    tls: 'certificate refused',
    hijacked: 'somebody else answers for the name servers',
    status: 'refused',
    limited: 'asks us to stay away for a while',
    captive: 'a web page instead of an address (sign-in page?)',
    form: 'not the documented form',
    family: 'an address of the other family',
    notGlobal: 'not a public address',
    missing: 'not there, or failed',
  },
  /** A fact and what stands behind it. */
  because: (fact: string, why: string) => (why === '' ? fact : `${fact} (${why})`),
  agreement: { majority: 'agrees', minority: 'differs', alone: 'unconfirmed' },

  offline: 'This computer is offline. Nothing was tried, and every record stays as it is.',
  elsewhere:
    'This network is not among those that you approved. Nothing was tried, and every record stays as it is. If it is your own, add it to the approved ones in the settings; “ddns-tray doctor” shows how it is named there.',
  summaryGood: (count: number) =>
    count === 1 ? 'The record is up to date.' : `All ${count} records are up to date.`,
  summaryBad: (bad: number, count: number) =>
    count === 1
      ? 'The record is not up to date.'
      : `${bad} of ${count} records are not up to date.`,
  summaryDry: (writes: number) =>
    `A dry run: nothing was sent. ${writes === 0 ? 'Nothing would be written.' : writes === 1 ? '1 record would be written.' : `${writes} records would be written.`}`,
  noRecords: 'No record is known here yet.',
  noState: (folder: string) =>
    `Nothing is known yet: there is no state in ${folder}. Run “ddns-tray update -c FILE” once, or name the folder with --state.`,
  lastCheck: (when: string, ago: string) => `Last check: ${when} (${ago}).`,
  neverChecked: 'There was no check yet.',
  nextCheck: (when: string, from: string) => `Next check: ${when} (${from}).`,
  overdue: (when: string) =>
    `The next check was due at ${when}: no “ddns-tray run” seems to be at work with this state.`,
  offlineSince: (when: string) => `Offline since ${when}.`,
  pausedSince: (when: string, until: string | undefined) =>
    until === undefined
      ? `Paused since ${when}, until you resume it.`
      : `Paused since ${when}, until ${until}.`,
  address: (family: string, address: string, since: string) =>
    `${family}: ${address}, since ${since}.`,
  addressUnknown: (family: string) => `${family}: not known.`,

  accounts: {
    title: (account: string, provider: string) => `${account} (${provider})`,
    line: (title: string, sentence: string) => `${title}: ${sentence}`,
    works: 'The credentials work.',
    zones: (count: number) => {
      if (count === 0)
        return 'The credentials work, but they show no zone. Give them access to one.';
      return `The credentials work. They show ${count} ${count === 1 ? 'zone' : 'zones'}:`;
    },
    untestable:
      'This service shows nothing without an update, so the credentials could not be tried.',
    holds: (values: string, ttl: string) => (ttl === '' ? values : `${values} (TTL ${ttl} s)`),
    missing: 'There is no such record yet.',
    /** Stands for a record where the failure concerns no one of them. */
    anyName: 'any record',
  },

  verify: {
    wanted: (record: string, address: string) => `${record} should be ${address}`,
    zone: (zone: string) => `zone ${zone}`,
    authoritative: 'authoritative',
    public: 'public resolver',
    nothing: 'no such record',
    result: {
      matches: 'All authoritative servers answer with it.',
      differs:
        'The authoritative servers do not all answer with it. Run “ddns-tray update --force”, and see who else writes this record.',
      missing: 'The authoritative servers have no such record. Run “ddns-tray update --force”.',
      proxied:
        "It is proxied: DNS shows the proxy's addresses, and only the provider can tell the record's own.",
      alias:
        'The name is an alias (CNAME) of another one. Remove the CNAME at the provider, or list the name that it points to.',
      unknown:
        'The authoritative servers could not be asked. Check the connection, and whether DNS (port 53) is let through.',
      pending: 'The authoritative servers were not asked.',
    },
    failure: {
      offline: 'no connection',
      notFound: 'its name does not exist',
      refused: 'refuses to answer',
      reset: 'broke the connection',
      timeout: 'no answer in time',
      tls: 'certificate refused',
      proxyAuth: 'a proxy is in the way',
      proxy: 'a proxy is in the way',
      tooLarge: 'answer too large',
      other: 'could not be asked',
      format: 'not a DNS answer',
      noAddress: 'its address is not known',
      lame: 'does not serve this zone',
      servfail: 'has a fault (SERVFAIL)',
    },
    ttl: (seconds: number) => `${seconds} s`,
    alias: (target: string) => `CNAME ${target}`,
    splitHorizon:
      'This network answers differently from the outside for this name (split horizon).',
    spread: (fresh: number, all: number) =>
      `${fresh} of ${all} public resolvers show the new address.`,
    spreadDone: 'The public resolvers show it too.',
    stale: (left: string) => `The others keep the old answer for ${left} at most.`,
  },

  able: {
    ttl: 'TTL',
    proxied: 'proxying',
    reads: 'reads before it writes',
    creates: 'creates records',
    batch: 'many records in one request',
    keepAlive: (span: string) => `refreshed every ${span}`,
    punishes: 'never repeats an unchanged address',
  },
  provider: {
    website: 'Website',
    docs: 'Credentials',
    setup: 'How to',
    permission: 'Least permission',
    fields: 'Account fields',
    presets: 'Presets',
    abilities: 'Abilities',
    required: 'required',
    optional: 'optional',
    secret: 'secret',
    ttlRange: (min: string, max: string) => `TTL ${min} to ${max} s`,
    noTtl: 'TTL is set by the service',
    tried: {
      service: 'Tried against the live service.',
      server: 'Tried against the real server software.',
      emulator:
        'Not tried against the live service yet: it was made from the documentation. Please report what does not work.',
    },
  },
};
