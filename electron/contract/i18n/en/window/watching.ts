/** The page of how the address is watched. */
export const watching = {
  intro:
    'DDNS Tray asks sources on the Internet which public address this computer has. A new address counts as soon as two sources of different operators agree on it. A single source of your own is believed by itself.',
  rhythm: 'How often',
  interval: 'Interval between checks',
  intervalHelp: 'A duration such as 30s, 5m or 1h.',
  timeout: 'Longest wait for an answer',
  timeoutHelp: 'A duration such as 10s.',
  family: (family: string) => `Public ${family} address`,
  sources: 'Sources',
  modes: {
    default: 'Automatic (the usual built-in sources)',
    chosen: 'Chosen sources',
    off: 'Off (no address of this kind)',
  },
  builtIn: 'Built-in sources',
  operator: (operator: string) => `by ${operator}`,
  unknown: 'not known to this version',
  url: 'Web address',
  urlHelp: 'A page that answers with your public address.',
  interface: 'Network interface',
  interfaceHelp: 'The address that this computer has on it.',
  interfaceHas: (addresses: string) =>
    `The address that this computer has on it, now ${addresses}.`,
  interfaceHasNone: (family: string) =>
    `The address that this computer has on it. There is no public ${family} address on it now.`,
  command: 'Command',
  commandHelp: 'It prints the address on a line.',
  commandWarning:
    'This command is run on this computer with your rights at every check. Enter only what you trust.',
  addUrl: 'Add web address',
  addInterface: 'Add interface',
  addCommand: 'Add command',
  removeSource: (source: string) => `Remove: ${source}`,
  advanced: 'Advanced',
  advancedText: 'DNS servers that are asked whether a change has arrived. One on each line.',
  resolvers: 'Servers that find a zone’s name servers',
  resolversPlaceholder: 'Those of this computer',
  publicResolvers: 'Public servers that show how far a change has spread',
  serversHelp: 'Such as 9.9.9.9, [2620:fe::fe]:53 or dns.example.com. Left empty, the usual ones.',
};
