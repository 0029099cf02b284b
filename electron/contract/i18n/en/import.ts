import type { Localized } from '../../language.ts';

/** What is said of a file of another program that is taken over. */
export const imports = {
  /** Why something was not taken over, or not as it was. */
  loss: {
    noService: ({ service }: { service: string }) =>
      `There is no service “${service}” here. If it has an update URL, write an account with the provider dyndns2 or webhook.`,
    closed: ({ service }: { service: string }) =>
      `${service} has closed. Move the name to another service.`,
    cloudflareKey:
      'A global API key of Cloudflare may do everything, so it is not taken. Make an API token at Cloudflare and write it as token.',
    hetznerOld:
      'The DNS Console of Hetzner, which this token is for, has closed. Make a token in the Hetzner Console and write an account with the provider hetzner.',
    gandiKey:
      'API keys of Gandi are no longer taken. Make a personal access token there and write it as token.',
    freednsToken:
      'FreeDNS is updated by a token here, not by user name and password. Copy it from the update URL (version 2) and write an account with the provider freedns.',
    keyFile:
      'The secret lies in a key file that is not read here. Write an account with the provider rfc2136 and the name and secret of that key.',
    otherKey:
      'This kind of credential is not taken here. See what the page of the service asks for and write an account.',
    accountGone: 'Not taken over: its account could not be.',
    refused: ({ text }: { text: Localized }) => `Left out: ${text.en}`,
    ttlAutomatic: 'A TTL of 1 means “automatic”. The TTL stays as it is at the service.',
    badTtl: 'Not a whole number of seconds. The TTL stays as it is at the service.',
    badValue: 'Not understood, so it is left out.',
    clamped: ({ used }: { used: string }) => `Outside of what is possible here. Set to ${used}.`,
    notNeeded: 'Not needed here.',
    notify:
      'Not taken over. To be told of changes, add a channel: email for mail, or webhook for a URL, which knows the placeholders of DDNS Go.',
    hook: 'No command is run after an update here.',
    webLogin: 'There is no web page to sign in to here.',
    wildcard: 'Not sent here. If the service takes it, list the name with “*.” as well.',
    mx: 'Only addresses are kept here. Set mail records at the service.',
    fixedAddress: 'A fixed address is not kept here: set it once at the service.',
    router:
      'The page of a router is not read here. The built-in sources are used; the router is asked by PCP, NAT-PMP and UPnP among them.',
    https: 'Requests to services go by https only. See whether the service takes it.',
    notChecked: 'Addresses and certificates are always checked here.',
    ownAuthority:
      'Certificates are checked against those of the system here. Add your own to them.',
    bindProvider:
      'Requests to services go as the system routes. For finding out the address there is networks.bind.',
    ipv6Choice: 'The stable address of the adapter is used.',
    commandPlain:
      'The command is taken over. It has to print the address and nothing else, and runs in the shell of the system.',
    commandSecret:
      'The command may hold a password, and commands stand in the settings openly. Put it in a script of your own and name that as a source.',
    guessedFamily: ({ type }: { type: string }) =>
      `Taken for ${type} by its looks. Change types where that is wrong.`,
    oneSource: ({ line }: { line: number }) =>
      `All names of a family share one way to learn the address here: that of line ${line}.`,
    urlQuery: ({ host }: { host: string }) =>
      `What follows the “?” for ${host} may be a token, and such addresses stand in the settings openly. Write it as a source yourself if it is none.`,
    badUrl: 'Not a web address.',
    unknownKey: 'No setting that is known here.',
    badLine: 'This is not understood.',
    badName: 'Not a host name.',
    include: 'Other files are not read. Put what stands there in this file, or in the settings.',
    variable: 'Variables are filled in here only where they are the whole of a secret.',
    param: ({ name }: { name: string }) =>
      `The parameter “${name}” has no place here. What it set stays as it is at the service.`,
    twice: 'This stands twice, and is taken once.',
    disabled: 'Switched off there, so it is not taken over.',
    noDomains: 'There is no name to keep.',
    noFamily: 'No address is found out for it there.',
    tooMany: ({ most }: { most: number }) => `Only ${most} records are taken over.`,
    tooLong: 'From here on the file is not read: it has too many lines.',
    skip: 'The first address of the page is used.',
    otherWay: 'This way to learn the address is not known here. The built-in sources are used.',
  },
  place: (line: number, key: string) => (key === '' ? `Line ${line}` : `Line ${line}, ${key}`),
  lossLine: (place: string, sentence: string) => `${place}: ${sentence}`,

  understood: (peer: string) => `Understood as a configuration of ${peer}:`,
  record: (name: string, types: string, provider: string, account: string) =>
    `${name} (${types}) at ${provider}, account ${account}`,
  details: (record: string, details: readonly string[]) => `${record}; ${details.join(', ')}`,
  ttl: (seconds: number) => `TTL ${seconds}`,
  proxied: (on: boolean): string => (on ? 'proxied' : 'not proxied'),
  zone: (zone: string) => `zone ${zone}`,
  device: (host: string) => `for the device ${host}`,
  setting: (key: string, value: string) => `${key}: ${value}`,
  losses: (count: number) =>
    count === 1
      ? '1 thing is not taken over as it was:'
      : `${count} things are not taken over as they were:`,
  noLosses: 'Everything in it is taken over.',
  writes: 'Would write:',
  wrote: 'Wrote:',
  secretFile: (file: string, account: string, field: string) => `${file} (${account}: ${field})`,
  variables: 'Set these variables, each to the secret of that field:',
  variable: (name: string, account: string, field: string) => `${name} (${account}: ${field})`,
  kept: (file: string) => `${file} stays as it is. Nothing was written; add --write to do it.`,
  exists: (file: string) =>
    `Nothing was written: ${file} is there already. Choose another name with -o, or move that file away.`,
  unwritable: (file: string, code: string) =>
    `Nothing was written: ${file} could not be made (${code}). Check the folder and its permissions.`,
  next: (file: string) => `Stop the other program, then try: ddns-tray update -c ${file} --dry-run`,
  unknown: (file: string) =>
    `${file} is no configuration that is known here: of DDNS Go, ddclient, Inadyn 2 or ddns-updater.`,
  unreadable: (file: string, code: string) =>
    `${file} cannot be read (${code}). Check its name and its permissions.`,
  tooLarge: (file: string) => `${file} is larger than 1 MiB, so it is no configuration.`,
  notText: (file: string) => `${file} is no text in UTF-8.`,
  noFile: 'Name the configuration to take over: ddns-tray import FILE.',
  nothing: (peer: string) => `Nothing of this configuration of ${peer} can be taken over.`,
  header: (peer: string, file: string) => `Taken over from ${file} of ${peer}.`,

  /** Before the preview in the desktop app. */
  dialog: {
    message: (peer: string, records: number) =>
      `This is a configuration of ${peer}. ${records === 1 ? '1 record' : `${records} records`} can be taken over, but not all of it as it was.`,
    none: (peer: string) => `Nothing of this configuration of ${peer} can be taken over.`,
    more: (count: number) => `and ${count} more; “Save list…” writes them all to a text file`,
    help: 'Nothing is changed yet. What would be taken over is shown next.',
    next: 'Continue',
    save: 'Save list…',
    cancel: 'Cancel',
    filter: 'Settings of DDNS Tray or another program',
    allFiles: 'All files',
    listName: 'import-losses.txt',
    listTitle: 'Save list',
  },
};
