/** The first run, and everything that is added later. */
export const setup = {
  progress: 'Steps',
  steps: {
    service: 'Service',
    account: 'Credentials',
    records: 'Host names',
    preview: 'Preview',
  },
  stepDone: '(done)',
  titles: {
    service: () => 'Choose your DNS service',
    account: (service: string) => `Credentials for ${service}`,
    records: () => 'Choose the host names',
    preview: () => 'Review before saving',
  },
  adding: (account: string) => `Add host names to ${account}`,
  next: 'Next',
  back: 'Back',

  unfinished: 'You started to set up an account and have not saved it.',
  unfinishedNames: (account: string) =>
    `You started to add host names to the account “${account}” and have not saved them.`,
  goOn: 'Continue',
  startOver: 'Discard and start over',
  cancelTitle: 'Discard what you entered?',
  cancelText: 'Nothing was saved yet. What you entered here is lost then.',
  discard: 'Discard',

  search: 'Search for a service or a provider',
  found: (count: number) => (count === 1 ? '1 service found' : `${count} services found`),
  noService: 'No service matches. Its host may speak a common protocol: one of these often works.',
  notListed: 'My service is not in the list',
  sections: {
    home: 'Services in China',
    popular: 'Popular',
    all: 'All services',
    found: 'Found',
    own: 'Not in the list?',
  },
  own: {
    dyndns2:
      'A host that speaks the dyndns2 protocol, as most routers and hosting providers do: a server, a user name and a password.',
    webhook: 'A web address of your own that is called with the new address in it.',
    rfc2136: 'A name server that takes dynamic updates signed with a TSIG key, such as BIND.',
  },

  more: 'More options',
  accountName: 'Account name',
  accountNameHelp: 'What it is called in this program. It cannot be changed later.',
  anyway: 'Continue anyway',

  askingZones: 'Asking the service for its zones…',
  listing: (zone: string) => `Asking the service for the host names of ${zone}…`,
  noNames: (zone: string) => `${zone} has no host name with an address yet. Type a new one below.`,
  namesOf: (zone: string) => `Host names of ${zone}`,
  apex: 'the domain itself',
  wildcard: 'all names that are not listed',
  keptAlready: 'is kept up to date already',
  keptBy: (account: string) => `kept up to date by the account ${account}`,
  hostNames: 'Host names',
  newNames: 'New host names',
  namesHelp:
    'The full name, as it is registered at the service. Several with a comma or a line each.',
  newNamesHelp: (zone: string) =>
    `“home” means home.${zone}, and “@” ${zone} itself. Full names work too; several with a comma or a line each.`,
  namesMissing: 'Choose or type at least one host name.',
  namesTooMany: (most: number, count: number) =>
    `At most ${most} can be added at once, and these are ${count}. Add the others afterwards.`,
  keptList: (names: readonly string[]) => `Kept up to date already: ${names.join(', ')}`,
  chosen: (count: number): string =>
    count === 1 ? 'This name will be kept up to date:' : 'These names will be kept up to date:',

  previewText: 'Nothing has been written yet. This is what the first update would do.',
  previewing: 'Finding your public address, and asking the service what stands there now…',
  previewed: (count: number) =>
    count === 1 ? 'The preview of 1 record is ready.' : `The preview of ${count} records is ready.`,
  previewFailed: 'You can save without the preview. The first update looks again before it writes.',
  mendAt: (step: string) => `Go to “${step}”`,
  save: 'Save and update',

  done: {
    heading: 'Saved',
    working: 'The first update is under way. This takes a moment.',
    upToDate: (count: number) =>
      count === 1 ? 'The record is up to date.' : `${count} records are up to date.`,
    failed: (count: number) =>
      count === 1 ? '1 record could not be updated.' : `${count} records could not be updated.`,
    tray: 'DDNS Tray goes on beside the clock when this window is closed. Its icon shows how things stand, and its menu leads back here.',
    starts: 'DDNS Tray starts when you sign in.',
    close: 'Done',
    another: 'Add another service',
  },
};
