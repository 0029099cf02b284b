/** The page of everything that concerns the program as a whole. */
export const general = {
  look: 'Language and appearance',
  asSystem: 'Use system setting',
  start: 'Start',
  heading: 'General',
  language: 'Language',
  languageHelp: 'For this window, the tray icon and the notifications.',
  theme: 'Appearance',
  themes: { light: 'Light', dark: 'Dark' },
  loginStart: 'Start when I sign in',
  loginStartHelp: 'Starts in the tray, without a window.',
  loginStartDisabled:
    'It is switched on here, but disabled in the Task Manager under Startup apps. Enable “DDNS Tray” there.',
  openStartup: 'Open Startup apps',
  loginStartUnsupported:
    'Starting at sign-in is not possible on this system, or with this copy of the program.',
  settings: 'Settings',
  transfer: 'Backup and transfer',
  transferHelp: 'To keep a copy of the settings, or to take them to another computer.',
  textHelp: 'All settings as YAML, the rare ones included.',
  program: 'Log and proxy',
  logLevel: 'Log level',
  logLevelHelp: 'This level and everything more serious is logged.',
  logLevels: {
    debug: 'Debug: everything, to find a fault',
    info: 'Info: what happened',
    warn: 'Warning: what may need attention',
    error: 'Error: what went wrong',
  },
  proxy: 'Proxy',
  proxyHelp: 'For the DNS services only; the public address is always looked up directly.',
  proxies: {
    environment: 'From the environment',
    none: 'None',
    address: 'Address',
  },
  proxyAddress: 'Address of the proxy',
  proxyAddressHelp:
    'http://host:port or https://host:port. Where it wants a user name and a password, set it in the variable HTTPS_PROXY instead.',
};
