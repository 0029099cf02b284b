/** The page of the accounts. */
export const accounts = {
  heading: 'Accounts',
  intro:
    'Your accounts at DNS services. Passwords and keys are kept encrypted and never shown again.',
  empty:
    'An account is a DNS service and what lets DDNS Tray write your records there. There is none yet.',
  add: 'Add an account',
  records: (count: number) => (count === 1 ? '1 host name' : `${count} host names`),
  lost: 'Credentials missing',
  lostText:
    'Credentials of this account cannot be read: they were encrypted for another user or computer, or the key is gone. Enter them again; the records stay as they are until then.',
  unknownService:
    'The settings name a service that this version does not know. Edit the settings as text to change that.',
  permission: 'Least permission:',
  limits: 'Good to know',
  test: 'Test connection',
  testing: 'Testing…',
  recordsTitle: 'Host names of this account',
  noRecords: 'No host name uses this account yet.',
  addRecords: 'Add host names',
  remove: 'Remove account',
  removeTitle: (account: string) => `Remove the account “${account}”?`,
  removeText:
    'Its credentials are deleted from this computer. At the service everything stays as it is.',
  removeNames: 'These names are no longer kept up to date:',
};
