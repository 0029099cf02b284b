/** The file that a user gives to somebody who is to help. Words of the program itself stay English. */
export const diagnostics = {
  title: 'DDNS Tray, diagnostic file',
  open: 'This file holds no passwords, tokens or keys. It holds host names, addresses and names of accounts: read it before you pass it on.',
  hidden:
    'This file holds no passwords, tokens or keys. Host names, addresses, accounts and users have other names here, each the same throughout the file. Read it all the same before you pass it on.',
  version: 'Version',
  system: 'System',
  time: 'Time',
  language: 'Language',
  troubles: 'Problems of the app',
  settings: 'Settings',
  addresses: 'Public addresses',
  records: 'Records',
  accounts: 'Accounts',
  channels: 'Channels',
  timeline: 'What happened',
  log: 'Log',
  none: '(none)',
};
