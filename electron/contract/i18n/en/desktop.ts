/** What the desktop app itself says, apart from its window, tray and notifications. */
export const desktop = {
  /** For who starts it from its source. */
  noElectron:
    'Electron is not there and could not be fetched. Check the connection to the Internet and run “npm start” again; “npm run demo” shows DDNS Tray at work without it.',
  /** The first start, with nothing set up. */
  welcome: {
    title: 'DDNS Tray is running',
    body: 'Find it in the notification area (maybe under ^). Click here to set it up.',
  },
  logNotOpened: (file: string) => `The log could not be opened. Open it yourself; it is ${file}.`,
  folderNotOpened: (folder: string) =>
    `The folder of the log could not be opened. Open it yourself; it is ${folder}.`,
  /** The system's own settings did not open. */
  systemNotOpened: {
    clock:
      'The date and time settings could not be opened. Open them in the settings of your system.',
    network: 'The network settings could not be opened. Open them in the settings of your system.',
    proxy:
      'The proxy settings could not be opened. Look among the network settings of your system.',
    notifications:
      'The notification settings could not be opened. Open them in the settings of your system.',
    startup:
      'The list of what starts at login could not be opened. Look in the settings of your system.',
  },
  /** Sent because the user wants to see whether any comes through. */
  testToast: {
    title: 'Test notification',
    body: 'Notifications of DDNS Tray reach you. A click on one opens the window.',
  },
  /** The file in which it is remembered what each service was told. */
  state: {
    unreadable: (file: string, code: string) =>
      `The state in ${file} cannot be read (${code}), so nothing is updated. Check its permissions and its disk; DDNS Tray tries again by itself.`,
    unwritable: (folder: string, code: string) =>
      `The state cannot be written to ${folder} (${code}), so a restart would forget what was done. Check the permissions and the free space; DDNS Tray tries again by itself.`,
  },
  logRefused: (file: string, instead: string) =>
    `The log does not go to ${file}, but to ${instead}: on the desktop its name has to end in .log, .txt or .jsonl, and it may lie neither on another computer nor among the app's own files. Change “log.file” in the settings.`,
  /** Nothing is there that could show a window. */
  cannotStart: (folder: string, code: string) =>
    `DDNS Tray cannot start, because something in its folder ${folder} could not be read or written (${code}). Check the rights and the free space, then start it again.`,
  request: {
    failed: 'That did not work because of a fault in DDNS Tray. The log says more; try again.',
    refused:
      'That request was not understood, so nothing was done. Close the window and open it again.',
    tooMany: 'Too many requests. Wait a moment, then try again.',
  },
  link: {
    refused: 'That link does not lead to a known page, so it was not opened.',
    noBrowser: (link: string) => `The browser could not be opened. Go to ${link} yourself.`,
  },
  unsaved: {
    close: 'There are unsaved changes. Close the window?',
    closeHelp:
      'Changes that you keep are here again when you open the window, until DDNS Tray quits. They are not in effect before you save them.',
    quit: 'There are unsaved changes. Quit and discard them?',
    quitHelp: 'To keep them, go on editing and save them first.',
    keep: 'Keep changes and close',
    discard: 'Discard changes and close',
    discardAndQuit: 'Discard changes and quit',
    stay: 'Go on editing',
  },
  dialogs: {
    exportTitle: 'Export settings',
    importTitle: 'Import settings',
    diagnosticsTitle: 'Save diagnostic file',
    textFilter: 'Text file',
    filter: 'Settings file (YAML)',
    unwritable: (file: string, code: string) =>
      `${file} could not be written (${code}). Choose another folder, or check the rights and the free space.`,
    unreadable: (file: string, code: string) =>
      `${file} could not be read (${code}). Check that it is there and that you may read it.`,
    powers: {
      question: 'Allow these settings to run commands, or to read files or variables?',
      runs: 'They run:',
      reads: 'They read, and send to a service:',
      tells: 'These accounts are new or changed:',
      help: 'Allow it only where you wrote it yourself, or understand it. Otherwise nothing is changed.',
      allow: 'Allow',
      refuse: 'Do not allow',
    },
    more: (count: number) => `and ${count} more, which are not shown here`,
    cut: (count: number) => ` […${count} characters are not shown here…] `,
    tooLarge: (file: string) =>
      `${file} is larger than 1 MiB, so it is no settings file. Choose another one.`,
  },
};
