/** The page of the records. */
export const records = {
  intro: 'The host names that are kept at your public address.',
  empty:
    'Name the host names that should always lead to this computer, such as home.example.com. There is none yet.',
  add: 'Add host names',
  found: (found: number, count: number) => `${found} of ${count} host names`,
  place: (account: string, provider: string) => `${account} · ${provider}`,
  notChecked: 'Not checked yet',

  select: 'Select',
  selectEnd: 'Done',
  selectAll: 'Select all shown',
  selected: (count: number) => `${count} selected`,
  removeSelected: (count: number) => `Remove (${count})`,
  tooMany: (most: number) => `At most ${most} can be removed at once.`,
  remove: 'Remove',
  removeName: 'Remove host name',
  removeTitle: (count: number) =>
    count === 1 ? 'Remove this host name?' : `Remove ${count} host names?`,
  removeText: 'They are no longer kept up to date. At the service everything stays as it is.',
  removeOneText: 'It is no longer kept up to date. At the service everything stays as it is.',
  removed: (count: number) =>
    count === 1 ? '1 host name removed.' : `${count} host names removed.`,

  state: 'State',
  noState: 'It has not been checked yet.',
  settings: 'Settings',
  name: 'Host name',
  nameHelp: '“*” as the first part stands for all names below, as in *.example.com.',
  account: 'Account',
  types: 'Addresses',
  typesHelp: 'Automatic writes those of IPv4 and IPv6 that this network and the service have.',
  typeChoices: {
    auto: 'Automatic',
    A: 'IPv4 (A)',
    AAAA: 'IPv6 (AAAA)',
    both: 'IPv4 and IPv6 (A and AAAA)',
  },
  ttl: 'TTL',
  ttlHelp: (min: number, max: number) =>
    `How long others may remember the address: seconds from ${min} to ${max}, or a duration such as 5m. Left empty, it stays as found.`,
  ttlAnyHelp: 'How long others may remember the address: seconds, or a duration such as 5m.',
  ttlFixed: (service: string) => `${service} sets the TTL by itself.`,
  ttlPlaceholder: 'As found',
  proxied: 'Proxy of the service',
  proxiedHelp: 'Visitors are led through the service, which hides your address from them.',
  proxiedChoices: { found: 'As found', on: 'On', off: 'Off' },
  zone: 'Zone',
  zoneHelp:
    'The domain at the service that holds this name. Found by itself where it is left empty.',
  zonePlaceholder: 'Found by itself',
  listZones: 'List zones',
  listingZones: 'Listing…',
  zones: 'Zones of this account',
  zonesNone: 'The service does not list its zones; type the zone instead.',
  zonesOther: 'None of the account’s zones holds this name.',
  chooseZone: 'Choose a zone…',

  show: 'Show what would be written',
  showing: 'Looking…',
  preview: {
    heading: 'What would be written',
    name: 'Record',
    now: 'Now',
    next: 'Then',
    effect: 'What happens',
    untold: 'Not told by the service',
    nothing: 'Nothing',
    effects: {
      create: 'Is created',
      change: 'Is changed',
      same: 'Stays as it is',
      write: 'Is written',
      none: 'Is left alone',
      failed: 'Not possible',
    },
  },

  oddText:
    'Something in this part of the settings cannot be shown here. It stays as it is until you change this part here.',
  openText: 'Settings as text',
};
