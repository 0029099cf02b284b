/** What the command says of itself: help, wrong usage, progress, the daemon's lines. */
export const cli = {
  about: 'Keeps DNS names pointing at this computer while its public address changes.',
  commands: {
    update: 'Check once: find the address, write what changed, verify it',
    run: 'Keep checking, in the foreground, until stopped',
    ip: 'Show the public address, and who says so',
    verify: 'Ask the name servers what they answer for each record',
    check: 'Check the settings file, and nothing else',
    accounts: 'Try the accounts without writing, and show the zones and records that they see',
    doctor: 'Examine the connection: router, address, clock, DNS, accounts, records; write nothing',
    import: 'Take over the settings of DDNS Go, ddclient, Inadyn or ddns-updater',
    status: 'Show what is known of each record, without any network',
    history: 'Show when the address changed, and what was done',
    notify: 'Send a test message through the channels, or through one of them',
    providers: 'Show the DNS services, or one of them in full',
    service: 'Let the system keep it running: install, remove or show its service',
    demo: 'Watch the whole story in a small world on this computer',
  },
  options: {
    config: 'the settings file',
    state: 'the folder that keeps the state',
    force: 'lift stops, and look at every record now',
    dryRun: 'show what would be written and why; send nothing',
    record: 'only this name; may be repeated',
    json: 'print one JSON object and nothing else',
    since:
      'from then on: 7d (the default), 36h, 2w, today, yesterday, 2026-11-16, 2026-11-16T09:30',
    until: 'up to then, in the same forms; a day is meant to its end',
    ofRecord: 'only what is about this name',
    kind: 'only address, call, settings or told; may be repeated',
    limit: 'the newest so many entries; 1000 if left out',
    user: 'a service of this user only, even with the rights for more',
    ipv4: 'only IPv4',
    ipv6: 'only IPv6',
    reach: 'also try a port of the public address, or a page: 443 or http://name/',
    checker: 'a service that tries the port from outside: a URL with {port} and {address}',
    all: 'ask every source; show answer, time and agreement',
    output: 'the settings file to make; ddns-tray.yaml if left out',
    write: 'write the settings, and each secret to a file of its own; nothing is ever replaced',
    env: 'take secrets from environment variables instead of files',
    lang: 'the language: en or zh-CN',
    noColor: 'no colours',
    version: 'print the version',
    help: 'print this help',
  },
  arguments: {
    id: 'the id of one provider',
    account: 'the name of one account',
    channel: 'the name of one channel',
    notifyAction: 'test',
    file: 'the configuration of the other program',
    action: 'install, remove or status',
  },
  metavar: {
    file: 'FILE',
    folder: 'DIR',
    name: 'NAME',
    time: 'TIME',
    kind: 'KIND',
    number: 'NUMBER',
    language: 'LANG',
    target: 'PORT|URL',
    url: 'URL',
  },
  help: {
    usage: 'Usage: ',
    commands: 'Commands:',
    arguments: 'Arguments:',
    options: 'Options:',
    everywhere: 'Everywhere:',
    status: 'Exit status:',
    statuses: [
      ['0', 'all is well'],
      ['1', 'a record is not up to date, an account does not work, or “doctor” found something'],
      ['2', 'the settings or the command line are wrong'],
      ['3', 'offline, or in a network that you did not approve: nothing was tried'],
    ] as readonly (readonly [string, string])[],
    command: '<command>',
    optionsWord: '[options]',
    more: 'More about one command: ddns-tray <command> --help',
  },
  usage: {
    unknownOption: (option: string) => `There is no option ${option} here.`,
    unknownCommand: (command: string) => `There is no command “${command}”.`,
    noCommand: 'Say which command.',
    optionArgument: (option: string) => `The option ${option} needs a value.`,
    missingOption: (option: string) => `The option ${option} is needed.`,
    emptyOption: (option: string) => `The path given with ${option} is empty. Name one.`,
    excess: 'There are more arguments than this command takes.',
    language: (found: string) => `“${found}” is no language known here. Use en or zh-CN.`,
    nearest: (word: string) => `Did you mean ${word}?`,
    seeHelp: (command: string) => `See “${command} --help”.`,
    record: (name: string, known: string) =>
      `The settings list no record “${name}”. They list ${known}.`,
    /** The hint tells what may have been meant; empty for none. */
    provider: (id: string, hint: string) =>
      `There is no provider “${id}”. ${hint === '' ? '' : `${hint} `}“ddns-tray providers” lists them all. A preset is shown by “ddns-tray providers dyndns2”.`,
    account: (id: string, known: string) =>
      `The settings have no account “${id}”. They have ${known}.`,
    channel: (id: string, known: string) =>
      `The settings have no channel “${id}”. They have ${known}.`,
    noChannels:
      'The settings have no channels, so nobody is told. Add one under “channels”, such as “phone: { channel: ntfy, … }”.',
    notifyAction: (found: string | undefined) =>
      found === undefined ? 'Say what to do: test.' : `“${found}” cannot be done here, only test.`,
    together: (sentence: string, hint: string) => (hint === '' ? sentence : `${sentence} ${hint}`),
    other: 'The command line is not understood.',
  },
  check: {
    good: (file: string, records: number, accounts: number, channels: number) =>
      `${file} is in order: ${records} ${records === 1 ? 'record' : 'records'}, ${accounts} ${accounts === 1 ? 'account' : 'accounts'}${channels === 0 ? '' : `, ${channels} ${channels === 1 ? 'channel' : 'channels'}`}.`,
    more: (count: number) =>
      count === 1 ? '… and 1 more problem.' : `… and ${count} more problems.`,
    bad: (count: number) => (count === 1 ? '1 problem.' : `${count} problems.`),
  },
  progress: {
    address: 'Finding out the public address …',
    write: (count: number, provider: string, account: string) =>
      `Writing ${count} ${count === 1 ? 'record' : 'records'} at ${provider} (${account}) …`,
    verify: 'Asking the name servers …',
    account: (provider: string, account: string) => `Trying ${provider} (${account}) …`,
    sources: (count: number) => `Asking ${count} sources …`,
    channel: (service: string, channel: string) => `Telling ${service} (${channel}) …`,
    channels: 'Telling the channels …',
  },
  run: {
    started: (version: string, file: string, records: number) =>
      `ddns-tray ${version} watches ${records} ${records === 1 ? 'record' : 'records'} of ${file}`,
    reloaded: (records: number) =>
      `The settings were read again: ${records} ${records === 1 ? 'record' : 'records'}.`,
    kept: 'The changed settings have problems, so the old ones stay in force:',
    logFile: (file: string, why: string) =>
      `The log file ${file} cannot be written (${why}). Its folder must exist and be writable.`,
    forced: 'Asked for by a signal: the settings are read again and every record is looked at.',
    offline: 'Offline. The next check waits for the link.',
    online: 'Online again.',
    stopped: 'Stopped.',
    fault: 'A fault in ddns-tray itself; it goes on.',
    tooManyFaults: 'Too many faults in ten minutes; ddns-tray ends.',
  },
  fault: (what: string) =>
    `A fault in ddns-tray itself stopped this command (${what}). Please report it.`,
  outputLost: (code: string) =>
    code === 'ENOSPC'
      ? 'The output could not be written: its disk is full. Free some space, or send it elsewhere.'
      : `The output could not be written (${code}). Check where it goes.`,
  interrupted: 'Interrupted.',
  demoMissing: 'The demonstration is not part of this build.',
};
